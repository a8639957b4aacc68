// tslab compiles a cell twice on the way to JavaScript, and frames name lines of the outcome, all in
// one file. Here each cell is a file of its own, and its lines are those that its author wrote.
const { SourceMap } = require("node:module");
const { currentCell } = require("./cells.cjs");

/** Lines that tslab puts in front of a cell's text. */
const LINES_BEFORE = 1;
const FRAME = /\bcell\[(\d+)\]:(\d+):(\d+)/g;

/** Maps of the cell that is compiled: from its text, and from that on. */
let steps = [];
/** Execution count -> the two maps and how many lines the outcome has. A count comes once a kernel. */
const cells = new Map();

exports.startCell = () => {
  steps = [];
};

/** Remembers a step's source map (version 3, JSON text); returns its code without the comment on it. */
exports.addStep = (code, map) => {
  steps.push(map);
  return code.slice(0, code.lastIndexOf("\n//# sourceMappingURL=") + 1);
};

/** @returns the JavaScript of the cell at work, to be run under its name */
exports.asCell = (code) => {
  const { count } = currentCell() ?? { count: 0 };
  cells.set(count, { maps: steps.toReversed(), lines: code.split("\n").length });
  return `${code}\n//# sourceURL=cell[${count}]`;
};

/** A text in which every place in a cell is one of the cell's own text, both counted from 1. */
exports.withCellLines = (text) =>
  text.replace(FRAME, (_, count, line, column) => {
    const place = ownPlace(Number(count), Number(line), Number(column));
    return `cell[${count}]${place ? `:${place.line}:${place.column}` : ""}`;
  });

function ownPlace(count, line, column) {
  const { maps, lines } = cells.get(count) ?? { maps: [], lines: 0 };
  let place = line > lines ? null : { line: line - 1, column: column - 1 };
  for (const map of maps) place = before(map, place);
  return place && { line: place.line - LINES_BEFORE + 1, column: place.column + 1 };
}

function before(map, place) {
  if (!place) return null;
  const { originalLine, originalColumn } = new SourceMap(JSON.parse(map)).findEntry(
    place.line,
    place.column,
  );
  return originalLine === undefined ? null : { line: originalLine, column: originalColumn };
}
