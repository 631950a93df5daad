import { type Digest, digestOf } from "../base/digest.ts";
import { type Memory, noMemory } from "../base/memory.ts";
import { type Columns, fromColumns, toColumns } from "./columns.ts";
import { findUnder, type Records, rememberUnder } from "./recall.ts";

/**
 * The memory of a process that builds once: it remembers rows only, which are filed for the next process. `code` is the
 * digest of all that makes them.
 */
export function createFiledMemory(records: Records, code: Digest): Memory {
  return {
    ...noMemory,
    keepRows: <Row extends object>(name: string, mark: string, make: () => readonly Row[]): readonly Row[] => {
      const record = { name: `rows ${name}`, key: digestOf(`${code} ${mark}`) };
      const filed = findUnder(records, record);
      if (filed !== null) {
        const [count, columns] = JSON.parse(filed) as [number, Columns];
        return fromColumns(columns, count) as Row[];
      }
      const rows = make();
      rememberUnder(records, record, JSON.stringify([rows.length, toColumns(rows)]));
      return rows;
    },
  };
}
