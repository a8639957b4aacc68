import type { Figure } from "../parts/figure";
import { fontFiles } from "./fonts";
import { type RenderSize, renderSvg } from "./svg";

const pointsPerPx = 0.75;
const noClock = new Date(0); // pdfkit makes the document's id of it

/** svg-to-pdfkit takes a dash of no length for an error, and knows it only as an attribute. */
function withoutEmptyDashes(svg: string): string {
  return svg.replace(/stroke-dasharray: ?0(px)?(, ?0(px)?)*;?/g, "");
}

/**
 * An SVG document as a vector PDF of the given size, with DejaVu Sans embedded and without dates.
 *
 * @param page size in px, 96 to the inch, and the document's title
 * @throws Error if the PDF writer meets what it cannot draw
 * @example
 * await svgToPdf(svg, { width: 528, height: 396, title: "ROC of three attacks" });
 */
export async function svgToPdf(
  svg: string,
  page: Required<RenderSize> & { readonly title: string },
): Promise<Buffer> {
  const width = page.width * pointsPerPx;
  const height = page.height * pointsPerPx;
  const PDFDocument = require("pdfkit");
  const drawSvg = require("svg-to-pdfkit");
  const info = { Title: page.title, CreationDate: noClock };
  const document = new PDFDocument({ size: [width, height], margin: 0, info });
  // pdfkit needs the date to be there, and writes it only if it can be enumerated.
  Object.defineProperty(document.info, "CreationDate", { value: noClock, enumerable: false });
  const [regular, bold, oblique] = fontFiles();
  document.registerFont("regular", regular);
  document.registerFont("bold", bold);
  document.registerFont("oblique", oblique);
  const parts: Buffer[] = [];
  const written = new Promise<void>((resolve, reject) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", resolve);
    document.on("error", reject);
  });
  drawSvg(document, withoutEmptyDashes(svg), 0, 0, {
    width,
    height,
    assumePt: false,
    fontCallback: (_family: string, isBold: boolean, isItalic: boolean) =>
      isBold ? "bold" : isItalic ? "oblique" : "regular",
    warningCallback: (warning: string) => {
      throw new Error(`figure as PDF: ${warning}`);
    },
  });
  document.end();
  await written;
  return Buffer.concat(parts);
}

/**
 * A figure as a vector PDF of exactly its size, with DejaVu Sans embedded and without dates.
 *
 * @param size px, 96 to the inch; default: the figure's own
 * @throws Error if Plotly refuses the figure or the PDF writer meets what it cannot draw
 * @example
 * writeFileSync("roc.pdf", await renderPdf(figure, { width: 528, height: 396 }));
 */
export async function renderPdf(figure: Figure, size: RenderSize = {}): Promise<Buffer> {
  const { layout } = figure;
  const { width = layout.width, height = layout.height } = size;
  const svg = await renderSvg(figure, { width, height });
  return svgToPdf(svg, { width, height, title: layout.meta.altText });
}
