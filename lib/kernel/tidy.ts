import { type Cell, joined, lines, type Notebook, type Output } from "./notebook";
import { INJECTED_TAG, isTagged } from "./parameters";

/** As `jupyter kernelspec list` knows the kernel of lib/kernel/kernels. */
const KERNELSPEC = { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" };

/**
 * An executed notebook as it is kept beside the code: only what its author wrote and what its
 * cells show, and of which logits (`roundingOf`). Injected cells, outputs that hold clock times (lib/report/show marks them `timed`), timestamps
 * and what an editor remembers of a cell are left out; of a cell's metadata its tags stay. Cells are
 * numbered as if the injected ones had not been run.
 *
 * @example
 * writeNotebook("notebooks/A1_12_Ensemble.ipynb", tidy(executed));
 */
export function tidy(notebook: Notebook): Notebook {
  const { language_info, logits } = notebook.metadata;
  const isInjected = isTagged(INJECTED_TAG);
  const injected = notebook.cells.filter(isInjected).map((cell) => cell.execution_count ?? 0);
  const counted = (count: number) => count - injected.filter((one) => one < count).length;
  return {
    cells: notebook.cells
      .filter((cell) => !isInjected(cell))
      .map((cell) => tidyCell(cell, counted)),
    metadata: {
      kernelspec: KERNELSPEC,
      ...(language_info ? { language_info } : {}),
      ...(logits ? { logits } : {}),
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function tidyCell(cell: Cell, counted: (count: number) => number): Cell {
  const { cell_type, execution_count, id, metadata, outputs, source } = cell;
  const kept = metadata.tags?.length ? { tags: metadata.tags } : {};
  const written = lines(joined(source));
  if (cell_type !== "code") return { cell_type, id, metadata: kept, source: written };
  return {
    cell_type,
    execution_count: execution_count ? counted(execution_count) : null,
    id,
    metadata: kept,
    outputs: (outputs ?? []).filter((output) => !isTimed(output)),
    source: written,
  };
}

function isTimed(output: Output): boolean {
  return "metadata" in output && Object.hasOwn(output.metadata ?? {}, "timed");
}
