import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { drawing, Gallery, onOnePage } from "../../../lib/report";
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

/** A gallery that is filled once, for all tests that only look at it. */
function filled(name: string, notes: readonly string[] = []) {
  const place = path.join(folder, name);
  let made: ReturnType<typeof fill> | undefined;
  return async () => {
    made ??= fill(place, notes);
    return { place, ...(await made) };
  };
}
const plain = filled("plain");
const edited = filled("edited", ["50 % were edited."]);

/** What stands in a picture, without its alternative text. */
const drawnText = (file: string) => readFileSync(file, "utf8").replace(/<title>[^<]*<\/title>/, "");

test("each figure is there in three formats and two widths, bare too, with LaTeX and its data; each table in three", async () => {
  const { place, shown, files } = await plain();
  assert.equal(shown.layout.width, 528);
  const formats = ["pdf", "png", "svg"];
  const wanted = ["2.65in", "5.5in"].flatMap((width) =>
    [...formats, "tex"]
      .map((format) => `roc-${width}.${format}`)
      .concat(formats.map((format) => `roc-bare-${width}.${format}`)),
  );
  const tables = ["csv", "md", "tex"].map((ending) => `table-models.${ending}`);
  const index = ["figures.json", "index.html"];
  assert.deepEqual(readdirSync(place).sort(), [...index, ...wanted, "roc.csv", ...tables].sort());
  assert.equal(files, 18);
});

test("a bare picture is the same without the caption, and its LaTeX says it", async () => {
  const { place } = await edited();
  const read = (name: string) => readFileSync(path.join(place, name), "utf8");
  const drawn = (name: string) => drawnText(path.join(place, name));
  assert.match(drawn("roc-2.65in.svg"), /ROC curves\. n = 200 rows/);
  assert.doesNotMatch(drawn("roc-bare-2.65in.svg"), /n = 200|were edited/);
  const { figures } = JSON.parse(read("figures.json"));
  const [{ files }] = figures;
  assert.ok(files[1].bare.height < files[1].height);
  assert.match(
    read("roc-2.65in.tex"),
    /^\\begin\{figure\}\[t\]\n {2}\\centering\n {2}\\includegraphics\[width=2\.65in\]\{roc-bare-2\.65in\.pdf\}\n {2}\\caption\{ROC curves\. n = 200 rows [^\n]* 50 \\% were edited\.\}\n {2}\\label\{fig:roc\}\n\\end\{figure\}\n$/,
  );
  assert.match(read("roc-5.5in.tex"), /^\\begin\{figure\*\}[\s\S]*\\end\{figure\*\}\n$/);
});

test("a page of several is bare too, and its LaTeX has the page's own caption", async () => {
  const place = mkdtempSync(path.join(tmpdir(), "gallery-"));
  const gallery = new Gallery(place);
  const page = onOnePage([{ title: "ROC", draw: drawing(rocLinear, { curves }, {}) }], {
    caption: "All.",
  });
  await gallery.figure("page", "Page", page, ["5.5in"]);
  assert.doesNotMatch(drawnText(path.join(place, "page-bare-5.5in.svg")), />All\.</);
  assert.match(drawnText(path.join(place, "page-5.5in.svg")), />All\.</);
  assert.match(readFileSync(path.join(place, "page-5.5in.tex"), "utf8"), /\\caption\{All\.\}/);
  rmSync(place, { recursive: true });
});

test("the index says which run was drawn, and when it began", () => {
  const page = (run?: { name: string; began?: string }) => {
    new Gallery(folder, { run }).close();
    return readFileSync(path.join(folder, "index.html"), "utf8");
  };
  const dated = page({ name: "A1 <b>", began: "2026-11-28T09:41:07Z" });
  assert.match(dated, /<p>Drawn from A1 &lt;b&gt;, run of 2026-11-28 09:41 UTC\.<\/p>/);
  assert.deepEqual(JSON.parse(readFileSync(path.join(folder, "figures.json"), "utf8")).run, {
    name: "A1 <b>",
    began: "2026-11-28T09:41:07Z",
  });
  assert.match(page({ name: "A1" }), /Drawn from A1, undated run\./);
  assert.doesNotMatch(page(), /Drawn from/);
});

test("what cannot be drawn is told below the cell and in the index, and leaves no file", async () => {
  const place = mkdtempSync(path.join(tmpdir(), "gallery-"));
  const gallery = new Gallery(place);
  const displays = await published(async () => {
    await gallery.show("roc", "ROC", drawing(rocLinear, "No curve: no scores.", {}));
    gallery.showTable("models", "Models", "No table: no scores.");
  });
  assert.deepEqual(
    displays.map(({ data }) => data["text/markdown"]),
    ["No curve: no scores.", "No table: no scores."],
  );
  assert.equal(gallery.close(), 0);
  assert.deepEqual(readdirSync(place).sort(), ["figures.json", "index.html"]);
  const page = readFileSync(path.join(place, "index.html"), "utf8");
  assert.match(page, /Not drawn[\s\S]*<li>ROC\. No curve: no scores\.<\/li>/);
  rmSync(place, { recursive: true });
});

test("of an earlier gallery in the folder nothing stays, and nothing else goes", async () => {
  const place = mkdtempSync(path.join(tmpdir(), "gallery-"));
  await fill(place);
  writeFileSync(path.join(place, "notes.tex"), "mine");
  const index = path.join(place, "figures.json");
  const named = JSON.parse(readFileSync(index, "utf8"));
  named.figures[0].csv = "../outside.csv";
  writeFileSync(index, JSON.stringify(named));
  const outside = path.join(place, "..", "outside.csv");
  writeFileSync(outside, "mine");
  const gallery = new Gallery(place);
  gallery.table("models", "Models", table);
  gallery.close();
  const tables = ["csv", "md", "tex"].map((ending) => `table-models.${ending}`);
  const left = ["figures.json", "index.html", "notes.tex", "roc.csv", ...tables];
  assert.deepEqual(readdirSync(place).sort(), left.sort());
  assert.ok(existsSync(outside));
  rmSync(outside);
  rmSync(place, { recursive: true });
});

test("the index names every file, with alt texts escaped for HTML", async () => {
  const { place } = await plain();
  const page = readFileSync(path.join(place, "index.html"), "utf8");
  const { figures, tables } = JSON.parse(readFileSync(path.join(place, "figures.json"), "utf8"));
  assert.match(figures[0].altText, /RF <b> & co/);
  assert.match(page, /alt="[^"]*RF &lt;b&gt; &amp; co/);
  assert.match(page, /<td>RF &lt;b&gt;<\/td>/);
  for (const name of readdirSync(place).filter(
    (one) => !/^(figures\.json|index\.html)$/.test(one),
  )) {
    assert.ok(page.includes(`"${name}"`), name);
    assert.ok(JSON.stringify({ figures, tables }).includes(`"${name}"`), name);
  }
});

test("the same figures give the same bytes, PDF and index included", async () => {
  const other = mkdtempSync(path.join(tmpdir(), "gallery-"));
  const { place } = await plain();
  await fill(other);
  for (const name of readdirSync(place)) {
    const [a, b] = [place, other].map((each) => readFileSync(path.join(each, name)));
    assert.ok(a.equals(b), name);
  }
  rmSync(other, { recursive: true });
});

test("a note stands in the caption of every figure and table", async () => {
  const { place, shown, noted } = await edited();
  assert.match(shown.layout.meta.caption, / 50 % were edited\.$/);
  assert.equal(noted.caption, "One row. 50 % were edited.");
  assert.match(readFileSync(path.join(place, "roc-5.5in.svg"), "utf8"), /50 % were edited/);
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
  assert.equal(gallery.close(), 18);
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
  assert.equal(gallery.close(), 11);
});

test("an interactive copy of an unknown kind is refused", () => {
  const interactive = "ploty" as "plotly";
  assert.throws(
    () => new Gallery(folder, { interactive }),
    /found "ploty" \(did you mean plotly\?\)/,
  );
});
