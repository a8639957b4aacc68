import assert from "node:assert/strict";
import { test } from "node:test";
import { renderPdf, renderPng, renderSvg } from "../../../lib/report/figures";
import { everyFigure } from "./cases";

test("the same figure gives the same SVG and PNG bytes, also when asked for all at once", async () => {
  const figures = Object.values(everyFigure(254));
  const together = await Promise.all(figures.map((each) => renderSvg(each)));
  for (const [i, each] of figures.entries()) assert.equal(await renderSvg(each), together[i]);
  const png = await renderPng(figures[0], { dpi: 96 });
  assert.deepEqual(await renderPng(figures[0], { dpi: 96 }), png);
});

test("a PDF has the figure's size in points, its font inside, no dates, and the same bytes twice", async () => {
  for (const each of Object.values(everyFigure(254, 100))) {
    const pdf = await renderPdf(each);
    const text = pdf.toString("latin1");
    const { width, height } = each.layout;
    assert.ok(text.includes(`/MediaBox [0 0 ${width * 0.75} ${height * 0.75}]`));
    assert.match(text, /\/FontFile2 /);
    assert.doesNotMatch(text, /CreationDate|ModDate/);
    assert.deepEqual(await renderPdf(each), pdf);
  }
});
