import ts from "typescript";
import { type CodeCell, nodesBelow } from "./codeCells";

/** How a notebook's code is cut and written. */
export interface CellStatistics {
  readonly cells: number;
  readonly medianLines: number;
  readonly mostLines: number;
  /** Of all code cells, blank ones and comments with them. */
  readonly lines: number;
  readonly longestLine: number;
  /** Declarations, the parameters' with them. */
  readonly lets: number;
  readonly consts: number;
  /** Parameters of functions that are no call's argument: no context says their types. */
  readonly parameters: number;
  readonly typedParameters: number;
}

/**
 * Counts a notebook's code cells, their lines and what they declare.
 *
 * @param cells none gives zeros
 * @example
 * cellStatistics(codeCells(notebook)).medianLines; // 5
 */
export function cellStatistics(cells: readonly CodeCell[]): CellStatistics {
  const lines = cells.map(({ source }) => source.trimEnd().split("\n"));
  const sizes = lines.map(({ length }) => length).sort((a, b) => a - b);
  const nodes = cells.flatMap(({ syntax }) => [...nodesBelow(syntax)]);
  const lists = nodes.filter(ts.isVariableDeclarationList);
  const parameters = nodes
    .filter(ts.isParameter)
    .filter(({ parent }) => !ts.isCallExpression(parent.parent));
  return {
    cells: cells.length,
    medianLines: median(sizes),
    mostLines: Math.max(0, ...sizes),
    lines: sizes.reduce((sum, size) => sum + size, 0),
    longestLine: Math.max(0, ...lines.flat().map(({ length }) => length)),
    lets: lists.filter(({ flags }) => flags & ts.NodeFlags.Let).length,
    consts: lists.filter(({ flags }) => flags & ts.NodeFlags.Const).length,
    parameters: parameters.length,
    typedParameters: parameters.filter(({ type }) => type !== undefined).length,
  };
}

function median(sorted: readonly number[]): number {
  if (sorted.length === 0) return 0;
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const HEADS = ["code cells", "median", "most", "lines", "longest", "let", "const", "typed"];

/**
 * Statistics as a table of the terminal, a notebook a row.
 *
 * @example
 * console.log(statisticsTable(new Map([["A1.ipynb", cellStatistics(cells)]])));
 */
export function statisticsTable(of: ReadonlyMap<string, CellStatistics>): string {
  const width = Math.max(0, ...[...of.keys()].map(({ length }) => length));
  const row = (name: string, values: readonly (string | number)[]) =>
    name.padEnd(width) + values.map((value) => String(value).padStart(12)).join("");
  const rows = [...of].map(([name, found]) =>
    row(name, [
      found.cells,
      found.medianLines,
      found.mostLines,
      found.lines,
      found.longestLine,
      found.lets,
      found.consts,
      `${found.typedParameters} of ${found.parameters}`,
    ]),
  );
  return [row("", HEADS), ...rows].join("\n");
}
