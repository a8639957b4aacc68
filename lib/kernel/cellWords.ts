import { type Cell, joined, type Notebook } from "./notebook";

/** Characters of a cell that name it on the terminal. */
const LONGEST = 70;

/** What a cell is called by its place, counted from 1: "[ 4/31]". */
export type Place = (index: number) => string;

/** How the cells of a notebook are called by their places. */
export function placesOf({ cells }: Notebook): Place {
  const total = String(cells.length);
  return (index) => `[${String(index).padStart(total.length)}/${total}]`;
}

/** "ok, 0.8 s" */
export function outcome(ok: boolean, seconds: number): string {
  return `${ok ? "ok" : "FAILED"}, ${seconds.toFixed(1)} s`;
}

/** What a cell begins with. */
export function firstLine(cell: Cell): string {
  const first =
    joined(cell.source)
      .split("\n")
      .find((line) => line.trim() !== "") ?? "";
  return first.length > LONGEST ? `${first.slice(0, LONGEST - 3)}...` : first;
}
