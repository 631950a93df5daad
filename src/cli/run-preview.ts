import type { Site } from "../config.ts";
import { untilStopped } from "../dev/local-server.ts";
import { startPreview } from "../dev/preview.ts";
import type { Arguments } from "./arguments.ts";
import { complain, type ExitCode, print } from "./console.ts";

/** Serves what the last build left, until the process is told to stop. */
export async function runPreview(site: Site, args: Arguments): Promise<ExitCode> {
  const server = await startPreview({
    folder: site.out,
    basePath: new URL(site.pages.baseUrl).pathname.replace(/\/$/, ""),
    port: args.number("port") ?? 4000,
    host: args.text("host") ?? "127.0.0.1",
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`serving ${site.out} on ${server.url}\n`);
  await untilStopped();
  await server.close();
  return 0;
}
