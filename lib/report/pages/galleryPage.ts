import { markup } from "../../files";
import { link } from "../html";
import { type Table, toHtml } from "../tables";
import type { FigureEntry } from "./exportFigure";
import type { TableEntry } from "./exportTable";
import { pageFrame } from "./pageFrame";
import { pictureHtml } from "./picture";

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
  const links = files.flatMap(({ width, svg, pdf, png }) => [
    `${width}: ${[svg, pdf, png].map((file) => link(file, file.split(".").pop()!)).join(" ")}`,
  ]);
  return `<section id="${name}">
<h2>${markup(title)}</h2>
<figure>
${pictureHtml({ source: files[0].svg, alt: altText })}
<figcaption>${links.join(" &middot; ")} &middot; data: ${link(csv, "csv")}</figcaption>
</figure>
</section>`;
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
 * writeFileSync("out/figures/index.html", galleryPage(figures, tables));
 */
export function galleryPage(
  figures: readonly FigureEntry[],
  tables: readonly { readonly entry: TableEntry; readonly table: Table }[],
): string {
  const contents = [
    ...figures.map(({ name, title }) => link(`#${name}`, title)),
    ...tables.map(({ entry }) => link(`#table-${entry.name}`, entry.title)),
  ];
  const body = `<h1>Figures and tables of the report</h1>
<nav aria-label="Contents">
${contents.join("\n")}
</nav>
${[...figures.map(figureHtml), ...tables.map(tableHtml)].join("\n")}`;
  return pageFrame({ title: "Figures and tables of the report", style, body, pictures: "file:" });
}
