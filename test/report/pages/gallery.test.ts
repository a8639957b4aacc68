import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { Gallery } from "../../../lib/report";
import { rocLinear } from "../../../lib/report/figures";
import { leakyRows } from "../figures/cases";
import { published } from "../show/printed";

const folder = mkdtempSync(path.join(tmpdir(), "gallery-"));
after(() => rmSync(folder, { recursive: true }));

const curves = [{ name: "RF <b> & co", ...leakyRows(200, 3) }];
const table = {
  columns: [{ title: "Model" }, { title: "AUC" }],
  rows: [["RF <b>", 0.5]],
  caption: "One row.",
  label: "tab:one",
};

async function fill(place: string, notes: readonly string[] = []) {
  const gallery = new Gallery(place, { notes });
  const shown = await gallery.figure("roc", "ROC", (options) => rocLinear({ curves }, options));
  const noted = gallery.table("models", "Models", table);
  return { shown, noted, files: gallery.close() };
}

test("each figure is there in three formats and two widths with its data, each table in three", async () => {
  const { shown, files } = await fill(folder);
  assert.equal(shown.layout.width, 528);
  const formats = ["pdf", "png", "svg"];
  const wanted = ["2.65in", "5.5in"].flatMap((width) => formats.map((f) => `roc-${width}.${f}`));
  const tables = ["csv", "md", "tex"].map((ending) => `table-models.${ending}`);
  const index = ["figures.json", "index.html"];
  assert.deepEqual(readdirSync(folder).sort(), [...index, ...wanted, "roc.csv", ...tables].sort());
  assert.equal(files, 10);
});

test("the index names every file, with alt texts escaped for HTML", async () => {
  await fill(folder);
  const page = readFileSync(path.join(folder, "index.html"), "utf8");
  const { figures, tables } = JSON.parse(readFileSync(path.join(folder, "figures.json"), "utf8"));
  assert.match(figures[0].altText, /RF <b> & co/);
  assert.match(page, /alt="[^"]*RF &lt;b&gt; &amp; co/);
  assert.match(page, /<td>RF &lt;b&gt;<\/td>/);
  for (const name of readdirSync(folder).filter(
    (one) => !/^(figures\.json|index\.html)$/.test(one),
  )) {
    assert.ok(page.includes(`"${name}"`), name);
    assert.ok(JSON.stringify({ figures, tables }).includes(`"${name}"`), name);
  }
});

test("the same figures give the same bytes, PDF and index included", async () => {
  const other = mkdtempSync(path.join(tmpdir(), "gallery-"));
  await fill(folder);
  await fill(other);
  for (const name of readdirSync(folder)) {
    const [a, b] = [folder, other].map((place) => readFileSync(path.join(place, name)));
    assert.ok(a.equals(b), name);
  }
  rmSync(other, { recursive: true });
});

test("a note stands in the caption of every figure and table", async () => {
  const { shown, noted } = await fill(folder, ["Scores were edited."]);
  assert.match(shown.layout.meta.caption, /Scores were edited\.$/);
  assert.equal(noted.caption, "One row. Scores were edited.");
  assert.match(readFileSync(path.join(folder, "roc-5.5in.svg"), "utf8"), /Scores were edited/);
});

test("a gallery that was opened and not closed has no index", async () => {
  writeFileSync(path.join(folder, "index.html"), "old");
  new Gallery(folder);
  assert.ok(!existsSync(path.join(folder, "index.html")));
});

test("what is drawn again under a name takes its place: a cell may be run twice", async () => {
  const gallery = new Gallery(folder);
  for (const title of ["Draft", "ROC"]) {
    await gallery.figure("roc", title, (options) => rocLinear({ curves }, options));
    gallery.table("models", title, table);
  }
  assert.equal(gallery.close(), 10);
  const { figures, tables } = JSON.parse(readFileSync(path.join(folder, "figures.json"), "utf8"));
  assert.deepEqual(
    [...figures, ...tables].map(({ title }) => title),
    ["ROC", "ROC"],
  );
});

test("show exports a figure and shows it; showTable a table, marked where it holds clock times", async () => {
  const gallery = new Gallery(folder);
  const displays = await published(async () => {
    await gallery.show("roc", "ROC", (options) => rocLinear({ curves }, options), ["2.65in"]);
    gallery.showTable("models", "Models", table, { timed: true });
  });
  const [figure, shown] = displays;
  assert.ok(figure.data["image/png"]);
  assert.match(shown.data["text/markdown"], /^\| Model \| AUC \|/);
  assert.deepEqual(shown.metadata, { timed: true });
  assert.equal(gallery.close(), 7);
});

test("an interactive copy of an unknown kind is refused", () => {
  const interactive = "ploty" as "plotly";
  assert.throws(
    () => new Gallery(folder, { interactive }),
    /found "ploty" \(did you mean plotly\?\)/,
  );
});
