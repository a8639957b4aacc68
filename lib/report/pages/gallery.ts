import { rmSync } from "node:fs";
import path from "node:path";
import { INTERACTIVE, oneOf } from "../../audit/settings";
import { writeAtomically, writeJson } from "../../files/outputs";
import type { Figure } from "../figures";
import { showFigure, showMarkdown } from "../show";
import { type Table, toMarkdown } from "../tables";
import type { Drawing } from "./drawing";
import { exportFigure, type FigureEntry, type WidthName, widths } from "./exportFigure";
import { exportTable, type TableEntry } from "./exportTable";
import { galleryPage } from "./galleryPage";

/** What a gallery says of all that is in it. */
export interface GalleryOptions {
  /** What must stand under every figure and table, a sentence each. */
  readonly notes?: readonly string[];
  /** "plotly" or "nodeplotlib", as `showFigure` takes it; the pictures alone unless given. */
  readonly interactive?: string | null;
}

/**
 * A folder of figures and tables ready for a paper, with an index for programs (figures.json) and
 * one for people (index.html). The index is written last: a folder without one is unfinished. What
 * is drawn again under a name takes its place.
 *
 * @example
 * const gallery = new Gallery("out/Report_Figures/figures");
 * await gallery.show("roc", "ROC", drawing(rocLogLog, data, { split: "report rows" }));
 * gallery.showTable("models", "Models", table);
 * gallery.close();
 */
export class Gallery {
  readonly #note: string;
  readonly #interactive: "plotly" | "nodeplotlib" | null;
  readonly #figures = new Map<string, FigureEntry>();
  readonly #tables = new Map<string, { entry: TableEntry; table: Table }>();

  /** @throws InputError for a word that `interactive` does not know */
  constructor(
    readonly folder: string,
    { notes = [], interactive = null }: GalleryOptions = {},
  ) {
    this.#note = notes.join(" ");
    this.#interactive =
      interactive === null ? null : oneOf("interactive", interactive, INTERACTIVE);
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
    draw: Drawing,
    wanted: readonly WidthName[] = ["5.5in", "2.65in"],
  ): Promise<Figure> {
    const drawn = (width: number) => draw({ width, note: this.#note });
    this.#figures.set(name, await exportFigure(this.folder, { name, title }, wanted, drawn));
    return drawn(widths[wanted[0]]);
  }

  /** Exports a figure at each width, and shows it below the cell. */
  async show(
    name: string,
    title: string,
    draw: Drawing,
    wanted?: readonly WidthName[],
  ): Promise<void> {
    const figure = await this.figure(name, title, draw, wanted);
    await showFigure(figure, { interactive: this.#interactive });
  }

  /** Exports a table; returns it with the gallery's notes in its caption. */
  table(name: string, title: string, table: Table): Table {
    const caption = [table.caption, this.#note].filter(Boolean).join(" ");
    const noted = { ...table, caption };
    const entry = exportTable(this.folder, { name, title }, noted);
    this.#tables.set(name, { entry, table: noted });
    return noted;
  }

  /**
   * Exports a table, and shows it below the cell.
   *
   * @param options.timed holds clock times, which a saved notebook leaves out
   */
  showTable(name: string, title: string, table: Table, options: { timed?: boolean } = {}): void {
    showMarkdown(toMarkdown(this.table(name, title, table)), options);
  }

  /** Writes the index; returns the number of files it names. */
  close(): number {
    const figures = [...this.#figures.values()];
    const shown = [...this.#tables.values()];
    const tables = shown.map(({ entry }) => entry);
    const page = galleryPage(figures, shown);
    writeAtomically(path.join(this.folder, "index.html"), [page]);
    writeJson(path.join(this.folder, "figures.json"), { figures, tables });
    return figures.reduce((sum, { files }) => sum + 3 * files.length + 1, 3 * tables.length);
  }
}
