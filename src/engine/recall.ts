/** Texts that outlive a build, by name: the store, or memory. */
export interface Records {
  readonly findRecord: (name: string) => string | null;
  readonly rememberRecord: (name: string, value: string) => void;
}

/** The last value under a name, if its key is the same; else it is made and remembered. Values are JSON. */
export function recall<Value>(
  records: Records,
  { name, key }: { name: string; key: string },
  make: () => Value,
): Value {
  const text = records.findRecord(name);
  if (text?.startsWith(`${key}\n`)) return JSON.parse(text.slice(key.length + 1)) as Value;
  const value = make();
  records.rememberRecord(name, `${key}\n${JSON.stringify(value)}`);
  return value;
}

export function createMemoryRecords(): Records {
  const records = new Map<string, string>();
  return {
    findRecord: (name) => records.get(name) ?? null,
    rememberRecord: (name, value) => {
      records.set(name, value);
    },
  };
}
