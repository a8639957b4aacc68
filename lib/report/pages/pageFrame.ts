import { readFileSync } from "node:fs";
import path from "node:path";
import { markup } from "../../files";

/** Nothing may run, and nothing may be fetched: whatever slipped through stays without effect. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What a page is made of. */
export interface PageParts {
  /** Plain text. */
  readonly title: string;
  /** CSS of this kind of page, behind what all pages share (`base.css`). */
  readonly style: string;
  /** HTML. */
  readonly body: string;
  /** Where pictures may come from beside the page itself: "file:" for those that lie beside it. */
  readonly pictures?: "file:";
  /** Programs behind the body, and the hashes by which the page's policy lets these alone run. */
  readonly scripts?: { readonly html: string; readonly hashes: readonly string[] };
}

/**
 * A page around its body: one HTML file without network and, unless asked for, script, in the reader's light or dark
 * colours, that prints. Every page of the project is one.
 *
 * @example
 * pageFrame({ title: "Review of a", style: "", body: "<main><p>Nothing was found.</p></main>" });
 */
export function pageFrame({ title, style, body, pictures, scripts }: PageParts): string {
  const base = readFileSync(path.join(__dirname, "base.css"), "utf8");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(pictures, scripts?.hashes)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${markup(title)}</title>
<style>
${base}
${style}</style>
</head>
<body>
${body}
${scripts?.html ?? ""}</body>
</html>
`;
}

function policyOf(pictures: string | undefined, hashes: readonly string[] | undefined): string {
  const policy = [POLICY, pictures].filter(Boolean).join(" ");
  return hashes ? `${policy}; script-src ${hashes.map((hash) => `'${hash}'`).join(" ")}` : policy;
}
