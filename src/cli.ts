#!/usr/bin/env node
import nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

const OWN_FOLDER = new URL(".", import.meta.url).href;

/**
 * The oldest version of Node that package.json allows. npm only warns of an older one, which lacks modules that are
 * imported below.
 */
const [NEEDED_MAJOR, NEEDED_MINOR] = [22, 22];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED_MAJOR || (major === NEEDED_MAJOR && minor < NEEDED_MINOR)) {
  const needed = `${NEEDED_MAJOR}.${NEEDED_MINOR}`;
  process.stderr.write(`broadsheet needs Node ${needed} or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // Keeps compiled code between runs, since half of the time to start is compiling. All else is imported after this.
  nodeModule.enableCompileCache();
  // Our own modules lie where their importers say. Node would ask the disk for each of them, and for its package.json,
  // which takes a sixteenth of a build that has nothing to do.
  nodeModule.registerHooks({
    resolve: (specifier, context, next) => {
      const isOwn = specifier.startsWith(".") && context.parentURL?.startsWith(OWN_FOLDER) === true;
      return isOwn ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true } : next(specifier, context);
    },
  });
  // Most of what a build makes lives until it ends. V8 begins with a megabyte for new objects and doubles that whenever
  // it is full of living ones, each of which is copied twice. Growing in larger steps saves a third of that work.
  setFlagsFromString("--semi-space-growth-factor=16");
  const [{ main }, { watchOutput }] = await Promise.all([import("./cli/main.ts"), import("./cli/console.ts")]);
  watchOutput();
  process.exitCode = await main(process.argv.slice(2));
  // All is written by then. Node would give back its memory piece by piece, which takes a twentieth of a cold build.
  process.once("beforeExit", () => {
    nodeModule.flushCompileCache();
    process.exit();
  });
}
