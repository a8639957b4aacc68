// What tsx makes of this repository's own TypeScript, kept in one file between runs. Left to itself tsx reads
// a file of its own for each module, looks through its code and writes its source map anew: for the some
// 700 modules of a notebook a fifth of the time that they take to load.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { isMainThread } = require("node:worker_threads");
const { digestOfFile } = require("./fileDigest.cjs");
const { keepWhole, privateCache } = require("./privateCache.cjs");

const root = path.dirname(__dirname);
const FILE = privateCache() && path.join(privateCache(), "modules.json");
const SILENT = { throwIfNoEntry: false };
/** After so long without a new module they are written. */
const SETTLED_MS = 300;

/** Threads load few modules, and a debugger wants more of tsx than this. */
const isKept =
  FILE &&
  isMainThread &&
  !process.env.NODE_V8_COVERAGE &&
  !process.execArgv.some((word) => word.startsWith("--inspect"));

/** What the code depends on beside its source. */
function surroundings() {
  const installed = fs.statSync(path.join(root, "node_modules", ".package-lock.json"), SILENT);
  const options = fs.statSync(path.join(root, "tsconfig.json"), SILENT);
  const states = [installed, options].map((found) => (found ? [found.size, found.mtimeMs] : null));
  return JSON.stringify([process.version, ...states]);
}

/** Loads what was kept, and keeps what is new, in place of tsx's own way. */
exports.keepCode = () => {
  if (!isKept) return;
  const current = surroundings();
  const kept = read(current);
  const load = Module._extensions[".ts"];
  let timer = null;
  const write = () => {
    clearTimeout(timer);
    if (timer) keepWhole(FILE, JSON.stringify({ surroundings: current, modules: [...kept] }));
    timer = null;
  };
  Module._extensions[".ts"] = (module, file) => {
    if (!isOwn(file)) return load(module, file);
    const source = digestOfFile(file);
    const found = kept.get(file);
    if (found?.source === source) return module._compile(found.code, file);
    module._compile = (code, name) => {
      delete module._compile;
      kept.set(file, { source, code });
      clearTimeout(timer);
      timer = setTimeout(write, SETTLED_MS).unref();
      return module._compile(code, name);
    };
    return load(module, file);
  };
  process.once("exit", write);
};

function isOwn(file) {
  return file.startsWith(root + path.sep) && !file.includes("node_modules") && !file.includes("?");
}

function read(current) {
  try {
    const { surroundings, modules } = JSON.parse(fs.readFileSync(FILE, "utf8"));
    return new Map(surroundings === current ? modules : []);
  } catch {
    return new Map();
  }
}
