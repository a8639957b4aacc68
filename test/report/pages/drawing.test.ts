import assert from "node:assert/strict";
import { test } from "node:test";
import { drawing, onOnePage } from "../../../lib/report";
import { memberHistogram, rocLinear } from "../../../lib/report/figures";
import { leakyRows } from "../figures/cases";

const rows = leakyRows(200, 3);
const curves = [{ name: "RF", ...rows }];
const roc = drawing(rocLinear, { curves }, { split: "report rows", note: "Ties." });

test("a drawing keeps its own options in every place, and the place's note behind its own", () => {
  const { layout } = roc({ width: 254, note: "Edited." });
  assert.equal(layout.width, 254);
  assert.match(layout.meta.caption, /report rows.* Ties\. Edited\.$/);
});

test("a reason instead of data is drawn in words", () => {
  const { layout } = drawing(rocLinear, "No curve: no scores.", { split: "report rows" })({});
  assert.equal(layout.meta.caption, "No curve: no scores.");
});

test("a page draws each part at half of its width, as high as it asks, under one caption", () => {
  const data = { membership: rows.membership, values: rows.scores };
  const histogram = drawing(memberHistogram, data, { valueName: "Score" });
  const parts = [
    { title: "ROC", draw: roc, height: 280 },
    { title: "Scores", draw: histogram },
  ];
  const { layout } = onOnePage(parts, { caption: "All rows." })({ width: 400 });
  assert.equal(layout.width, 400);
  assert.equal(layout.meta.caption, "All rows.");
  assert.ok(layout.height > 280 && layout.height < 400, String(layout.height));
});

test("what parts say of themselves stands in the page's caption behind their letters", () => {
  const parts = [
    { title: "One", draw: roc },
    { title: "Two", draw: roc, says: "bars: 95 %" },
    { title: "Three", draw: roc, says: "in brackets rows" },
  ];
  const { layout } = onOnePage(parts, { caption: "All rows." })({ width: 600 });
  assert.equal(layout.meta.caption, "All rows. b: bars: 95 %; c: in brackets rows.");
});
