import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "../config.ts";
import { untilStopped } from "../dev/local-server.ts";
import { startDevServer } from "../dev/server.ts";
import { toPluginFiles } from "../workshop/code.ts";
import type { Arguments } from "./arguments.ts";
import { complain, type ExitCode, print, toTemplateFolders } from "./console.ts";
import { DevBuilder } from "./dev-builder.ts";
import { findRepository } from "./git.ts";
import { openLastingWorkshop } from "./lasting-workshop.ts";
import { createWatched } from "./watched.ts";

/**
 * Serves the site until the process is told to stop. Drafts and embargoed articles are shown, unless with
 * `--published`.
 */
export async function runDev(site: Site, args: Arguments): Promise<ExitCode> {
  const workshop = await openLastingWorkshop(site, args);
  let latest = site;
  const watched = createWatched(site.root, toTemplateFolders(site), () => toPluginFiles(latest));
  const builder = new DevBuilder(site, args, {
    toLocations: watched.toLocations,
    tellSite: (again) => {
      latest = again;
    },
  });
  const repository = findRepository(site.root);
  const server = await startDevServer({
    findWatched: watched.find,
    isIgnored: watched.isIgnored,
    isBusy: () => repository !== null && existsSync(join(repository, ".git", "index.lock")),
    port: args.number("port") ?? 4000,
    host: args.text("host") ?? "127.0.0.1",
    isMended: workshop.isMended,
    build: (url, touched) => workshop.work((own, isFirst) => builder.build(own, url, isFirst ? touched : "anything")),
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`listening on ${server.url}\n`);
  await untilStopped();
  await server.close();
  await workshop.close();
  return 0;
}
