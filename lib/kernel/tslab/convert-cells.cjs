// Between a cell and its JavaScript tslab loads TypeScript and reads the declarations of all that the cell
// sees. Here a cell that some kernel has met before, after the same declarations, needs none of that;
// TypeScript is loaded for the first that is new, or when somebody asks about a name.
const { asCell } = require("./cell-lines.cjs");
const { keepCell, keptCell, keyOf, keepsCells } = require("./kept-cells.cjs");
const { isOfLib } = require("./kept-declarations.cjs");
const {
  digestOfSources,
  forgetEditedModules,
  isKernelAsStarted,
  sourcesAtHand,
} = require("./own-sources.cjs");
const { standIn } = require("./stand-in.cjs");
const { valuesApart } = require("./values-apart.cjs");

const IMPORTS = "require(";
/** What the next cell sees of earlier ones, unless the last has failed. */
let declarations = "";

exports.keepsCells = keepsCells;
exports.declarationsNow = () => declarations;

/** Whether the next cell needs no TypeScript. */
exports.isKept = (source) => {
  const cell = valuesApart(source)?.source ?? source;
  return keptCell(keyOf(sourcesAtHand(), declarations, cell)) !== null;
};

const tslabs = standIn("tslab/dist/converter", { createConverter });

/** As tslab's. */
function createConverter(options) {
  let converter = null;
  const made = () => {
    converter ??= require("./load-real-modules.cjs").createConverter(tslabs, options);
    return converter;
  };
  /** What a cell says to be a module is known to this kernel alone. */
  let hasModules = false;
  const isRead = readAs();

  const anew = (key, sources, previous, source) => {
    const { files, ...converted } = made().convert(previous, source);
    if (key && converted.diagnostics.length === 0 && isRead(files, sources)) {
      keepCell(key, converted, files);
    }
    return converted;
  };
  const keptOrAnew = (previous, source) => {
    const sources = keepsCells && !hasModules && isKernelAsStarted() ? sourcesAtHand() : null;
    if (sources === null) return anew(null, null, previous, source);
    const key = keyOf(sources, previous, source);
    return keptCell(key) ?? anew(key, sources, previous, source);
  };
  const withOwnValues = (previous, source) => {
    const apart = valuesApart(source);
    if (!apart) return null;
    const made = keptOrAnew(previous, apart.source);
    const output = made.output ? apart.filled(made.output) : null;
    return output === null ? null : { ...made, output };
  };
  const convert = (previous, source) => {
    const found = withOwnValues(previous, source) ?? keptOrAnew(previous, source);
    const { maps, ...converted } = found;
    declarations = converted.declOutput ?? "";
    if (!converted.output) return converted;
    if (converted.output.includes(IMPORTS)) forgetEditedModules();
    return { ...converted, output: asCell(converted.output, maps) };
  };
  return {
    convert,
    inspect: (...place) => made().inspect(...place),
    complete: (...place) => made().complete(...place),
    addModule: (...module) => {
      hasModules = true;
      return made().addModule(...module);
    },
    close: () => converter?.close(),
  };
}

exports.createConverter = createConverter;

/**
 * Whether TypeScript has read lib as a digest says, which was made before. A headless run reads a module
 * once; elsewhere one that was edited is read again.
 */
function readAs() {
  const known = new Set();
  return (files, sources) => {
    const names = files.map(({ fileName }) => fileName).filter(isOfLib);
    if (process.env.MIA_HEADLESS && names.every((name) => known.has(name))) return true;
    if (digestOfSources() !== sources) return false;
    for (const name of names) known.add(name);
    return true;
  };
}
