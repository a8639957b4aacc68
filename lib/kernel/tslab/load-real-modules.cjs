// tslab compiles what a cell imports and keeps it in memory under file names that do not exist:
// `import "../arrays"` (a folder) and import cycles fail there, stack traces point nowhere, and
// compiling all of lib takes seconds. tslab still checks the types here, but it compiles cells
// only: modules are loaded from their real files by tsx, as in the tests. tsx also loads packages
// that are ES modules only.
const fs = require("node:fs");
require("./leave-out-package-maps.cjs");
require("../../readTypescript.cjs");
const ts = require("@tslab/typescript-for-tslab");
const { followPrograms, getPreEmitDiagnosticsOfFiles } = require("./check-once.cjs");
const { createWatchCompilerHost, programCreator } = require("./light-programs.cjs");
const { spellOutNames } = require("./spell-out-names.cjs");

/** Real files that tslab wanted to compile for the cell at hand: new to it, or edited. */
let wanted = [];

function withoutCompiling(program) {
  const { emit } = program;
  program.emit = (source, ...rest) => {
    if (!source || !fs.existsSync(source.fileName)) return emit(source, ...rest);
    wanted.push(source.fileName);
    return { emitSkipped: true, diagnostics: [] };
  };
  return program;
}

// The properties of TypeScript's own object cannot be replaced; those of a copy can.
require.cache[require.resolve("@tslab/typescript-for-tslab")].exports = {
  ...ts,
  createWatchCompilerHost,
  getPreEmitDiagnosticsOfFiles,
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
    const converted = made.convert(previous, spellOutNames(source));
    // An edit also concerns whoever imports the edited file.
    if (wanted.some((fileName) => fileName in require.cache)) forgetOwnModules();
    return converted;
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
