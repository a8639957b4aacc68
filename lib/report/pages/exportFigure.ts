import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import { type Figure, figureCsv, renderSvg, svgToPdf, svgToPng } from "../figures";

/** px at 96 to the inch: a line of the page and half of one, in the ICLR and NeurIPS templates. */
export const widths = { "5.5in": 528, "2.65in": 254 } as const;

/** How wide on paper. */
export type WidthName = keyof typeof widths;

/** The files of a figure at one width. */
export interface FigureFiles {
  readonly width: WidthName;
  /** Inches. */
  readonly height: number;
  readonly svg: string;
  readonly pdf: string;
  readonly png: string;
}

/** A figure as figures.json describes it; files are named from its folder. */
export interface FigureEntry {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly altText: string;
  readonly files: readonly FigureFiles[];
  /** What is drawn, as data. */
  readonly csv: string;
}

const dpi = 300;

/**
 * Writes a figure as SVG, PDF and PNG (300 dpi) at each width, and its data as CSV once.
 *
 * @param draw the figure at a width in px
 * @throws InputError if a file cannot be written
 * @example
 * await exportFigure("out/figures", { name: "roc", title: "ROC" }, ["5.5in"], (width) => rocLinear(data, { width }));
 */
export async function exportFigure(
  folder: string,
  { name, title }: Pick<FigureEntry, "name" | "title">,
  wanted: readonly WidthName[],
  draw: (width: number) => Figure,
): Promise<FigureEntry> {
  const files: FigureFiles[] = [];
  for (const width of wanted) {
    const figure = draw(widths[width]);
    const { layout } = figure;
    const svg = await renderSvg(figure);
    const named = (ending: string) => `${name}-${width}.${ending}`;
    const entry = { svg: named("svg"), pdf: named("pdf"), png: named("png") };
    const pdf = await svgToPdf(svg, { ...layout, title: layout.meta.altText });
    writeAtomically(path.join(folder, entry.svg), [svg]);
    writeAtomically(path.join(folder, entry.pdf), [pdf]);
    writeAtomically(path.join(folder, entry.png), [svgToPng(svg, dpi)]);
    files.push({ width, height: Math.round((layout.height / 96) * 100) / 100, ...entry });
  }
  const figure = draw(widths[wanted[0]]);
  const csv = `${name}.csv`;
  writeAtomically(path.join(folder, csv), [figureCsv(figure)]);
  const { caption, altText } = figure.layout.meta;
  return { name, title, caption, altText, files, csv };
}
