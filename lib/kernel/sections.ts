import { joined, type Notebook } from "./notebook";

/** A heading of a notebook's prose. */
export interface Section {
  /** 1 for the title. */
  readonly level: number;
  readonly title: string;
}

const HEADING = /^(#{1,6}) (.+)$/;

/**
 * The headings that stand before a cell and behind the code cell before it.
 *
 * @param index of the cell, from 0
 * @example
 * sectionsBefore(notebook, 4); // [{ level: 2, title: "1. Parameters" }]
 */
export function sectionsBefore({ cells }: Notebook, index: number): Section[] {
  const before = cells.slice(0, index);
  const start = before.map(({ cell_type }) => cell_type).lastIndexOf("code") + 1;
  return before
    .slice(start)
    .filter(({ cell_type }) => cell_type === "markdown")
    .flatMap(({ source }) => joined(source).split("\n"))
    .flatMap((line) => {
      const [, hashes, title] = HEADING.exec(line) ?? [];
      return hashes ? [{ level: hashes.length, title: title.replace(/[*`$]/g, "").trim() }] : [];
    });
}
