import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { Output } from "../../lib/kernel";
import { notebookPage } from "../../lib/kernel/page";
import { figureOutput, plotlyText, programOutput } from "../../lib/report/live";
import { notebookOf } from "./notebookOf";

const { JSDOM } = createRequire(__filename)("jsdom");

const display = (data: Record<string, string>): Output => ({
  output_type: "display_data",
  data,
  metadata: {},
});
const picture = display({ "image/png": "AAAA", "text/plain": "twin" });
const live = (name: string) =>
  display({
    "text/html": figureOutput({
      data: [{ type: "scatter", name }],
      layout: { width: 3, height: 2 },
    }),
    "text/plain": "twin",
  });

function pageOf(...outputs: Output[]) {
  const notebook = notebookOf("1");
  Object.assign(notebook.cells[0], { outputs, execution_count: 1 });
  return notebookPage(notebook, "Tiny");
}

type Script = { type: string; textContent: string };
const scriptsOf = (page: string): Script[] =>
  Array.from(new JSDOM(page).window.document.querySelectorAll("script"));
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("a page with live figures has their data, one copy of Plotly and one program, named by hash", () => {
  const page = pageOf(display(programOutput()), picture, live("a"), picture, live("b"));
  const scripts = scriptsOf(page);
  assert.deepEqual(
    scripts.map(({ type }) => type),
    ["application/json", "application/json", "text/plain", ""],
  );
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const own = [scripts[3].textContent, plotlyText()].map(hash).join(" ");
  assert.equal(
    policy,
    `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src ${own}`,
  );
  assert.doesNotMatch(page, /\w+:\/\/|<link|@import|plotly\.com|plot\.ly/);
  assert.ok(Buffer.byteLength(page) < 1_000_000);
  assert.equal(page, pageOf(display(programOutput()), picture, live("a"), picture, live("b")));
});

test("the page takes a figure's data from a notebook and none of its programs", () => {
  const own = programOutput();
  const forged = { ...own, "text/html": `${own["text/html"]}<script>evil()</script>` };
  const beside = `${figureOutput({ data: [], layout: {} })}<script>evil()</script>`;
  const name = "</script><script>evil()</script>";
  const page = pageOf(
    display(forged),
    picture,
    live(name),
    display({ "text/html": beside, "text/plain": "twin" }),
  );
  const scripts = scriptsOf(page);
  const [{ textContent }, ...programs] = scripts;
  assert.equal(JSON.parse(textContent).data[0].name, name);
  assert.deepEqual(
    programs.map(({ type }) => type),
    ["text/plain", ""],
  );
  assert.ok(scripts.every(({ type, textContent: text }) => type !== "" || !text.includes("evil")));
  assert.doesNotMatch(page, /<script>evil/);
});

test("a page without live figures has no script, whatever the notebook carries for others", () => {
  const page = pageOf(display(programOutput()), picture);
  assert.equal(scriptsOf(page).length, 0);
  assert.doesNotMatch(page, /script-src/);
});

test("what draws figures counts towards the page's 5 MB: the figure gives way, its picture stays", () => {
  const big = display({ "image/png": "A".repeat(4_300_000) });
  const page = pageOf(big, picture, live("a"));
  assert.ok(Buffer.byteLength(page) < 5_000_000);
  assert.equal(scriptsOf(page).length, 0);
  assert.match(page, /src="data:image\/png;base64,AAAA"/);
  assert.match(page, /left out here/);
});
