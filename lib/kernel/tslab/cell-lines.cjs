// tslab compiles a cell twice on the way to JavaScript, and frames name lines of the outcome, all in
// one file. Here each cell is a file of its own, and its lines are those that its author wrote.
const { SourceMap } = require("node:module");
const { currentCell } = require("./cells.cjs");

/** Lines that tslab puts in front of a cell's text. */
const LINES_BEFORE = 1;
const FRAME = /\bcell\[(\d+)\]:(\d+):(\d+)/g;

/** Execution count -> the maps of the steps back to its text, and how many lines the outcome has. */
const cells = new Map();

/**
 * @param {string} code the JavaScript of the cell at work
 * @param {string[]} maps source maps (version 3, JSON) of the steps to it, the last first
 * @returns it, to be run under the cell's name; a count comes once a kernel
 */
exports.asCell = (code, maps) => {
  const { count } = currentCell() ?? { count: 0 };
  cells.set(count, { maps, lines: code.split("\n").length });
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
