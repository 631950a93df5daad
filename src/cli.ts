#!/usr/bin/env node
import nodeModule from "node:module";

/** That of package.json, which npm only warns of: older versions lack modules that are imported below. */
const [NEEDED_MAJOR, NEEDED_MINOR] = [22, 22];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED_MAJOR || (major === NEEDED_MAJOR && minor < NEEDED_MINOR)) {
  const needed = `${NEEDED_MAJOR}.${NEEDED_MINOR}`;
  process.stderr.write(`broadsheet needs Node ${needed} or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // Compiled code is kept between runs: half of the time to start is compiling. All else is imported when that is on.
  nodeModule.enableCompileCache();
  const { main } = await import("./cli/main.ts");
  process.exitCode = await main(process.argv.slice(2));
  // When all is written. Node would give back its memory piece by piece, which takes a twentieth of a cold build.
  process.once("beforeExit", () => {
    nodeModule.flushCompileCache();
    process.exit();
  });
}
