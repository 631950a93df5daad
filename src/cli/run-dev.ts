import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Site } from "../config.ts";
import { configFiles } from "../config-file.ts";
import { untilStopped } from "../dev/local-server.ts";
import { startDevServer } from "../dev/server.ts";
import { isDropping } from "../source/walk.ts";
import type { Arguments } from "./arguments.ts";
import { complain, type ExitCode, print, toTemplateFolders } from "./console.ts";
import { createDevBuilder } from "./dev-builder.ts";
import { findRepository } from "./git.ts";
import { openLastingWorkshop } from "./lasting-workshop.ts";

/** Names in a site's folder of what it is made from; those that are not there yet are waited for. */
const WATCHED: ReadonlySet<string> = new Set(["content", "public", "templates", "data", "plugins", ...configFiles]);

/** Serves the site until the process is told to stop. Drafts and embargoed articles are shown, unless with `--published`. */
export async function runDev(site: Site, args: Arguments): Promise<ExitCode> {
  const workshop = await openLastingWorkshop(site, args);
  const build = createDevBuilder(site, args);
  const repository = findRepository(site.root);
  const server = await startDevServer({
    watched: [site.root, ...toTemplateFolders(site)],
    isIgnored: (path) => isIgnored(site.root, path),
    isBusy: () => repository !== null && existsSync(join(repository, ".git", "index.lock")),
    port: args.number("port") ?? 4000,
    host: args.text("host") ?? "127.0.0.1",
    isMended: workshop.isMended,
    build: (url, touched) => workshop.work((own, isFirst) => build(own, url, isFirst ? touched : "anything")),
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`listening on ${server.url}\n`);
  await untilStopped();
  await server.close();
  await workshop.close();
  return 0;
}

/** Everything in the site's folder that pages are not made from: packages, the output, what tools keep there. */
function isIgnored(root: string, path: string): boolean {
  const segments = relative(root, path).split(sep);
  const [first = ""] = segments;
  // The default theme lies elsewhere.
  if (first === "" || first === "..") return false;
  return !WATCHED.has(first) || segments.some((segment) => isDropping(segment));
}
