import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { notebookPage } from "../../../lib/kernel/page";
import { galleryPage } from "../../../lib/report/pages/galleryPage";
import { pageFrame } from "../../../lib/report/pages/pageFrame";
import { pictureHtml } from "../../../lib/report/pages/picture";
import { repositoryRoot } from "../../../lib/repository";
import { frame } from "../../../lib/review/output/page/frame";
import { notebookOf } from "../../kernel/notebookOf";

const lib = path.join(repositoryRoot(), "lib");
const base = readFileSync(path.join(lib, "report/pages/base.css"), "utf8");

/** The declarations of a rule that stands in the style sheet once. */
function rule(selector: string, within = base): string {
  const start = within.indexOf(`${selector} {`);
  assert.ok(start >= 0, selector);
  return within.slice(start, within.indexOf("}", start));
}

test("every page is made by one frame, with one base style sheet", () => {
  const pages = [
    notebookPage(notebookOf("1"), "Tiny"),
    galleryPage({ figures: [], tables: [] }),
    frame({ title: "Review", verdict: "accepted", about: "", main: "" }),
  ];
  for (const page of pages) {
    assert.ok(page.includes(base));
    assert.match(page, /content="default-src 'none'; style-src 'unsafe-inline'; img-src data:/);
  }
  const makers = readdirSync(lib, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => readFileSync(path.join(lib, file), "utf8").includes('<html lang="en">'));
  assert.deepEqual(makers, [path.join("report", "pages", "pageFrame.ts")]);
});

test("a title cannot end itself", () => {
  const page = pageFrame({ title: "</title><script>", style: "", body: "" });
  assert.match(page, /<title>&lt;\/title&gt;&lt;script&gt;<\/title>/);
});

test("numbers never break, on screen or paper", () => {
  assert.match(rule(".number,\n.whole"), /white-space: nowrap/);
  const sheets = ["kernel/page/page.css", "review/output/page/page.css"];
  const styles = [base, ...sheets.map((file) => readFileSync(path.join(lib, file), "utf8"))];
  for (const style of styles) {
    const anywhere = [...style.matchAll(/([^{}]+)\{[^{}]*overflow-wrap: anywhere/g)];
    assert.deepEqual(
      anywhere.map(([, selector]) => selector.replace(/\/\*.*\*\//, "").trim()),
      style === base ? [".long"] : [],
    );
  }
});

test("a caption is never wider than what is seen of the page", () => {
  assert.match(rule("caption > span"), /position: sticky[^}]*max-width: min\(.*100vw - 3rem\)/s);
});

test("on paper a wide table turns, or shows fewer columns", () => {
  const print = base.slice(base.indexOf("@media print"));
  assert.match(base, /@page turned \{\s*size: landscape/);
  assert.match(rule(".turned", print), /page: turned/);
  assert.match(rule(".off-paper", print), /display: none/);
  assert.match(rule(".gap", print), /display: table-cell/);
});

test("a picture opens over the page by what a keyboard reaches, without a script", () => {
  const html = pictureHtml({ source: 'a"b.svg', alt: "<ROC>", width: 528, height: 400 });
  assert.equal(
    html,
    '<details class="picture" style="--width: 528; --height: 400">' +
      '<summary title="Click or Enter: larger, and back">' +
      '<img src="a&quot;b.svg" alt="&lt;ROC&gt;" width="528" height="400"></summary></details>',
  );
  assert.match(rule(".picture[open] > summary"), /position: fixed[^}]*inset: 0/s);
});
