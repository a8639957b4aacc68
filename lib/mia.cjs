#!/usr/bin/env node
// The way into every command: `npx mia COMMAND ...` and the npm scripts. The command runs in this
// process, so that no other stands between it and the signals that it is sent; and in the
// repository's root wherever it was typed, as npm starts scripts.
require("./prepare.cjs");
const path = require("node:path");
const { main } = require("./commands.ts");

const typedIn = process.env.INIT_CWD ?? process.cwd();
process.chdir(path.dirname(__dirname));

/** What was printed into a pipe is read before the process ends, whatever a command has left open. */
const printed = (stream) => new Promise((resolve) => stream.write("", resolve));

main(process.argv.slice(2), typedIn).then(async (status) => {
  await Promise.all([printed(process.stdout), printed(process.stderr)]);
  process.exit(status);
});
