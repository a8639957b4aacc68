// Left alone, tsx keeps what it has compiled in the system's temporary folder, under a name that
// anybody can guess and make first, and runs what it finds there the next time; it also tells a
// socket there what it loads. Here it sees a folder of this user's own or, where there is none,
// keeps nothing.
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { privateCache } = require("./privateCache.cjs");

/** Below a file nothing can be found or made. */
const NOWHERE = path.join(__filename, "nowhere");
const INSTALLED = `${path.sep}node_modules${path.sep}`;
/** What makes a script an ES module, or looks so. */
const ES_MODULE = /^(?:import|export)\b/m;

const kept = privateCache();
if (!kept) process.env.TSX_DISABLE_CACHE = "1";
const { tmpdir } = os;
os.tmpdir = () => kept ?? NOWHERE;
try {
  require("tsx/cjs");
} finally {
  os.tmpdir = tmpdir;
}

// tsx looks through each script for what it might have to compile: of TypeScript, which is one of 10 MB,
// that takes longer than to run it. Installed ones that are no ES modules run as they are.
const compile = Module._extensions[".js"];
Module._extensions[".js"] = (module, file) => {
  if (file.includes(INSTALLED) && !file.includes("?")) {
    const text = fs.readFileSync(file, "utf8");
    try {
      if (!ES_MODULE.test(text)) return module._compile(text, file);
    } catch (error) {
      const isOfThisFile = error instanceof SyntaxError && error.stack.startsWith(`${file}:`);
      if (!isOfThisFile) throw error;
    }
  }
  return compile(module, file);
};
require("./keptCode.cjs").keepCode();
