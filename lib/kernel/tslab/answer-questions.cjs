// What tslab answers about code that is only looked at: `let 1 = ;` is "complete" to it, the tags of
// a comment (@example, @throws) lose their names, and places are counted in UTF-16, where Jupyter
// counts characters.
const { JupyterHandlerImpl } = require("tslab/dist/jupyter");

/** A text that is not closed is an error where it begins. */
const UNTERMINATED_TEMPLATE = 1160;

JupyterHandlerImpl.prototype.handleIsComplete = ({ code }) => {
  const ts = require("@tslab/typescript-for-tslab"); // which takes long, and a run asks nothing
  const source = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022);
  const [first] = source.parseDiagnostics;
  if (!first) return { status: "complete" };
  const isUnended = first.start >= code.trimEnd().length || first.code === UNTERMINATED_TEMPLATE;
  return isUnended ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
};

function indentAfter(code) {
  const line = code.slice(code.lastIndexOf("\n") + 1);
  const indent = line.slice(0, line.length - line.trimStart().length);
  return "{[(".includes(line.trimEnd().at(-1) ?? " ") ? `${indent}  ` : indent;
}

JupyterHandlerImpl.prototype.handleInspect = function ({ code, cursor_pos }) {
  const info = this.executor.inspect(code, unitsOf(code, cursor_pos));
  const data = info ? { "text/plain": quickInfo(info) } : {};
  return { status: "ok", found: Boolean(info), data, metadata: {} };
};

function quickInfo({ displayParts = [], documentation = [], tags = [] }) {
  const text = (parts = []) => parts.map((part) => part.text).join("");
  const told = [
    text(documentation),
    ...tags.map((tag) => `@${tag.name} ${text(tag.text)}`.trimEnd()),
  ];
  return [text(displayParts), "", ...told.filter(Boolean)].join("\n").trimEnd();
}

const { handleComplete } = JupyterHandlerImpl.prototype;
JupyterHandlerImpl.prototype.handleComplete = function ({ code, cursor_pos }) {
  const found = handleComplete.call(this, { code, cursor_pos: unitsOf(code, cursor_pos) });
  const characters = (units) => [...code.slice(0, units)].length;
  const [cursor_start, cursor_end] = [found.cursor_start, found.cursor_end].map(characters);
  return { ...found, cursor_start, cursor_end };
};

/** Characters of Jupyter as UTF-16 units. */
function unitsOf(code, characters) {
  return [...code].slice(0, characters).join("").length;
}
