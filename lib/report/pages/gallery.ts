import { rmSync } from "node:fs";
import path from "node:path";
import { writeAtomically, writeJson } from "../../files/outputs";
import type { Figure } from "../figures";
import type { Table } from "../tables";
import { exportFigure, type FigureEntry, type WidthName, widths } from "./exportFigure";
import { exportTable, type TableEntry } from "./exportTable";
import { galleryPage } from "./galleryPage";

/** What a gallery says of all that is in it. */
export interface GalleryOptions {
  /** What must stand under every figure and table, a sentence each. */
  readonly notes?: readonly string[];
}

/**
 * A folder of figures and tables ready for a paper, with an index for programs (figures.json) and
 * one for people (index.html). The index is written last: a folder without one is unfinished.
 *
 * @example
 * const gallery = new Gallery("out/Report_Figures/figures");
 * await gallery.figure("roc", "ROC", (options) => rocLogLog(data, options));
 * gallery.table("models", "Models", table);
 * gallery.close();
 */
export class Gallery {
  readonly #note: string;
  readonly #figures: FigureEntry[] = [];
  readonly #tables: { entry: TableEntry; table: Table }[] = [];

  constructor(
    readonly folder: string,
    { notes = [] }: GalleryOptions = {},
  ) {
    this.#note = notes.join(" ");
    for (const index of ["figures.json", "index.html"]) {
      rmSync(path.join(folder, index), { force: true });
    }
  }

  /**
   * Exports a figure at each width.
   *
   * @param draw takes width (px) and note, which the figure function understands as options
   * @param wanted both widths unless given
   * @returns the figure at the first width, to be shown
   */
  async figure(
    name: string,
    title: string,
    draw: (options: { readonly width: number; readonly note: string }) => Figure,
    wanted: readonly WidthName[] = ["5.5in", "2.65in"],
  ): Promise<Figure> {
    const drawn = (width: number) => draw({ width, note: this.#note });
    this.#figures.push(await exportFigure(this.folder, { name, title }, wanted, drawn));
    return drawn(widths[wanted[0]]);
  }

  /** Exports a table; returns it with the gallery's notes in its caption. */
  table(name: string, title: string, table: Table): Table {
    const caption = [table.caption, this.#note].filter(Boolean).join(" ");
    const noted = { ...table, caption };
    this.#tables.push({ entry: exportTable(this.folder, { name, title }, noted), table: noted });
    return noted;
  }

  /** Writes the index; returns the number of files it names. */
  close(): number {
    const [figures, tables] = [this.#figures, this.#tables.map(({ entry }) => entry)];
    const page = galleryPage(figures, this.#tables);
    writeAtomically(path.join(this.folder, "index.html"), [page]);
    writeJson(path.join(this.folder, "figures.json"), { figures, tables });
    return figures.reduce((sum, { files }) => sum + 3 * files.length + 1, 3 * tables.length);
  }
}
