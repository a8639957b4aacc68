// This repository's own sources as they are: what is kept of cells holds for these alone, and a module
// that was edited since it was loaded is loaded anew. The sources of a headless run are those of its start.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const root = process.cwd();
const lib = path.join(root, "lib");
const CODE = /\.(?:[cm]?[jt]sx?|json)$/;
const isHeadless = Boolean(process.env.MIA_HEADLESS);

/** File -> {stamp, digest} as it was read last. */
const read = new Map();
/** Module of this repository -> its stamp when it was loaded. */
const loaded = new Map();
let atStart;

/** What is another whenever a file was written; null where there is none. */
function stampOf(name) {
  const found = fs.statSync(name, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : null;
}
exports.stampOf = stampOf;

/** @returns {string} digest of texts, in which none can be taken for a part of the next */
function digestOf(texts) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest("base64url");
}
exports.digestOf = digestOf;

/** @returns {string} digest of a file's text; "none" where it cannot be read */
exports.digestOfFile = (name) => {
  const stamp = stampOf(name);
  const known = read.get(name);
  if (known?.stamp === stamp) return known.digest;
  const digest = digestOrNone(name);
  read.set(name, { stamp, digest });
  return digest;
};

/** @returns {string} digest of names and texts of all code in lib, and of code's names beside it */
exports.digestOfSources = () => {
  const beside = fs.readdirSync(root).filter((name) => CODE.test(name));
  const names = filesIn(lib).filter((name) => CODE.test(name));
  return digestOf([...beside, ...names.flatMap((name) => [name, exports.digestOfFile(name)])]);
};

/** The same where a headless run looks once. */
exports.sourcesAtHand = () => {
  if (!isHeadless) return exports.digestOfSources();
  atStart ??= exports.digestOfSources();
  return atStart;
};

const load = Module._extensions[".ts"];
Module._extensions[".ts"] = (module, file) => {
  loaded.set(file, stampOf(file));
  return load(module, file);
};

/** Whoever imports from now on gets modules as they are now: an edit also concerns who imports the file. */
exports.forgetEditedModules = () => {
  if (isHeadless) return;
  const isEdited = ([name, stamp]) => name in require.cache && stampOf(name) !== stamp;
  if (![...loaded].some(isEdited)) return;
  for (const name of Object.keys(require.cache)) {
    if (name.endsWith(".ts") && !name.includes("node_modules")) delete require.cache[name];
  }
};

function digestOrNone(name) {
  try {
    return digestOf([fs.readFileSync(name)]);
  } catch {
    return "none";
  }
}

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
