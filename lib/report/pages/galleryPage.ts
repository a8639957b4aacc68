import path from "node:path";
import { markup } from "../../files";
import { link } from "../html";
import { type Table, toHtml } from "../tables";
import type { FigureEntry, PictureFiles } from "./exportFigure";
import type { TableEntry } from "./exportTable";
import { pageFrame } from "./pageFrame";
import { pictureHtml } from "./picture";

/** The run behind a gallery. */
export interface ShownRun {
  /** Its folder's name. */
  readonly name: string;
  /** When it began (ISO 8601, UTC), where it has kept that. */
  readonly began?: string;
}

/** A figure or table that could not be made, and why. */
export interface MissingEntry {
  readonly name: string;
  readonly title: string;
  readonly reason: string;
}

/** What the page shows. */
export interface GalleryContents {
  readonly figures: readonly FigureEntry[];
  readonly tables: readonly { readonly entry: TableEntry; readonly table: Table }[];
  readonly missing?: readonly MissingEntry[];
  readonly run?: ShownRun;
}

const style = `:root {
  --measure: 60rem;
}

figure {
  margin: 0 0 2.5rem;
}

img {
  padding: 4px;
}

nav {
  columns: 18rem;
  margin-bottom: 2rem;
}

nav a {
  display: block;
}

@media print {
  section {
    break-inside: avoid;
  }
}
`;

/** The picture at its first width; captions stand in the picture itself. */
function figureHtml({ name, title, altText, files, csv }: FigureEntry): string {
  const links = files.map(({ width, bare, latex, ...shown }) => {
    const parts = [formats(shown), `bare ${formats(bare)}`, link(latex, "LaTeX")];
    return `${width}: ${parts.join(", ")}`;
  });
  return `<section id="${name}">
<h2>${markup(title)}</h2>
<figure>
${pictureHtml({ source: files[0].svg, alt: altText })}
<figcaption>${links.join(" &middot; ")} &middot; data: ${link(csv, "csv")}</figcaption>
</figure>
</section>`;
}

function formats({ svg, pdf, png }: Omit<PictureFiles, "height">): string {
  return [svg, pdf, png].map((file) => link(file, path.extname(file).slice(1))).join(" ");
}

/** Which run, and when: "2026-11-28 09:41 UTC". */
function runHtml(run: ShownRun | undefined): string {
  if (run === undefined) return "";
  const { name, began } = run;
  const date = began
    ? `, run of ${began.slice(0, 10)} ${began.slice(11, 16)} UTC`
    : ", undated run";
  return `<p>Drawn from ${markup(name)}${markup(date)}.</p>\n`;
}

function missingHtml(missing: readonly MissingEntry[]): string {
  if (missing.length === 0) return "";
  const items = missing.map(({ title, reason }) => `<li>${markup(`${title}. ${reason}`)}</li>`);
  return `\n<section id="missing">\n<h2>Not drawn</h2>\n<ul>\n${items.join("\n")}\n</ul>\n</section>`;
}

function tableHtml({ entry, table }: { entry: TableEntry; table: Table }): string {
  const { name, title, latex, markdown, csv } = entry;
  const links = [link(latex, "LaTeX"), link(markdown, "Markdown"), link(csv, "csv")];
  return `<section id="table-${name}">
<h2>${markup(title)}</h2>
${toHtml(table)}
<p>${links.join(" ")}</p>
</section>`;
}

/**
 * The page on which all figures and tables of a folder can be looked through: static, beside the
 * files that it shows.
 *
 * @example
 * writeFileSync("out/figures/index.html", galleryPage({ figures, tables, run: { name: "A1" } }));
 */
export function galleryPage({ figures, tables, missing = [], run }: GalleryContents): string {
  const contents = [
    ...figures.map(({ name, title }) => link(`#${name}`, title)),
    ...tables.map(({ entry }) => link(`#table-${entry.name}`, entry.title)),
  ];
  const body = `<h1>Figures and tables of the report</h1>
${runHtml(run)}<nav aria-label="Contents">
${contents.join("\n")}
</nav>
${[...figures.map(figureHtml), ...tables.map(tableHtml)].join("\n")}${missingHtml(missing)}`;
  return pageFrame({ title: "Figures and tables of the report", style, body, pictures: "file:" });
}
