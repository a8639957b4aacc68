import { usualBudget } from "./code/bounds";
import { pythonStatements } from "./code/python";
import type { Statement } from "./code/tree";
import { typescriptStatements } from "./code/typescript";
import type { FlowCell, FlowSource, Leak } from "./leak";
import { leaksOf } from "./rules";
import { evaluate } from "./run/evaluate";
import { execute } from "./run/execute";
import { goThrough } from "./run/goThrough";
import { Run } from "./run/run";

/**
 * The leaks that following the data through the code shows; nothing is executed. The cells are gone
 * through in the order of their counts where they have any. What is larger or deeper than anybody
 * writes is left out.
 *
 * @param source cells in the order of the file
 * @returns the surest first, at most 40
 * @example
 * leaksIn({ cells: [{ code: "X = StandardScaler().fit_transform(X)" }], language: "python" });
 */
export function leaksIn(source: FlowSource): Leak[] {
  const budget = usualBudget();
  const read = inOrder(source.cells).map(({ cell, place }) => {
    const { code, line = 1 } = cell;
    const read = source.language === "python" ? pythonStatements : typescriptStatements;
    return read(code, place, line, budget) ?? [];
  });
  const run = new Run(evaluate, execute);
  goThrough(read.flat() satisfies Statement[], run);
  return leaksOf(run);
}

/** Cells as they were run; one that was not run comes after the one above it. */
function inOrder(cells: readonly FlowCell[]): { cell: FlowCell; place: number }[] {
  let last = 0;
  const placed = cells.map((cell, i) => {
    const count = cell.count ?? null;
    if (count !== null) last = count;
    return { cell, place: i + 1, at: count ?? last };
  });
  const isCounted = cells.some(({ count }) => count !== null && count !== undefined);
  return isCounted ? [...placed].sort((a, b) => a.at - b.at || a.place - b.place) : placed;
}
