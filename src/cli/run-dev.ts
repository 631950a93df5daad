import { join } from "node:path";
import { build } from "../build.ts";
import { readInputs } from "../build-stories.ts";
import { configFiles, loadSite, type Site } from "../config.ts";
import { type DevBuild, startDevServer } from "../dev/server.ts";
import { StoreError } from "../engine/store.ts";
import type { KnownFiles } from "../source/source.ts";
import { openDevWorkshop } from "../workshop.ts";
import type { Arguments } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions, toTemplateFolders } from "./console.ts";
import { closeWorkshop, dropCache, warnOfCache } from "./with-workshop.ts";

/** Serves the site until the process is told to stop. */
export async function runDev(site: Site, args: Arguments): Promise<ExitCode> {
  const port = args.number("port") ?? 4000;
  // Addresses lead to this server, whatever folder the site will be in once it is published.
  const baseUrl = args.text("base-url") ?? `http://localhost:${port}`;
  const open = () =>
    openDevWorkshop(site.root, {
      jobs: args.number("jobs") ?? null,
      isCached: !args.isSet("no-cache"),
      startedAt: Date.now(),
      warn: warnOfCache,
      enter: () => undefined,
    });
  let workshop = await open();
  let known: KnownFiles = new Map();
  const buildOnce = async (): Promise<DevBuild> => {
    const { target } = workshop;
    const startedAt = Date.now();
    const fresh = await loadSite(site.root, { baseUrl });
    const current = workshop.at(fresh, known, startedAt);
    const options = await toBuildOptions(fresh, args);
    const inputs = await readInputs(fresh, options, current);
    known = inputs.sources.value.known;
    const { diagnostics } = await build(fresh, options, inputs, current);
    if (diagnostics.some(({ severity }) => severity === "error")) target.discard();
    else target.commit();
    reportProblems(diagnostics, args);
    return { diagnostics, files: target.files() };
  };
  const rebuild = async (): Promise<DevBuild> => {
    try {
      return await buildOnce();
    } catch (error) {
      workshop.target.discard();
      if (!(error instanceof StoreError)) throw error;
      dropCache(site.root, error);
      await closeWorkshop(workshop);
      workshop = await open();
      return buildOnce();
    }
  };
  const server = await startDevServer({
    watched: [
      ...["content", "public", ...configFiles].map((name) => join(site.root, name)),
      ...toTemplateFolders(site),
    ],
    port,
    host: args.text("host") ?? "127.0.0.1",
    build: rebuild,
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`listening on ${server.url}\n`);
  await new Promise<void>((done) => {
    const stop = () =>
      server
        .close()
        .then(() => closeWorkshop(workshop))
        .then(done);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  });
  return 0;
}
