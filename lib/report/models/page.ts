import { byReason, type RefusedModel } from "../../audit/many";
import { markup } from "../../files";
import { link } from "../html";
import { pageFrame } from "../pages/pageFrame";
import { pictureHtml } from "../pages/picture";
import { type Table, toHtml } from "../tables";

const STYLE = `:root {
  --measure: 80rem;
}
`;

/** What the page of several models shows. */
export interface ModelsPage {
  readonly table: Table;
  readonly figure: { readonly file: string; readonly altText: string };
  readonly refused: readonly RefusedModel[];
  readonly files: readonly string[];
}

/**
 * The page of an audit of several models.
 *
 * @example
 * writeAtomically("out/audit/models.html", [modelsPage(found)]);
 */
export function modelsPage({ table, figure, refused, files }: ModelsPage): string {
  const named = byReason(refused)
    .map(
      ({ reason, names }) =>
        `<li>${markup(reason)}${names.length > 1 ? `<br>${markup(`${names.length} models: ${names.join(", ")}`)}` : ""}</li>`,
    )
    .join("\n");
  const missing = refused.length === 0 ? "" : `<h2>Not attacked</h2>\n<ul>\n${named}\n</ul>\n`;
  return pageFrame({
    title: `Audit of ${table.rows.length} models`,
    style: STYLE,
    pictures: "file:",
    body: `<main>
<h1>Audit of ${table.rows.length} models</h1>
<figure>
${pictureHtml({ source: figure.file, alt: figure.altText })}
</figure>
${toHtml(table)}
${missing}<p>${files.map((file) => link(file, file)).join(" ")}</p>
<p>Two models side by side: <code>npx mia explore --from DIR/ONE --and DIR/OTHER</code>.</p>
</main>
`,
  });
}
