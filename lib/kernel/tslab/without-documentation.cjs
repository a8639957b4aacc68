// TypeScript parses and keeps what packages say of their declarations, for a person who points at a
// name: a tenth of a program. In a headless run nobody does.
const ts = require("@tslab/typescript-for-tslab");

/** The text of a declaration file, as long as before, with ordinary comments only; others as given. */
function withoutDocumentation(fileName, text) {
  return fileName.endsWith(".d.ts") ? text.replace(/\/\*\*(?!\/)/g, "/* ") : text;
}
exports.withoutDocumentation = withoutDocumentation;

if (process.env.MIA_HEADLESS) {
  const { readFile } = ts.sys;
  ts.sys.readFile = (fileName, encoding) => {
    const text = readFile(fileName, encoding);
    return text && withoutDocumentation(fileName, text);
  };
}
