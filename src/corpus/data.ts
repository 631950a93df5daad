import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Digest } from "../base/digest.ts";
import type { SourcePath } from "../base/path.ts";

/** A file of `data/` that templates can read. */
export interface DataFile {
  /** Folders and name: `data/sport/table.yaml` is `["sport", "table"]`, in templates `it.data.sport.table`. */
  readonly name: readonly string[];
  readonly file: SourcePath;
  /** Digest of its JSON text, by which that is fetched; null for a file with an error. */
  readonly digest: Digest | null;
}

/** Gives data files the names by which templates call them. If two files share a name, the first keeps it. */
export function toDataFiles(files: readonly Omit<DataFile, "name">[]): Outcome<readonly DataFile[]> {
  const owners = new Map<string, SourcePath>();
  const diagnostics: Diagnostic[] = [];
  const named = files.map((file): DataFile => ({ ...file, name: toName(file.file) }));
  const refuse = ({ file, name }: DataFile, message: string): false => {
    const advice = `rename it; templates read a data file as it.data.${name.at(-1)}, without its ending`;
    diagnostics.push(toDiagnostic("data-collision", { file }, message, advice));
    return false;
  };
  const value = named.filter((data) => {
    const { file, name } = data;
    if (name.includes("__proto__")) return refuse(data, `no data file can be called ${quote("__proto__")}`);
    const owner = owners.get(name.join("/"));
    if (owner !== undefined) return refuse(data, `templates would call it what they call ${owner}`);
    owners.set(name.join("/"), file);
    return true;
  });
  for (const data of value) {
    const folder = data.name.slice(0, -1).findIndex((_, index) => owners.has(data.name.slice(0, index + 1).join("/")));
    if (folder < 0) continue;
    const owner = owners.get(data.name.slice(0, folder + 1).join("/"));
    refuse(data, `its folder has the name of the data file ${owner}`);
  }
  return { value, diagnostics };
}

function toName(file: SourcePath): readonly string[] {
  return file
    .replace(/^data\//, "")
    .replace(/\.\w+$/, "")
    .split("/");
}
