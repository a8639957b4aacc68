import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { markup } from "../../files/text";
import { pageFrame } from "../pages/pageFrame";
import { appScript } from "./appScript";
import { checkExplorerRun } from "./checkExplorerRun";
import type { ExplorerRun } from "./explorerRun";
import { packRun } from "./pack/packRun";

/**
 * The page to look at a run, or at two beside each other: one HTML file that asks for nothing, with
 * its data deflated inside of it.
 *
 * @param runs one, or two that are joined by the ids of their rows; the first is shown first
 * @param options.title plain text
 * @throws RangeError where there are not one or two runs, or a run's columns do not fit each other
 * @example
 * writeAtomically("out/explore.html", explorerPage([run], { title: "A1_12_Ensemble" }));
 */
export function explorerPage(
  runs: readonly ExplorerRun[],
  { title }: { readonly title: string },
): string {
  if (runs.length < 1 || runs.length > 2) {
    throw new RangeError(`explorer: found ${runs.length} runs, expected one or two`);
  }
  runs.forEach(checkExplorerRun);
  const script = appScript();
  const hash = createHash("sha256").update(script).digest("base64");
  return pageFrame({
    title,
    style: styleSheets(),
    body: `<div id="explorer">
<header><h1>${markup(title)}</h1></header>
<p id="opening" role="status">Unpacking ${runs.map(sizeOf).join(" and ")} ...</p>
</div>
<noscript><p>This page is drawn by a program inside of it, and this browser lets none run.</p></noscript>
${runs.flatMap((run, index) => blocksOf(run, index, runs)).join("\n")}
`,
    scripts: { html: `<script>${script}</script>\n`, hashes: [`sha256-${hash}`] },
  });
}

const sizeOf = ({ ids }: ExplorerRun) => `${ids.length.toLocaleString("en-US")} rows`;

/**
 * The run, and its sheets of thumbnails apart, which are unpacked when they are looked at. The page falls
 * back on the first run's, so that two runs of the same rows carry them once.
 */
function blocksOf(run: ExplorerRun, index: number, [first]: readonly ExplorerRun[]): string[] {
  const packed = deflateSync(packRun(run)).toString("base64");
  const isShared = index > 0 && run.images?.sheets === first.images?.sheets;
  const sheets = isShared ? [] : (run.images?.sheets ?? []);
  return [
    block(`run-${index}`, packed),
    ...sheets.map((sheet, i) => block(`sheet-${index}-${i}`, sheet)),
  ];
}

/** Base64 holds no "<", so that nothing in it can end the block. */
const block = (id: string, base64: string) =>
  `<script type="text/plain" id="${id}">${base64}</script>`;

/** What dresses the page, in the order in which later rules win. */
const STYLES = ["page", "controls", "table", "beside", "drawings", "layout"];

function styleSheets(): string {
  const sheet = (name: string) => path.join(__dirname, "style", `${name}.css`);
  return STYLES.map((name) => readFileSync(sheet(name), "utf8")).join("\n");
}
