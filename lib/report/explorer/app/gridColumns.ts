import type { Column } from "../model/columns";
import { el } from "./dom";
import type { Page } from "./page";

/** px of the column of pictures. */
export const PICTURE = 44;

/** px. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...{ id: 112, part: 66, class: 92, predicted: 104, member: 126, fdr: 58, flagged: 70 },
};

/** Width of a column in px. */
export const widthOf = ({ key }: Column) => WIDTHS[key] ?? 84;

/** The columns that are there without being asked for, and those that are asked for. */
export function shownColumns({ columns, state }: Pick<Page, "columns" | "state">): Column[] {
  return columns.filter(({ key, isShown }) => isShown || state.extra.includes(key));
}

/**
 * An empty cell. Those of the first columns stay where they are while others scroll to the side.
 *
 * @param left px to its left that stay too
 */
export function cellOf(
  column: Column,
  left: number,
  role: "gridcell" | "columnheader",
): HTMLElement {
  const stays = column.key === "id";
  const name = `cell${column.isNumber ? " cell-number" : ""}${stays ? " cell-stays" : ""}`;
  const cell = el("div", { class: name, role });
  cell.style.width = `${widthOf(column)}px`;
  if (stays) cell.style.left = `${left}px`;
  return cell;
}

/** The cell of a picture. */
export function pictureCell(child: Node, role: "gridcell" | "columnheader"): HTMLElement {
  return el("div", { class: "cell cell-picture cell-stays", role }, child);
}
