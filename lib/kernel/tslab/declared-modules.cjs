// What a cell needs of lib's modules are their declarations: without bodies half of the files and
// most of the packages are never looked at. TypeScript reads declarations under the name of a module
// that is known to be sound, and what it found to be sound is kept.
const path = require("node:path");
const ts = require("@tslab/typescript-for-tslab");
const { isOfLib, keepDeclarations, soundModules } = require("./kept-declarations.cjs");
const { reachedFrom } = require("./light-programs.cjs");
const { withoutDocumentation } = require("./without-documentation.cjs");

let isWatched = false;
/** Source files of which the declarations were asked for. */
const asked = new WeakSet();

const { readFile } = ts.sys;
ts.sys.readFile = (fileName, encoding) => {
  const text = isOfLib(fileName) && soundModules().get(fileName)?.text;
  if (!text) return readFile(fileName, encoding);
  watchSound();
  return process.env.MIA_HEADLESS ? withoutDocumentation("declarations.d.ts", text) : text;
};

/** Declarations depend on more files than TypeScript reads and watches. */
function watchSound() {
  if (isWatched) return;
  isWatched = true;
  for (const name of soundModules().keys()) ts.sys.watchFile(name, () => {});
}

/** Keeps the declarations that a cell needs; `files` are it and what it reaches, all sound. */
exports.declare = (program, builder, files) => {
  const sources = files.filter(({ fileName }) => isOfLib(fileName));
  const found = sources.filter(({ fileName }) => !soundModules().has(fileName));
  const importedByOthers = files.filter((one) => !isOfLib(one.fileName)).flatMap(builder.importsOf);
  const lacks = ({ fileName }) => isOfLib(fileName) && !soundModules().get(fileName)?.text;
  const needed = new Set(importedByOthers.filter((one) => lacks(one) && !asked.has(one)));
  if (found.length === 0 && needed.size === 0) return;

  const texts = new Map();
  for (const file of needed) {
    asked.add(file);
    const text = declarationsOf(program, file);
    if (text === null) continue;
    texts.set(file.fileName, text);
    for (const one of ownImports(program, file.fileName, text)) if (lacks(one)) needed.add(one);
  }
  const modules = found.map((file) => ({
    name: file.fileName,
    source: file.text,
    imports: builder.importsOf(file).map(({ fileName }) => fileName),
  }));
  const others = reachedFrom(sources, builder.importsOf).filter((name) => !isOfLib(name));
  keepDeclarations(modules, texts, others);
};

/** @returns {string | null} null if they cannot be told apart from the source */
function declarationsOf(program, file) {
  let text = null;
  const write = (_, written) => {
    text = written;
  };
  const { diagnostics } = program.emit(file, write, undefined, true);
  return diagnostics.length === 0 ? text : null;
}

/** Modules that declarations import by their place, and so those of lib. */
function ownImports(program, fileName, text) {
  return placesIn(text).flatMap((imported) => {
    if (!imported.startsWith(".")) return [];
    const place = path.resolve(path.dirname(fileName), imported);
    const file = [`${place}.ts`, path.join(place, "index.ts")]
      .map((name) => program.getSourceFile(name))
      .find(Boolean);
    return file ?? [];
  });
}

/** What declarations import, by all ways to say so: TypeScript's own look ahead misses `export * as`. */
function placesIn(text) {
  const places = [];
  const visit = (node) => {
    const named = ts.isImportTypeNode(node) ? node.argument.literal : node.moduleSpecifier;
    if (named) places.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ESNext));
  return places;
}
