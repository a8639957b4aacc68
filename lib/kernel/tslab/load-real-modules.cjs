// tslab compiles what a cell imports and keeps it in memory under file names that do not exist:
// `import "../arrays"` (a folder) and import cycles fail there, stack traces point nowhere, and
// compiling all of lib takes seconds. tslab still checks the types here, but it compiles cells
// only: modules are loaded from their real files by tsx, as in the tests. tsx also loads packages
// that are ES modules only.
//
// With TypeScript it takes a second to load: whoever needs it loads it then.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("@tslab/typescript-for-tslab");
const { tellEdits } = require("./watch-sources.cjs");
const { followPrograms, getPreEmitDiagnosticsOfFiles } = require("./check-once.cjs");
const { createWatchCompilerHost, programCreator } = require("./light-programs.cjs");
const { spellOutNames } = require("./spell-out-names.cjs");

/** Cells may have changed the working folder until then, and imports are looked for in the repository. */
const root = path.join(__dirname, "..", "..", "..");
ts.sys.getCurrentDirectory = () => root;

/** Source maps of the steps in which the cell at hand is compiled, the last first. */
let maps = [];
/** The program that was made last. */
let latest;

function withoutCompiling(builder) {
  const { emit } = builder;
  builder.emit = (source, ...rest) => {
    if (!source || !fs.existsSync(source.fileName)) return emitted(emit, source, ...rest);
    return { emitSkipped: true, diagnostics: [] };
  };
  latest = builder;
  return builder;
}

/** Keeps the cell's source map, which TypeScript writes after or before its JavaScript, to itself. */
function emitted(emit, source, write, ...rest) {
  const files = new Map();
  const outcome = emit(source, (name, text) => files.set(name, text), ...rest);
  for (const [name, text] of files) {
    if (name.endsWith(".map")) continue;
    const map = files.get(`${name}.map`);
    write(name, map ? addStep(text, map) : text);
  }
  return outcome;
}

/** The second step: to the modules of Node.js. */
function transpileModule(code, { compilerOptions, ...options }) {
  const withMap = { ...compilerOptions, sourceMap: true };
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    ...options,
    compilerOptions: withMap,
  });
  return { outputText: addStep(outputText, sourceMapText) };
}

/** Remembers a step's source map (version 3, JSON text); returns its code without the comment on it. */
function addStep(code, map) {
  maps.unshift(map);
  return code.slice(0, code.lastIndexOf("\n//# sourceMappingURL=") + 1);
}

// The properties of TypeScript's own object cannot be replaced; those of a copy can.
require.cache[require.resolve("@tslab/typescript-for-tslab")].exports = {
  ...ts,
  createWatchCompilerHost,
  getPreEmitDiagnosticsOfFiles,
  transpileModule,
  createWatchProgram: (host) => {
    const createProgram = programCreator();
    const follow = followPrograms();
    host.createProgram = (...args) => withoutCompiling(follow(createProgram(...args)));
    return ts.createWatchProgram(host);
  },
};

/**
 * @param {object} tslabs the module of tslab's that converts
 * @param {object} options of its createConverter
 * @returns a converter as tslab's. What its `convert` returns has beside tslab's the source maps of the
 *   steps (`maps`, the last first) and all source files of its program (`files`)
 */
exports.createConverter = (tslabs, options) => {
  const made = tslabs().createConverter(options);
  const told =
    (name) =>
    (...args) => {
      tellEdits();
      return made[name](...args);
    };
  const convert = (previous, source) => {
    tellEdits();
    maps = [];
    const converted = made.convert(previous, spellOutNames(source));
    return { ...converted, maps, files: latest.getProgram().getSourceFiles() };
  };
  const [inspect, complete, addModule] = ["inspect", "complete", "addModule"].map(told);
  return { ...made, convert, inspect, complete, addModule };
};
