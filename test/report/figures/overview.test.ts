import assert from "node:assert/strict";
import { test } from "node:test";
import { overview, renderSvg } from "../../../lib/report/figures";
import { everyFigure } from "./cases";
import { overlap, svgTexts } from "./svgTexts";

const names = [
  "rocLogLog",
  "memberHistogram",
  "refusal",
  "reliability",
  "blindBaseline",
  "refusal",
];

/** Figures of the library at half a page, without captions of their own. */
function panels() {
  const figures = everyFigure(264, 300, false);
  return names.map((title) => ({ title, figure: figures[title] }));
}

test("each panel keeps its axes, lines and texts: none lands in another", () => {
  const parts = panels();
  const { data, layout } = overview(parts, { caption: "All of them." });
  const of = (panel: number) => (side: string) => `${side}${panel === 0 ? "" : panel * 10 + 1}`;
  let trace = 0;
  parts.forEach(({ figure }, panel) => {
    for (const _ of figure.data) assert.equal(data[trace++].xaxis, of(panel)("x"));
  });
  const shapes = layout.shapes as { xref: string }[];
  const wanted = parts.flatMap(({ figure }, panel) =>
    ((figure.layout.shapes ?? []) as { xref?: string }[]).map(({ xref }) =>
      xref === "paper" ? "paper" : of(panel)("x"),
    ),
  );
  assert.ok(wanted.length >= 4);
  assert.deepEqual(
    shapes.map(({ xref }) => xref),
    wanted,
  );
});

test("nothing lies on something else, and nothing leaves the page", async () => {
  const figure = overview(panels(), { caption: "All of them." });
  const { width, height } = figure.layout;
  const texts = svgTexts(await renderSvg(figure));
  for (const [i, { text, box }] of texts.entries()) {
    assert.ok(box.x >= 0 && box.x + box.width <= width, text);
    assert.ok(box.y >= -1 && box.y + box.height <= height + 1, text);
    for (const other of texts.slice(0, i)) {
      assert.ok(!overlap(box, other.box), `"${text}" lies on "${other.text}"`);
    }
  }
  for (const { title } of panels()) {
    assert.ok(
      texts.some(({ text }) => text.includes(title)),
      title,
    );
  }
});

test("panels of a row end at the same height, on plots as well as on axes", () => {
  const parts = panels().slice(0, 2);
  const { layout } = overview(parts);
  const bottom = (axis: string) => (layout[axis] as { domain: number[] }).domain[0];
  assert.notEqual(parts[0].figure.layout.height, parts[1].figure.layout.height);
  assert.ok(Math.abs(bottom("yaxis") - bottom("yaxis11")) < 0.01);
});

test("a panel wider than half of the page is refused by name, no panel is said", () => {
  const figure = everyFigure(528).classAuc;
  assert.throws(
    () => overview([{ title: "Classes", figure }]),
    /panel Classes: found a width of 528/,
  );
  assert.match(overview([]).layout.meta.caption, /No overview/);
});
