import { markup } from "../../files";
import { link } from "../html";
import { type Table, toHtml } from "../tables";
import type { FigureEntry } from "./exportFigure";
import type { TableEntry } from "./exportTable";

const style = `:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
figure { margin: 0 0 2.5rem; break-inside: avoid }
img { max-width: 100%; height: auto; background: white; padding: 4px }
nav { columns: 18rem; margin-bottom: 2rem }
nav a { display: block }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem }
th, td { padding: .2rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); text-align: left; white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums }
@media print {
  body { font-size: 11px; margin: 0; max-width: none }
  nav { display: none }
  section { break-inside: avoid }
  .wide { overflow: visible }
  table { font-size: 8px }
}`;

/** The picture at its first width; captions stand in the picture itself. */
function figureHtml({ name, title, altText, files, csv }: FigureEntry): string {
  const links = files.flatMap(({ width, svg, pdf, png }) => [
    `${width}: ${[svg, pdf, png].map((file) => link(file, file.split(".").pop()!)).join(" ")}`,
  ]);
  return `<section id="${name}">
<h2>${markup(title)}</h2>
<figure>
<img src="${files[0].svg}" alt="${markup(altText)}">
<figcaption>${links.join(" &middot; ")} &middot; data: ${link(csv, "csv")}</figcaption>
</figure>
</section>`;
}

function tableHtml({ entry, table }: { entry: TableEntry; table: Table }): string {
  const { name, title, latex, markdown, csv } = entry;
  const links = [link(latex, "LaTeX"), link(markdown, "Markdown"), link(csv, "csv")];
  return `<section id="table-${name}">
<h2>${markup(title)}</h2>
<div class="wide">
${toHtml(table)}</div>
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Figures and tables of the report</title>
<style>
${style}
</style>
</head>
<body>
<h1>Figures and tables of the report</h1>
<nav aria-label="Contents">
${contents.join("\n")}
</nav>
${[...figures.map(figureHtml), ...tables.map(tableHtml)].join("\n")}
</body>
</html>
`;
}
