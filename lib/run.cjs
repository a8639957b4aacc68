#!/usr/bin/env node
// The way into every command: `node lib/run.cjs FILE.ts [WORD]...` runs a TypeScript program in this
// process, so that no other stands between it and the signals that it is sent.
require("./prepare.cjs");
const path = require("node:path");

const [node, , program, ...words] = process.argv;
if (!program) {
  console.error("usage: node lib/run.cjs FILE.ts [WORD]...");
  process.exit(2);
}
const file = path.resolve(program);
process.argv = [node, file, ...words];
require(file);
