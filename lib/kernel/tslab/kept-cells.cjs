// What tslab made of cells, which outlives the kernel: a file for each cell, under a digest of all that is
// known before it is converted. What it reaches outside of lib is looked at again; a file that is not
// whole, or not the one that it is named, is none.
const fs = require("node:fs");
const path = require("node:path");
const { digestOf, digestOfFile, stampOf } = require("../../fileDigest.cjs");
const { keepWhole, privateCache } = require("../../privateCache.cjs");
const { isOfLib, stateOf } = require("./kept-declarations.cjs");
const { digestOfAll } = require("./own-sources.cjs");
const { pruneFolder } = require("./prune-folder.cjs");

const root = path.join(__dirname, "..", "..", "..");
const FOLDER = privateCache() && path.join(privateCache(), "cells");
/** What npm has installed: TypeScript, and which package an import means, may change with it. */
const INSTALLED = path.join(root, "node_modules", ".package-lock.json");
const PACKAGES = "/node_modules/";
/** Names under which tslab shows TypeScript a cell and the declarations of earlier ones. */
const CELLS = ["__tslab__.ts", "__prev__.d.ts"].map((name) => path.join(root, name));
/** Some five times what the notebooks need. */
const MOST = { files: 1000, bytes: 2 ** 26 };
const PRUNED_AFTER = 100;

/** Name of a list of packages' files -> whether they are as they were. */
const lists = new Map();
const surroundings = [
  ...[process.version, process.platform, root, digestOfFile(INSTALLED)],
  // Somebody may have mended these where they lie, as we do.
  ...["@tslab/typescript-for-tslab", "tslab/dist/converter"].map((one) =>
    stateOf(require.resolve(one)),
  ),
];
let written = 0;

/** Whether anything is kept: not without a folder, or where nobody says which packages there are. */
exports.keepsCells = FOLDER !== null && !surroundings.includes(null);

/**
 * @param {string} sources digest of this repository's sources
 * @param {string} previous declarations that earlier cells left
 * @param {string} source the cell
 */
exports.keyOf = (sources, previous, source) =>
  digestOfAll([...surroundings, sources, previous, source]);

/** @returns {object | null} what was kept under a key, if all holds that the key does not tell */
exports.keptCell = (key) => {
  const { reached, converted } = read(`cell-${key}`) ?? {};
  if (!converted) return null;
  if (reached.missing.some((name) => stampOf(name) !== null)) return null;
  if (reached.own.some(([name, digest]) => digestOfFile(name) !== digest)) return null;
  return areAsBefore(reached.packages) ? converted : null;
};

/**
 * @param {string} key
 * @param {object} converted what was made of the cell, JSON
 * @param {object[]} files all of TypeScript's source files that it was made with
 */
exports.keepCell = (key, converted, files) => {
  const others = files.filter(({ fileName }) => !isOfLib(fileName));
  const packages = others
    .map(({ fileName }) => fileName)
    .filter((name) => name.includes(PACKAGES))
    .map((name) => [name, stateOf(name)]);
  if (packages.some(isOfLater)) return;
  const importers = others.filter(({ fileName }) => !fileName.includes(PACKAGES));
  const own = importers.filter(({ fileName }) => !CELLS.includes(fileName));
  const reached = {
    own: own.map(({ fileName, text }) => [fileName, digestOf(text)]),
    missing: [...new Set(importers.flatMap(lookedForInVain))],
    packages: keepList(packages),
  };
  write(`cell-${key}`, { reached, converted });
  if (written++ % PRUNED_AFTER === 0) pruneFolder(FOLDER, MOST);
};

/** Where an import would have been found rather than where it was. */
function lookedForInVain({ resolvedModules }) {
  const found = [];
  resolvedModules?.forEach(({ failedLookupLocations = [] }) => {
    found.push(failedLookupLocations);
  });
  return found.flat();
}

/** Whether a file was written since this process began: TypeScript may have read what it was before. */
function isOfLater([, state]) {
  return Number(state.split(" ")[1]) > performance.timeOrigin;
}

/** @returns {string} the list's name */
function keepList(states) {
  const name = `packages-${digestOfAll(states)}`;
  if (!lists.get(name)) write(name, states);
  lists.set(name, true);
  return name;
}

function areAsBefore(list) {
  if (!lists.has(list)) {
    const states = read(list);
    lists.set(list, Boolean(states?.every(([name, state]) => stateOf(name) === state)));
  }
  return lists.get(list);
}

function read(name) {
  const file = path.join(FOLDER, name);
  try {
    const [digest, text] = fs.readFileSync(file, "utf8").split("\n");
    if (digestOfAll([name, text]) !== digest) return null;
    markUsed(file);
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is used is pruned last. */
function markUsed(file) {
  const now = new Date();
  try {
    fs.utimesSync(file, now, now);
  } catch {}
}

function write(name, value) {
  try {
    fs.mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  } catch {}
  const text = JSON.stringify(value);
  keepWhole(path.join(FOLDER, name), `${digestOfAll([name, text])}\n${text}`);
}
