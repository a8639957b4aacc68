// tslab turns each name of an earlier cell into `exports.name`, also where the name is a property:
// `{ seed }` then has no value, and `const { seed: s } = config` is a syntax error. Spelt out as
// `{ seed: seed }` and `const { "seed": s } = config` they mean the same and come through.
const ts = require("@tslab/typescript-for-tslab");

/**
 * @param {string} code a cell's source
 * @returns {string} the same with as many lines, names of properties spelt out
 */
exports.spellOutNames = (code) => {
  const source = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
  const edits = [];
  const visit = (node) => {
    if (ts.isShorthandPropertyAssignment(node)) {
      edits.push({ at: node.name.end, insert: `: ${node.name.text}` });
    }
    const property = ts.isBindingElement(node) ? node.propertyName : targetName(node);
    if (property && ts.isIdentifier(property)) {
      edits.push({ at: property.getStart(), insert: '"' }, { at: property.end, insert: '"' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, insert }) => text.slice(0, at) + insert + text.slice(at), code);
};

/** Name of a property in an object literal, which may be the target of an assignment. */
function targetName(node) {
  return ts.isPropertyAssignment(node) ? node.name : undefined;
}
