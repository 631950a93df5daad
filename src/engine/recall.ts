/** Texts and bytes that outlive a build, by name: the store, or memory. */
export interface Records {
  readonly findBytes: (name: string) => Uint8Array | null;
  readonly rememberBytes: (name: string, value: Uint8Array) => void;
  readonly findRecord: (name: string) => string | null;
  readonly rememberRecord: (name: string, value: string) => void;
}

/** Under what name a value is remembered, and what it was made from. */
export interface RecordKey {
  readonly name: string;
  readonly key: string;
}

/** The last value under a name, if its key is the same; else it is made and remembered. Values are JSON. */
export function recall<Value>(records: Records, { name, key }: RecordKey, make: () => Value): Value {
  const text = records.findRecord(name);
  if (text?.startsWith(`${key}\n`)) return JSON.parse(text.slice(key.length + 1)) as Value;
  const value = make();
  records.rememberRecord(name, `${key}\n${JSON.stringify(value)}`);
  return value;
}

export function createMemoryRecords(): Records {
  const records = new Map<string, Uint8Array>();
  return toRecords(
    (name) => records.get(name) ?? null,
    (name, value) => {
      records.set(name, value);
    },
  );
}

/** Records of texts, kept as bytes. */
export function toRecords(findBytes: Records["findBytes"], rememberBytes: Records["rememberBytes"]): Records {
  return {
    findBytes,
    rememberBytes,
    findRecord: (name) => {
      const bytes = findBytes(name);
      return bytes === null ? null : new TextDecoder().decode(bytes);
    },
    rememberRecord: (name, value) => rememberBytes(name, new TextEncoder().encode(value)),
  };
}
