import assert from "node:assert/strict";
import { test } from "node:test";
import { laidOut } from "../../../lib/report/tables";

const { JSDOM } = require("jsdom");

/** A table laid out, from its texts. */
function open(titles: readonly string[], ...rows: readonly string[][]) {
  const cells = (texts: readonly string[]) => texts.map((text) => ({ text }));
  const right = titles.map(() => false);
  const table = { caption: "All <rows>", titles: cells(titles), rows: rows.map(cells), right };
  return new JSDOM(laidOut(table)).window.document;
}

const classesOf = (document: { querySelectorAll(selector: string): Iterable<unknown> }) =>
  Array.from(document.querySelectorAll("td"), (cell) => (cell as { className: string }).className);

/** As many columns of numbers. */
const numbers = (columns: number, text: string) => Array.from({ length: columns }, () => text);

test("numbers and intervals are marked to stand on one line, words are not", () => {
  const whole = [
    "0.6242",
    "-1.5e-7",
    "0.145 [0.070, 0.235]",
    "0.0140 ± 0.0053",
    "3 x 32 x 32",
    "10 %",
  ];
  const free = ["4 of 4", "95 % interval 0.1 to 0.2", "LightGBM", "", "–"];
  assert.deepEqual(classesOf(open(numbers(6, "n"), whole)), Array(6).fill("whole"));
  assert.deepEqual(classesOf(open(numbers(5, "n"), free)), Array(5).fill(""));
});

test("only what is too long for a column may break: hashes anywhere, names behind underscores", () => {
  const hash = "74b8d8bf47c2f1a1c4e464a4aa3ca86a";
  const [title, cell] = open(["top2_conf_margin"], [`${hash} <b>`]).querySelectorAll("th, td");
  assert.equal(title.innerHTML, "top2_<wbr>conf_<wbr>margin");
  assert.equal(cell.innerHTML, `<span class="long">${hash}</span> &lt;b&gt;`);
  const [name] = open(["team"], ["submission_LightGBM_corrected"]).querySelectorAll("td .long");
  assert.equal(name.innerHTML, "submission_<wbr>LightGBM_<wbr>corrected");
  const [number] = open(["found"], ["44 scores, such as 1.826640072e-05"]).querySelectorAll(
    "td .whole",
  );
  assert.equal(number.textContent, "1.826640072e-05", "a number does not break behind its minus");
});

test("a caption stands in an element of its own, which may be narrower than the table", () => {
  const [caption] = open(["n"], ["1"]).querySelectorAll("caption > span");
  assert.equal(caption.textContent, "All <rows>");
});

test("a long note that a column repeats becomes a mark and one footnote; what stands once stays", () => {
  const twice = "FPR 0.01 is not resolvable with 200 non-members";
  const once = "FPR 0.05 is resolvable with all of the non-members";
  const document = open(["model", "note"], ["RF", twice], ["MLP", once], ["LightGBM", twice]);
  const cells = Array.from(
    document.querySelectorAll("td:last-child"),
    (cell) => (cell as Node).textContent,
  );
  assert.deepEqual(cells, ["a", once, "a"]);
  const notes = Array.from(
    document.querySelectorAll(".notes li"),
    (note) => (note as Node).textContent,
  );
  assert.deepEqual(notes, [twice]);
  assert.equal(document.querySelector("td sup").title, twice);
});

interface Node {
  readonly textContent: string;
}

test("on paper a table that fits stays upright, a wider one turns", () => {
  const narrow = open(numbers(8, "title"), numbers(8, "0.1234"));
  const wide = open(numbers(6, "title"), numbers(6, "0.6856 [0.6321, 0.7345]"));
  assert.deepEqual(
    [narrow, wide].map((document) => document.querySelector(".laid").className),
    ["laid", "laid turned"],
  );
  assert.equal(wide.querySelectorAll(".off-paper, .gap, .paper").length, 0);
});

test("a table too wide for a turned page keeps its first and last columns on paper, and says so", () => {
  const document = open(numbers(40, "title"), numbers(40, "0.1234"));
  const kept = classesOf(document).map((name) => !name.includes("off-paper"));
  const printed = kept.filter((is, i) => is && i !== kept.indexOf(false)).length;
  assert.ok(kept[0] && kept[1] && kept.at(-1) && kept.includes(false));
  assert.equal(document.querySelectorAll("tbody .gap").length, 1);
  assert.equal(document.querySelectorAll("td").length, 41, "on screen all columns are there");
  assert.equal(
    document.querySelector(".paper").textContent,
    `${printed - 1} of 40 columns: paper holds no more.`,
  );
});
