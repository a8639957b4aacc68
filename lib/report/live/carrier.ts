/** The run of a cell: which cell, and which of its runs. */
export interface CellRun {
  readonly cell: string;
  readonly count: number;
}

/** Where lib/kernel leaves the function that names the run of a cell at hand. */
const CELL = Symbol.for("mia-notebooks.cell");

/** Null outside of a notebook. */
function runAtHand(): CellRun | null {
  return (globalThis as { [CELL]?: () => CellRun | null })[CELL]?.() ?? null;
}

/**
 * Says once whether an output has to carry what all the others need, and again in each later run of
 * the cell that carried it: its outputs of before are gone.
 *
 * @param at the run at hand, for tests
 * @example
 * const carries = oneCarrier();
 * [carries(), carries()]; // [true, false]
 */
export function oneCarrier(at: () => CellRun | null = runAtHand): () => boolean {
  let carrier: { run: CellRun | null } | null = null;
  return () => {
    const run = at();
    const again = carrier?.run?.cell === run?.cell && carrier?.run?.count !== run?.count;
    if (carrier && !again) return false;
    carrier = { run };
    return true;
  };
}
