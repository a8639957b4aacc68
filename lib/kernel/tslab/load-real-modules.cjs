// tslab compiles what a cell imports and keeps it in memory under file names that do not exist:
// `import "../arrays"` (a folder) and import cycles fail there, and stack traces point nowhere.
// tslab still checks the types, but the modules are loaded from their real files by tsx, as in the
// tests; tsx also loads packages that are ES modules only.
const fs = require("node:fs");
require("tsx/cjs");
const converter = require("tslab/dist/converter");
const { spellOutNames } = require("./spell-out-names.cjs");

const { createConverter } = converter;
converter.createConverter = (options) => {
  const made = createConverter(options);
  const convert = (previous, source) => {
    const converted = made.convert(previous, spellOutNames(source));
    const outputs = converted.sideOutputs ?? [];
    // What is listed is new or was edited; an edit also concerns whoever imports the edited file.
    if (outputs.some(({ path }) => realFile(path) in require.cache)) forgetOwnModules();
    return { ...converted, sideOutputs: outputs.filter(({ path }) => !realFile(path)) };
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

function realFile(compiled) {
  const stem = compiled.slice(0, -".js".length);
  return [`${stem}.ts`, compiled].find((name) => fs.existsSync(name));
}
