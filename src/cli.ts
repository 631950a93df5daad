#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Compiled code is kept between runs: half of the time to start is compiling. All else is imported when that is on.
enableCompileCache();
const { main } = await import("./cli/main.ts");
process.exitCode = await main(process.argv.slice(2));
