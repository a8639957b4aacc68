import assert from "node:assert/strict";
import { test } from "node:test";
import { renderSvg, scoreHistogram, teamCorrelation } from "../../../lib/report/figures";

const names = ["ada", "bo", "cy"];
const correlation = [
  [1, 0.997, -0.2],
  [0.997, 1, null],
  [-0.2, null, 1],
];
const data = { names, correlation, nearDuplicates: [["ada", "bo"]] as const, rows: 20000 };

test("team correlation: one cell a pair, near-duplicates ringed on both sides, values where they fit", () => {
  const { data: traces, layout } = teamCorrelation(data);
  const [values, rings] = traces;
  assert.deepEqual(values.text, ["1", "1", "−.20", "1", "1", "·", "−.20", "·", "1"]);
  assert.deepEqual(
    [rings.x, rings.y],
    [
      [0, 1],
      [1, 0],
    ],
  );
  assert.match(layout.meta.caption, /3 submissions, on 20,000 rows.*1 near-duplicate pairs/);
  assert.match(layout.meta.altText, /ada and bo/);
});

test("two hundred submissions are one picture of a moderate size, numbered", async () => {
  const n = 200;
  const many = {
    names: Array.from({ length: n }, (_, i) => `team ${i}`),
    correlation: Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => Math.cos((i - j) / 20)),
    ),
    nearDuplicates: [],
    rows: 100,
  };
  const figure = teamCorrelation(many);
  assert.ok((figure.layout.yaxis as { ticktext: string[] }).ticktext.length <= 20);
  assert.ok((await renderSvg(figure)).length < 1e6);
});

test("team correlation: one submission is told in words, correlations that do not fit are refused", () => {
  const one = { names: ["ada"], correlation: [[1]], nearDuplicates: [], rows: 5 };
  assert.match(teamCorrelation(one).layout.meta.caption, /fewer than two/);
  assert.throws(() => teamCorrelation({ ...data, names: ["ada"] }), /expected 1 x 1/);
});

test("score histogram: shares of all rows that sum to 1; equal scores are told in words", () => {
  const { data: traces, layout } = scoreHistogram([0, 0.1, 0.1, 0.2, 1], { split: "rows of a" });
  const shares = (traces[0].y as number[]).slice(1, -1);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
  assert.match(layout.meta.caption, /n = 5 rows of a/);
  assert.match(scoreHistogram([2, 2]).layout.meta.caption, /all 2 equal 2/);
  assert.throws(() => scoreHistogram([0, Number.NaN]), /row 1/);
});
