import assert from "node:assert/strict";
import { test } from "node:test";
import { equalMassBins } from "../../../lib/report/figures/marks/equalMassBins";
import { measureText } from "../../../lib/report/figures/render";
import { openWindow } from "../../../lib/report/figures/render/browserWindow";
import { parseTransform, transformBox } from "../../../lib/report/figures/render/geometry";
import { wrapName, wrapText } from "../../../lib/report/figures/style";

const window = openWindow();

function svgElement(markup: string, selector: string) {
  const svg = window.document.createElement("div");
  svg.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  window.document.body.appendChild(svg);
  return svg.querySelector(selector);
}

test("text is as wide as the font's advances say", () => {
  // From the hmtx table of DejaVuSans.ttf, in units of 1/2048 em.
  assert.equal(measureText("n", { size: 2048 }), 1298);
  assert.equal(measureText("A", { size: 2048 }), 1401);
  assert.ok(measureText("n", { size: 20, weight: "bold" }) > measureText("n", { size: 20 }));
});

test("a text's box honours anchor, size in per cent, and lines", () => {
  const box = svgElement(
    '<text x="100" y="50" style="text-anchor: middle; font-size: 20px">nn<tspan style="font-size: 50%">n</tspan></text>',
    "text",
  ).getBBox();
  const width = 2.5 * 20 * (1298 / 2048);
  assert.ok(Math.abs(box.width - width) < 1e-3);
  assert.ok(Math.abs(box.x - (100 - width / 2)) < 1e-3);
  const lines = svgElement(
    '<text x="0" y="0" style="font-size: 10px"><tspan class="line" x="0" y="0" dy="0em">n</tspan><tspan class="line" x="0" y="0" dy="1.3em">n</tspan></text>',
    "text",
  ).getBBox();
  assert.ok(Math.abs(lines.height - (13 + 10 * (0.928 + 0.236))) < 1e-9);
});

test("boxes follow translation, rotation about a point and scale, up to the canvas", () => {
  const turned = transformBox(parseTransform("rotate(90,10,10)"), {
    x: 10,
    y: 10,
    width: 4,
    height: 2,
  });
  assert.deepEqual(
    [turned.x, turned.y, turned.width, turned.height].map((value) => Math.round(value * 1e9) / 1e9),
    [8, 10, 2, 4],
  );
  const box = svgElement(
    '<g transform="translate(5,6) scale(2)"><rect id="r" x="1" y="1" width="3" height="4"/></g>',
    "#r",
  ).getBoundingClientRect();
  assert.deepEqual([box.left, box.top, box.right, box.bottom], [7, 8, 13, 16]);
});

test("hidden parts and definitions do not count in a group's box", () => {
  const box = svgElement(
    '<g id="g"><defs><rect width="99" height="99"/></defs><rect style="display: none" width="50" height="50"/><path d="M1,2H5V9"/></g>',
    "#g",
  ).getBBox();
  assert.deepEqual({ ...box }, { x: 1, y: 2, width: 4, height: 7 });
});

test("lines break at spaces, but not inside 'n = 5' and '95 %'", () => {
  assert.deepEqual(wrapText("one n = 5 two 95 % three", 1, 10), [
    "one",
    "n = 5",
    "two",
    "95 %",
    "three",
  ]);
  assert.deepEqual(wrapText("short", 500, 10), ["short"]);
});

test("names also break after underscores, brackets stay together", () => {
  assert.deepEqual(wrapName("a_b (TPR 0.1)", 1, 10), ["a_", "b", "(TPR 0.1)"]);
  assert.deepEqual(wrapName("a_b (TPR 0.1)", 500, 10), ["a_b (TPR 0.1)"]);
});

test("equal-mass bins never part equal predictions", () => {
  const predicted = [0.1, 0.2, 0.2, 0.2, 0.2, 0.9];
  const bins = equalMassBins([0, 0, 1, 1, 0, 1], predicted, 3);
  assert.deepEqual(bins, [
    { meanPredicted: 0.9 / 5, shareOfMembers: 2 / 5, rows: 5 },
    { meanPredicted: 0.9, shareOfMembers: 1, rows: 1 },
  ]);
  const even = equalMassBins(
    new Uint8Array(100),
    Float64Array.from({ length: 100 }, (_, i) => i),
    10,
  );
  assert.deepEqual(
    even.map(({ rows }) => rows),
    new Array(10).fill(10),
  );
});
