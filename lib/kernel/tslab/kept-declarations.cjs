// Declarations of lib's modules that outlive the kernel. A module's hold until it, a module that it
// reaches, a package, TypeScript or the global types change; then its source is read and checked as
// it would be without them.
const fs = require("node:fs");
const path = require("node:path");
const { digestOf, digestOfFile } = require("../../fileDigest.cjs");
const { keepWhole, privateCache } = require("../../privateCache.cjs");

const FILE = privateCache() && path.join(privateCache(), "declarations.json");
const root = path.join(__dirname, "..", "..", "..");
const lib = path.join(root, "lib");
/** What npm has installed: which package an import means may change with it. */
const INSTALLED = path.join(root, "node_modules", ".package-lock.json");

/** Digest of the global types, without which nothing is looked for. */
let surroundings;
/**
 * {modules: name -> {digest, imports, text}, others: name -> state}, all that hold: of a module its
 * text's digest, the names of the files that it imports, and its declarations, null if nobody needed
 * them yet; of files that are no sources of lib what their folder says.
 */
let kept;

exports.useSurroundings = (digest) => {
  surroundings = digest;
};

/** Whether it is a source of lib. */
exports.isOfLib = (name) => name.startsWith(lib + path.sep) && /(?<!\.d)\.ts$/.test(name);

/** @returns {Map} name -> {text} of the modules that are known to be without an error as they are */
exports.soundModules = () => {
  if (!surroundings) return new Map();
  kept ??= recall();
  return kept.modules;
};

/** A module has changed. @returns {string[]} the others that are not known to be sound any more */
exports.dropDeclarations = (name) => {
  if (!kept) return [];
  const dropped = [...dependents(kept.modules, [name])];
  return dropped.filter((one) => kept.modules.delete(one) && one !== name);
};

/**
 * Keeps what was found, beside what holds.
 *
 * @param modules [{name, source, imports}] that are sound, with their text and the names of the files
 *   that they import
 * @param texts name -> declarations, of these and of modules that were kept before
 * @param others names of the other files that they reach
 */
exports.keepDeclarations = (modules, texts, others) => {
  for (const { name, source, imports } of modules) {
    kept.modules.set(name, { digest: digestOf(source), imports, text: null });
  }
  for (const [name, text] of texts) kept.modules.get(name).text = text;
  for (const name of [INSTALLED, ...others]) kept.others.set(name, stateOf(name));
  const found = { surroundings, names: namesInLib(), ...kept };
  const asEntries = (_, value) => (value instanceof Map ? [...value] : value);
  if (FILE) keepWhole(FILE, JSON.stringify(found, asEntries));
};

/** @returns what was kept, null where there is nothing that can be read */
function read() {
  try {
    return JSON.parse(fs.readFileSync(FILE, "utf8"));
  } catch {
    return null;
  }
}

/** What earlier kernels kept, as far as it holds. */
function recall() {
  const none = { modules: new Map(), others: new Map() };
  const found = read();
  // A new file may be what an import means from now on.
  if (found?.surroundings !== surroundings || found.names !== namesInLib()) return none;
  if (found.others.some(([name, state]) => stateOf(name) !== state)) return none;
  const modules = new Map(found.modules);
  const changed = [...modules.keys()].filter(
    (name) => digestOfFile(name) !== modules.get(name).digest,
  );
  for (const name of dependents(modules, changed)) modules.delete(name);
  return { modules, others: new Map(found.others) };
}

/** Names of modules and of all that import them, directly or not. */
function dependents(modules, names) {
  const importers = new Map();
  for (const [name, { imports }] of modules) {
    for (const one of imports) {
      if (!importers.has(one)) importers.set(one, []);
      importers.get(one).push(name);
    }
  }
  const reached = new Set(names);
  for (const one of reached) for (const next of importers.get(one) ?? []) reached.add(next);
  return reached;
}

function namesInLib() {
  const names = [];
  const folders = [lib];
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else names.push(name);
    }
  }
  return digestOf(names.sort().join("\n"));
}

/** What a folder says of a file. */
function stateOf(name) {
  try {
    const { size, mtimeMs } = fs.statSync(name);
    return `${size} ${mtimeMs}`;
  } catch {
    return "missing";
  }
}
exports.stateOf = stateOf;
