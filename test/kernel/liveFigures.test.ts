import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Session } from "../../lib/kernel";
import { openSession } from "../../lib/kernel/session";
import type { Message } from "../../lib/kernel/wire";

let session: Session;
before(async () => {
  session = await openSession();
});
after(() => session.close());

/** Runs a cell and returns the HTML that it showed. */
async function shown(code: string): Promise<string> {
  const outputs: string[] = [];
  await session.execute(code, ({ header, content }: Message) => {
    if (header.msg_type === "display_data") outputs.push(content.data["text/html"] ?? "");
    if (header.msg_type === "error") throw new Error(`${content.ename}: ${content.evalue}`);
  });
  return outputs.join("");
}
const count = (html: string, sign: string) => html.split(`class="${sign}"`).length - 1;

test("a notebook carries Plotly once, in the cell of its first live figure, again when that runs again", async () => {
  await shown('import { figures, showFigure } from "./lib";\nconst live = "plotly";');
  const cell = (name: string) =>
    `await showFigure(figures.message("${name}", {}), { interactive: live });`;
  const both = `${cell("one")}\n${cell("two")}`;
  const found: [number, number][] = [];
  for (const code of [both, cell("three"), both]) {
    const html = await shown(code);
    found.push([count(html, "mia-live-bundle"), count(html, "mia-live-figure")]);
  }
  assert.deepEqual(found, [
    [1, 2],
    [0, 1],
    [1, 2],
  ]);
});
