/** Texts and bytes that outlive a build, by name: the store, or memory. */
export interface Records {
  readonly findBytes: (name: string) => Uint8Array | null;
  readonly rememberBytes: (name: string, value: Uint8Array) => void;
  readonly findRecord: (name: string) => string | null;
  readonly rememberRecord: (name: string, value: string) => void;
}

/** The name under which a value is remembered, and what it was made from. */
export interface RecordKey {
  readonly name: string;
  readonly key: string;
}

/** The text under a name, if it was remembered with the same key. Of any other value only the key is decoded. */
export function findUnder(records: Pick<Records, "findBytes">, { name, key }: RecordKey): string | null {
  const bytes = records.findBytes(name);
  const head = Buffer.from(`${key}\n`);
  if (bytes === null || !head.equals(bytes.subarray(0, head.length))) return null;
  return new TextDecoder().decode(bytes.subarray(head.length));
}

export function rememberUnder(records: Pick<Records, "rememberRecord">, { name, key }: RecordKey, text: string): void {
  records.rememberRecord(name, `${key}\n${text}`);
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
