import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import {
  type Figure,
  type FigureOptions,
  figureCsv,
  renderSvg,
  svgToPdf,
  svgToPng,
} from "../figures";
import { latexFigure } from "../latex";

/** px at 96 to the inch: a line of the page and half of one, in the ICLR and NeurIPS templates. */
export const widths = { "5.5in": 528, "2.65in": 254 } as const;

/** How wide on paper. */
export type WidthName = keyof typeof widths;

/** A picture in its three formats. */
export interface PictureFiles {
  /** Inches. */
  readonly height: number;
  readonly svg: string;
  readonly pdf: string;
  readonly png: string;
}

/** The files of a figure at one width. */
export interface FigureFiles extends PictureFiles {
  readonly width: WidthName;
  /** The same without the caption, for a page that sets its own. */
  readonly bare: PictureFiles;
  /** LaTeX that shows the bare PDF with caption and label. */
  readonly latex: string;
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

/** How many files there are of a figure at one width. */
export const filesOfWidth = 7;

const dpi = 300;

/**
 * Writes a figure at each width as SVG, PDF and PNG (300 dpi), with its caption and without
 * (NAME-bare), and as LaTeX that shows it; its data as CSV once.
 *
 * @param draw the figure at a width in px, without a caption where that is false
 * @throws InputError if a file cannot be written
 * @example
 * await exportFigure("out/figures", { name: "roc", title: "ROC" }, ["5.5in"], (own) => rocLinear(data, own));
 */
export async function exportFigure(
  folder: string,
  { name, title }: Pick<FigureEntry, "name" | "title">,
  wanted: readonly WidthName[],
  draw: (own: Pick<FigureOptions, "width" | "caption">) => Figure,
): Promise<FigureEntry> {
  const files: FigureFiles[] = [];
  for (const width of wanted) {
    const px = { width: widths[width] };
    const figure = draw(px);
    const shown = await exportPicture(folder, `${name}-${width}`, figure);
    const bare = await exportPicture(
      folder,
      `${name}-bare-${width}`,
      draw({ ...px, caption: false }),
    );
    const latex = `${name}-${width}.tex`;
    const { caption } = figure.layout.meta;
    const text = latexFigure({ file: bare.pdf, width, caption, label: `fig:${name}` });
    writeAtomically(path.join(folder, latex), [text]);
    files.push({ width, ...shown, bare, latex });
  }
  const figure = draw({ width: widths[wanted[0]] });
  const csv = `${name}.csv`;
  writeAtomically(path.join(folder, csv), [figureCsv(figure)]);
  const { caption, altText } = figure.layout.meta;
  return { name, title, caption, altText, files, csv };
}

async function exportPicture(folder: string, name: string, figure: Figure): Promise<PictureFiles> {
  const { layout } = figure;
  const svg = await renderSvg(figure);
  const files = { svg: `${name}.svg`, pdf: `${name}.pdf`, png: `${name}.png` };
  const pdf = await svgToPdf(svg, { ...layout, title: layout.meta.altText });
  writeAtomically(path.join(folder, files.svg), [svg]);
  writeAtomically(path.join(folder, files.pdf), [pdf]);
  writeAtomically(path.join(folder, files.png), [svgToPng(svg, dpi)]);
  return { height: Math.round((layout.height / 96) * 100) / 100, ...files };
}
