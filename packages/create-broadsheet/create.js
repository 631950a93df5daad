#!/usr/bin/env node
// `npm create broadsheet courier -- --language es` is `broadsheet init courier --language es`.
process.argv.splice(2, 0, "init");
await import("broadsheet/cli");
