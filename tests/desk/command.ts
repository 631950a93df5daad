import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { vi } from "vitest";
import { main } from "../../src/cli/main.ts";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Broadsheet in a folder as a shell without a terminal would, on this thread. */
export function run(folder: string, ...args: readonly string[]): Promise<Ended> {
  return runWith({ GITHUB_ACTIONS: "" }, folder, ...args);
}

export async function runWith(
  variables: Readonly<Record<string, string>>,
  folder: string,
  ...args: readonly string[]
): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((chunk) => {
      written[name] += chunk;
      return true;
    }),
  );
  spies.push(vi.spyOn(process, "cwd").mockReturnValue(folder) as never);
  for (const [name, value] of Object.entries({ NO_COLOR: "1", ...variables })) vi.stubEnv(name, value);
  try {
    return { status: await main(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** An empty folder. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "broadsheet-desk-"));
}

/** A folder with these files, by path. */
export function makeSite(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = makeFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A configuration in JSON, with an address so that nothing warns of its lack. */
export function toConfigFile(config: object): string {
  return `export default ${JSON.stringify({ baseUrl: "https://news.test", ...config })};\n`;
}

/** Enough of a PNG to tell its size. */
export function toPng(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  bytes.write("\u0089PNG\r\n\u001a\n", "latin1");
  bytes.writeUInt32BE(13, 8);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
