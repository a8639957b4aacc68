// This repository's own sources as they are: what is kept of cells holds for these alone, and a module
// that was edited since it was loaded is loaded anew. The sources of a headless run are those of its start.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { digestOf, digestOfFile, stampOf } = require("../../fileDigest.cjs");

const root = path.join(__dirname, "..", "..", "..");
const lib = path.join(root, "lib");
const CODE = /\.(?:[cm]?[jt]sx?|json)$/;
const isHeadless = Boolean(process.env.MIA_HEADLESS);

/** Module of this repository -> its stamp when it was loaded. */
const loaded = new Map();
let atStart;

/** @returns {string} digest of texts, in which none can be taken for a part of the next */
exports.digestOfAll = (texts) => digestOf(JSON.stringify(texts));

/**
 * @returns {string | null} digest of names and texts of all code in lib, and of code's names beside it; null
 *   where a folder goes while it is looked at
 */
exports.digestOfSources = () => {
  try {
    const beside = fs.readdirSync(root).filter((name) => CODE.test(name));
    return exports.digestOfAll([beside.sort(), digestsIn(lib)]);
  } catch {
    return null;
  }
};

/** Digest of what this process runs as a kernel. */
const kernelAtStart = digestOfKernel();

/** Whether that still lies there: what it makes is to be kept under its own digest. */
exports.isKernelAsStarted = () => digestOfKernel() === kernelAtStart;

function digestOfKernel() {
  try {
    const beside = fs.readdirSync(lib).filter((name) => name.endsWith(".cjs"));
    const own = beside.sort().map((name) => digestOfFile(path.join(lib, name)));
    return exports.digestOfAll([beside, own, digestsIn(__dirname)]);
  } catch {
    return null;
  }
}

function digestsIn(folder) {
  const names = filesIn(folder).filter((name) => CODE.test(name));
  return names.map((name) => [name, digestOfFile(name)]);
}

/** The same where a headless run looks once. */
exports.sourcesAtHand = () => {
  if (!isHeadless) return exports.digestOfSources();
  atStart ??= exports.digestOfSources();
  return atStart;
};

/** Remembers which modules are loaded from now on, and as what. */
exports.followModules = () => {
  if (isHeadless) return;
  const load = Module._extensions[".ts"];
  Module._extensions[".ts"] = (module, file) => {
    loaded.set(file, stampOf(file));
    return load(module, file);
  };
};

/** Whoever imports from now on gets modules as they are now: an edit also concerns who imports the file. */
exports.forgetEditedModules = () => {
  const isEdited = ([name, stamp]) => name in require.cache && stampOf(name) !== stamp;
  if (![...loaded].some(isEdited)) return;
  for (const name of Object.keys(require.cache)) {
    if (name.endsWith(".ts") && !name.includes("node_modules")) delete require.cache[name];
  }
};

function filesIn(folder) {
  const names = [];
  const folders = [folder];
  for (const one of folders) {
    for (const entry of fs.readdirSync(one, { withFileTypes: true })) {
      (entry.isDirectory() ? folders : names).push(path.join(one, entry.name));
    }
  }
  return names.sort();
}
