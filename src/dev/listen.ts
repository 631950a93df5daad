import type { Server } from "node:http";

const PORTS_TO_TRY = 20;

export interface ListenOptions {
  /** The first port to try; 0 for any. */
  readonly port: number;
  readonly host: string;
  readonly log: (line: string) => void;
}

/** Listens on the port asked for or the next that is free, and gives it. */
export async function listen(server: Server, { host, port, log }: ListenOptions): Promise<number> {
  for (let candidate = port; candidate < port + PORTS_TO_TRY; candidate++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once("error", done);
      server.listen(candidate, host, () => {
        server.off("error", done);
        done(null);
      });
    });
    const address = server.address();
    if (error === null) return typeof address === "object" && address !== null ? address.port : candidate;
    if (error.code !== "EADDRINUSE") throw error;
    log(`port ${candidate} is taken, trying ${candidate + 1}`);
  }
  throw new Error(`ports ${port} to ${port + PORTS_TO_TRY - 1} are all taken`);
}

/** A page of another site must not read drafts by way of DNS rebinding, so names are those of this machine only. */
export function isOwnName(authority: string, host: string): boolean {
  const name = authority
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
  return name === host || name === "localhost" || name.endsWith(".localhost") || name === "127.0.0.1" || name === "::1";
}
