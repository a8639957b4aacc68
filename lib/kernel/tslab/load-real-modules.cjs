// tslab compiles what a cell imports and keeps it in memory under file names that do not exist:
// `import "../arrays"` (a folder) and import cycles fail there, and stack traces point nowhere.
// It still checks the types here, but the modules are loaded by Node from their real files.
const fs = require("node:fs");
const Module = require("node:module");
const ts = require("@tslab/typescript-for-tslab");
const converter = require("tslab/dist/converter");

process.setSourceMapsEnabled(true);

const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  inlineSourceMap: true,
};

Module._extensions[".ts"] = (module, fileName) => {
  const source = fs.readFileSync(fileName, "utf8");
  const { outputText } = ts.transpileModule(source, { fileName, compilerOptions });
  module._compile(outputText, fileName);
};

const { createConverter } = converter;
converter.createConverter = (options) => {
  const made = createConverter(options);
  const convert = (previous, source) => {
    const converted = made.convert(previous, source);
    const outputs = converted.sideOutputs ?? [];
    // What is listed is new or was edited since the last cell.
    for (const { path } of outputs) delete require.cache[realFile(path)];
    return { ...converted, sideOutputs: outputs.filter(({ path }) => !realFile(path)) };
  };
  return { ...made, convert };
};

function realFile(compiled) {
  const stem = compiled.slice(0, -".js".length);
  return [`${stem}.ts`, compiled].find((name) => fs.existsSync(name));
}
