import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cell, Notebook, Output } from "../../lib/kernel";
import { notebookPage } from "../../lib/kernel/page";
import { withParameters } from "../../lib/kernel/parameters";
import { notebookOf } from "./notebookOf";

const { JSDOM } = require("jsdom");

/** One cell that ran, and what it showed. */
function showing(...outputs: Output[]): Notebook {
  const notebook = notebookOf("1 < 2");
  Object.assign(notebook.cells[0], { outputs, execution_count: 1 });
  return notebook;
}

function display(data: Record<string, unknown>, metadata: object = {}): Output {
  return { output_type: "display_data", data, metadata };
}

function prose(source: string, more: object = {}): Notebook {
  const cell: Cell = { cell_type: "markdown", id: "a", metadata: {}, source, ...more };
  return { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

function open(notebook: Notebook) {
  return new JSDOM(notebookPage(notebook, "Tiny")).window.document;
}

test("a page has no script, fetches nothing and forbids both", () => {
  const page = notebookPage(showing(display({ "image/png": "AAAA" })), "Tiny");
  assert.match(page, /default-src 'none'; style-src 'unsafe-inline'; img-src data:/);
  assert.doesNotMatch(page, /<script|<link|@import|https?:/);
});

test("the same notebook gives the same page", () => {
  const notebook = showing(display({ "text/html": ["<b>x</b>"], "text/plain": ["x"] }));
  assert.equal(notebookPage(notebook, "Tiny"), notebookPage(notebook, "Tiny"));
});

test("headings are listed, nested, with ids that do not clash; the first names the page", () => {
  const document = open(prose("# Top *one*\n## Data\n### Rows\n## Data\n#### Deep"));
  assert.equal(document.title, "Top one");
  const hrefs = Array.from(document.querySelectorAll("nav li > a"), (link) =>
    (link as { getAttribute(name: string): string }).getAttribute("href"),
  );
  assert.deepEqual(hrefs, ["#top-one", "#data", "#rows", "#data-1"]);
  assert.ok(hrefs.every((href) => document.querySelector(`main ${href}`)));
  assert.equal(document.querySelector("nav ul ul ul a").textContent, "Rows");
});

test("formulas become MathML; a broken one stays readable", () => {
  const document = open(prose("$\\phi = z_y$ and $\\frac{$\n\n$$e^x$$\n\nprices of $5 and $6"));
  assert.equal(document.querySelectorAll("math").length, 2);
  assert.match(document.querySelector(".katex-error").textContent, /\\frac/);
  assert.match(document.querySelector("main").textContent, /prices of \$5 and \$6/);
});

test("HTML in prose is shown as text, a link that would run code is none", () => {
  const document = open(prose("<img src=x onerror=y> [a](javascript:b) `<i>`"));
  assert.equal(document.querySelectorAll("main img, main a, main i").length, 0);
  assert.match(document.querySelector("main").textContent, /<img src=x onerror=y>/);
});

test("pictures of prose come from the cell; one from elsewhere becomes a link", () => {
  const attachments = { "a b.png": { "image/png": "AAAA" } };
  const document = open(
    prose("![one](attachment:a%20b.png) ![two](https://a.b/c.png)", { attachments }),
  );
  const image = document.querySelector("img");
  assert.deepEqual([image.getAttribute("src"), image.alt], ["data:image/png;base64,AAAA", "one"]);
  assert.equal(document.querySelector("main a").textContent, "two");
});

test("code is coloured, folds, and says its number", () => {
  const notebook = notebookOf('let a = "<b>";', "never(1)");
  notebook.cells[0].execution_count = 3;
  const [ran, left] = open(notebook).querySelectorAll("details.source[open]");
  assert.equal(ran.querySelector("pre").textContent, 'let a = "<b>";');
  assert.equal(ran.querySelector(".hljs-keyword").textContent, "let");
  assert.match(ran.querySelector("summary").textContent, /^\[3\] parameters/);
  assert.match(left.querySelector("summary").textContent, /^\[ \] not run/);
});

test("text of outputs is escaped, without terminal colours, and cut with a note", () => {
  const text = `\u001b[31m<script>x</script>\u001b[0m${"y".repeat(30_000)}`;
  const document = open(showing({ output_type: "stream", name: "stdout", text }));
  assert.match(document.querySelector("pre.stdout").textContent, /^<script>x<\/script>yyy/);
  assert.equal(document.querySelector("pre.stdout").textContent.length, 20_000);
  assert.match(
    document.querySelector(".left-out").textContent,
    /^10,018 characters more.*Tiny.ipy/,
  );
});

test("tables are kept, without attributes that do something", () => {
  const html =
    '<table><tr onclick="x()" id="in-1"><td align="right" style="color:red">1</td></table>';
  const document = open(showing(display({ "text/html": html, "text/plain": "1" })));
  const kept = document.querySelector(".html .scroll").innerHTML;
  assert.equal(kept, '<table><tbody><tr><td align="right">1</td></tr></tbody></table>');
});

test("tables of outputs and of prose are laid out: numbers to the right and whole, notes below", () => {
  const note = "FPR 0.01 is not resolvable with 200 non-members";
  const row = `<tr><td align="right">0.12</td><td align="left">${note}</td></tr>`;
  const head = '<tr><th align="right">TPR</th><th align="left">note</th></tr>';
  const html = `<table><caption>TPR</caption><thead>${head}</thead><tbody>${row}${row}</tbody></table>`;
  const shown = open(showing(display({ "text/html": html, "text/plain": "" })));
  assert.equal(shown.querySelector("caption > span").textContent, "TPR");
  assert.equal(shown.querySelectorAll("td.number.whole").length, 2);
  assert.equal(shown.querySelectorAll(".notes li").length, 1);
  const written = open(prose("| n | $p$ |\n|--:|:--|\n| 1.5 | **b** |"));
  assert.equal(written.querySelectorAll("td.number.whole").length, 1);
  assert.equal(written.querySelectorAll("td strong, th math").length, 2);
});

test("a table whose cells span others keeps its form", () => {
  const html =
    '<table><thead><tr><th colspan="2">a</th></tr></thead><tr><td>1</td><td>2</td></table>';
  const document = open(showing(display({ "text/html": html, "text/plain": "" })));
  assert.equal(document.querySelector(".scroll > table th").getAttribute("colspan"), "2");
  assert.equal(document.querySelectorAll(".laid").length, 0);
});

test("who hides the code keeps the parameters: values, defaults in whose place they stand, what they are", () => {
  const notebook = notebookOf(
    'let seed = 42; // of all that is drawn\nlet mean = null;\nlet names = ["a",\n  "b"];',
  );
  const textsOf = (page: ReturnType<typeof open>) =>
    Array.from(page.querySelectorAll(".parameters tr"), (row) =>
      Array.from((row as { cells: Iterable<{ textContent: string }> }).cells, (c) => c.textContent),
    );
  assert.deepEqual(textsOf(open(notebook)), [
    ["parameter", "value", "what it is"],
    ["seed", "42", "of all that is drawn"],
    ["mean", "null", ""],
    ["names", '["a", "b"]', ""],
  ]);
  assert.deepEqual(textsOf(open(withParameters(notebook, { mean: [0.5] }))).slice(0, 3), [
    ["parameter", "value", "default", "what it is"],
    ["seed", "42", "", "of all that is drawn"],
    ["mean", "[0.5]", "null", ""],
  ]);
  const page = notebookPage(notebook, "Tiny");
  assert.match(page, /body:has\(#hide-code:checked\) \.parameters \{\s*display: block/);
  assert.equal(open(notebookOf("1")).querySelectorAll(".parameters").length, 0);
});

test("HTML that needs scripts, frames, styles or pictures is replaced by its text, which is said", () => {
  for (const html of [
    "<script>x()</script>",
    "<p>a</p><iframe srcdoc='x'></iframe>",
    "<style>body { display: none }</style><p>a</p>",
    "<svg><script>x()</script></svg>",
    "<img src='https://a.b/c.png'>",
  ]) {
    const document = open(showing(display({ "text/html": html, "text/plain": "twin & text" })));
    assert.equal(document.querySelectorAll("main :is(script, iframe, style, svg, img)").length, 0);
    assert.equal(document.querySelector("pre.plain").textContent, "twin & text");
    assert.match(document.querySelector(".left-out").textContent, /kept in Tiny\.ipynb/);
  }
});

test("a picture keeps its alternative text; its size too; SVG stays a picture", () => {
  const alt = 'ROC of "RF" & <MLP>';
  const metadata = { "image/png": { alt, width: 5, height: 4 } };
  const png = display({ "image/png": "AAAA\n", "text/plain": "twin" }, metadata);
  const svg = display({ "image/svg+xml": ["<svg>", "</svg>"], "text/plain": ["line"] });
  const [first, second] = open(showing(png, svg)).querySelectorAll("img");
  assert.deepEqual([first.alt, first.width, first.height], [alt, 5, 4]);
  assert.equal(first.getAttribute("src"), "data:image/png;base64,AAAA");
  assert.match(second.getAttribute("src"), /^data:image\/svg\+xml;base64,/);
  assert.equal(second.alt, "line");
  assert.equal(first.closest("details.picture:not([open]) > summary") !== null, true);
});

test("a page stays under 5 MB: what does not fit is named and left out, what follows is kept", () => {
  const big = display({ "image/png": "A".repeat(3_000_000) });
  const notebook = showing(big, big, { output_type: "stream", name: "stdout", text: "end" });
  const page = notebookPage(notebook, "Tiny");
  assert.ok(Buffer.byteLength(page) < 5_000_000);
  assert.match(page, /An output of 3000\d+ bytes: left out here/);
  assert.match(page, />end<\/pre>/);
});

test("a page opens with what went wrong: the cell that failed, the cells that did not run", () => {
  const notebook = notebookOf("fail()", "never()", "");
  const error: Output = { output_type: "error", ename: "Error", evalue: "a < b", traceback: [] };
  Object.assign(notebook.cells[0], { outputs: [error], execution_count: 1 });
  const status = open(notebook).querySelector("main > .status");
  assert.equal(
    status.textContent,
    "The run failed in cell [1]: Error: a < b. 1 of 2 code cells did not run.",
  );
  assert.equal(open(showing()).querySelector(".status"), null);
});
