#!/usr/bin/env node
import nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

const OWN_FOLDER = new URL(".", import.meta.url).href;

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
  // A module of ours lies where its importer says. Node would ask the disk, and whose package it is, of each import: a
  // sixteenth of a build that has nothing to do.
  nodeModule.registerHooks({
    resolve: (specifier, context, next) => {
      const isOwn = specifier.startsWith(".") && context.parentURL?.startsWith(OWN_FOLDER) === true;
      return isOwn ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true } : next(specifier, context);
    },
  });
  // Most of what a build makes lives until it ends. V8 gives new objects a megabyte, and twice as much each time that
  // it is full of living ones, which are copied twice: with long steps a third of that is left out.
  setFlagsFromString("--semi-space-growth-factor=16");
  const [{ main }, { watchOutput }] = await Promise.all([import("./cli/main.ts"), import("./cli/console.ts")]);
  watchOutput();
  process.exitCode = await main(process.argv.slice(2));
  // When all is written. Node would give back its memory piece by piece, which takes a twentieth of a cold build.
  process.once("beforeExit", () => {
    nodeModule.flushCompileCache();
    process.exit();
  });
}
