// tslab compiles what a cell imports and keeps it in memory under file names that do not exist:
// `import "../arrays"` (a folder) and import cycles fail there, stack traces point nowhere, and
// compiling all of lib takes seconds. tslab still checks the types here, but it compiles cells
// only: modules are loaded from their real files by tsx, as in the tests. tsx also loads packages
// that are ES modules only.
const fs = require("node:fs");
require("./leave-out-package-maps.cjs");
require("../../readTypescript.cjs");
const ts = require("@tslab/typescript-for-tslab");
const { addStep, asCell, startCell } = require("./cell-lines.cjs");
const { followPrograms, getPreEmitDiagnosticsOfFiles } = require("./check-once.cjs");
const { createWatchCompilerHost, programCreator } = require("./light-programs.cjs");
const { spellOutNames } = require("./spell-out-names.cjs");

/** Real files that tslab wanted to compile for the cell at hand: new to it, or edited. */
let wanted = [];

function withoutCompiling(program) {
  const { emit } = program;
  program.emit = (source, ...rest) => {
    if (!source || !fs.existsSync(source.fileName)) return emitted(emit, source, ...rest);
    wanted.push(source.fileName);
    return { emitSkipped: true, diagnostics: [] };
  };
  return program;
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
const converter = require("tslab/dist/converter");

const { createConverter } = converter;
converter.createConverter = (options) => {
  const made = createConverter(options);
  const convert = (previous, source) => {
    wanted = [];
    startCell();
    const converted = made.convert(previous, spellOutNames(source));
    // An edit also concerns whoever imports the edited file.
    if (wanted.some((fileName) => fileName in require.cache)) forgetOwnModules();
    return { ...converted, output: converted.output && asCell(converted.output) };
  };
  return { ...made, convert };
};

function forgetOwnModules() {
  for (const fileName of Object.keys(require.cache)) {
    if (fileName.endsWith(".ts") && !fileName.includes("node_modules")) {
      delete require.cache[fileName];
    }
  }
}
