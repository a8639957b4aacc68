// What is told of a failure: its class and message, and a trace that names the cell's own lines and
// leaves out the frames of tslab, of Node's inside and of this adaptation.
const { format, inspect } = require("node:util");
const { withCellLines } = require("./cell-lines.cjs");

const KERNEL_FRAME =
  /^\s+at .*(node:(vm|internal|async_hooks)|node_modules\/tslab\/|lib\/kernel\/tslab\/)/;
/** Where tslab calls a cell: no place of the cell's own. */
const CALL_OF_CELL = /^\s+at cell\[\d+\]$/;

/** @param failures arguments of tslab's console.error, at least one */
exports.errorContent = (failures) => {
  const text = failures.map(textOf).join("\n");
  const [[first, ...rest]] = failures;
  const isError = first instanceof Error;
  return {
    ename: isError ? classOf(first) : rest.length > 0 ? "TypeScriptError" : "Error",
    evalue: isError ? withCellLines(String(first.message)) : text,
    traceback: text.split("\n"),
  };
};

function textOf([first, ...rest]) {
  // biome-ignore lint/plugin: what one call of console.error was given.
  if (!(first instanceof Error)) return withoutKernelFrames(format(first, ...rest));
  const text = withoutKernelFrames(withoutBrackets(inspect(first), first));
  return [namedByClass(text, first), ...rest].join(" ");
}

/** Node.js puts brackets around an error that has no frames. */
function withoutBrackets(text, { stack }) {
  return text.startsWith(`[${stack}]`) ? stack + text.slice(stack.length + 2) : text;
}

function namedByClass(text, error) {
  const own = classOf(error);
  const start = [`${own} [${error.name}]:`, `${error.name}:`].find((one) => text.startsWith(one));
  return start ? `${own}:${text.slice(start.length)}` : text;
}

/** Its name, or its class's where it has none of its own. */
function classOf(error) {
  return error.name === "Error" ? (error.constructor?.name ?? "Error") : String(error.name);
}

function withoutKernelFrames(text) {
  const lines = withCellLines(text).replaceAll(`${process.cwd()}/`, "").split("\n");
  // Node.js puts the compiled line that threw in front, three lines and an empty one.
  const isQuoted = lines[0].startsWith("cell[") && lines[3] === "";
  return lines
    .slice(isQuoted ? 4 : 0)
    .filter((line) => !KERNEL_FRAME.test(line) && !CALL_OF_CELL.test(line))
    .join("\n");
}
