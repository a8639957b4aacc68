import { markup, withoutColours } from "../../files";
import { figureBlock, isProgramOutput, readFigureOutput } from "../../report/live";
import { pictureHtml } from "../../report/pages/picture";
import { joined, type MimeBundle, type Output, type Text } from "../notebook";
import { renderMarkdown } from "./markdown";
import { safeHtml } from "./safeHtml";
import { laidTables } from "./tables";

/** Characters of one text output that the page shows. */
const TEXT_LIMIT = 20_000;

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/**
 * An output of a cell as HTML: a picture with its alternative text, a table, else text, of the
 * richest kind that is safe and stands by itself. Of a live figure only its data are taken: what draws
 * it is the page's own. What only scripts can show is replaced by its text/plain, and said to be left
 * out.
 *
 * @param notebook file name of the executed notebook, where a reader finds what is left out
 * @example
 * outputHtml({ output_type: "stream", name: "stdout", text: "1 < 2\n" }, "A.ipynb");
 * // '<pre class="output stdout">1 &lt; 2\n</pre>'
 */
export function outputHtml(output: Output, notebook: string): string {
  if (output.output_type === "stream") return textHtml(joined(output.text), output.name, notebook);
  if (output.output_type === "error") {
    const { ename, evalue, traceback } = output;
    const text = traceback.length > 0 ? traceback.join("\n") : `${ename}: ${evalue}`;
    return textHtml(text, "error", notebook);
  }
  return bundleHtml(output.data, output.metadata, notebook);
}

function bundleHtml(data: MimeBundle, metadata: object, notebook: string): string {
  const text = (type: string) => joined(data[type] as Text);
  const live = "text/html" in data ? readFigureOutput(text("text/html")) : null;
  if (live) return figureBlock(live);
  if ("text/html" in data && isProgramOutput(text("text/html"))) return "";
  const html = "text/html" in data ? safeHtml(text("text/html")) : null;
  if (html !== null) return `<div class="output html">${laidTables(html)}</div>`;
  const picture = pictureOf(data, metadata);
  if (picture) return picture;
  if ("text/markdown" in data) {
    return `<div class="output">${laidTables(renderMarkdown(text("text/markdown"), []))}</div>`;
  }
  if ("text/latex" in data) {
    return `<div class="output">${renderMarkdown(text("text/latex"), [])}</div>`;
  }
  const plain = "text/plain" in data ? textHtml(text("text/plain"), "plain", notebook) : "";
  if ("text/html" in data) return leftOut("Shown only with scripts or frames", notebook) + plain;
  if (plain) return plain;
  const [type, value] = Object.entries(data).at(0) ?? [];
  if (!type) return "";
  return type.endsWith("json")
    ? textHtml(JSON.stringify(value, null, 2), "plain", notebook)
    : leftOut(`An output of type ${type}`, notebook);
}

function pictureOf(data: MimeBundle, metadata: object): string | null {
  const type = ["image/svg+xml", ...PICTURES].find((name) => name in data);
  if (!type) return null;
  const written = joined(data[type] as Text);
  const base64 =
    type === "image/svg+xml"
      ? Buffer.from(written).toString("base64")
      : written.replace(/[^A-Za-z0-9+/=]/g, "");
  const about = (metadata as Record<string, Record<string, unknown>>)[type] ?? {};
  const alt = String(about.alt ?? joined((data["text/plain"] ?? "") as Text));
  const source = `data:${type};base64,${base64}`;
  const [width, height] = [about.width, about.height].map((size) =>
    typeof size === "number" ? size : undefined,
  );
  return `<div class="output">${pictureHtml({ source, alt, width, height })}</div>`;
}

function textHtml(text: string, kind: string, notebook: string): string {
  const plain = withoutColours(text);
  if (plain === "") return "";
  const cut = plain.length - TEXT_LIMIT;
  const shown = markup(cut > 0 ? plain.slice(0, TEXT_LIMIT) : plain);
  const rest = cut > 0 ? leftOut(`${cut.toLocaleString("en-US")} characters more`, notebook) : "";
  return `<pre class="output ${kind}" tabindex="0">${shown}</pre>${rest}`;
}

/** What stands in the page's stead of something that is too much for it. */
export function leftOut(what: string, notebook: string): string {
  return `<p class="output left-out">${markup(what)}: left out here, kept in ${markup(notebook)}.</p>`;
}
