import assert from "node:assert/strict";
import { test } from "node:test";
import { Resvg } from "@resvg/resvg-js";
import { type Figure, renderSvg } from "../../../lib/report/figures";
import { fontFamily, fontFiles } from "../../../lib/report/figures/render";
import { everyFigure } from "./cases";
import { overlap, svgTexts } from "./svgTexts";

const figures = { 528: everyFigure(528), 254: everyFigure(254) };
const drawn = new Map<Figure, Promise<string>>();
/** A figure is drawn once for all that looks at it. */
function svgOf(figure: Figure): Promise<string> {
  const svg = drawn.get(figure) ?? renderSvg(figure);
  drawn.set(figure, svg);
  return svg;
}
const margin = 40;
const sevenPoints = (7 * 4) / 3 - 1e-9;

/** Pixels that are not white in a margin drawn around the canvas: what a clip would cut off. */
function inkOutside(svg: string, width: number, height: number): number {
  const wider = svg.replace(
    /^<svg([^>]*?) width="[^"]*" height="[^"]*"([^>]*?) viewBox="[^"]*"/,
    `<svg$1 width="${width + 2 * margin}" height="${height + 2 * margin}"$2 viewBox="${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}"`,
  );
  assert.notEqual(wider, svg);
  const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: fontFamily };
  const image = new Resvg(wider, { background: "white", font }).render();
  const columns = width + 2 * margin;
  assert.equal(image.width, columns);
  const pixels = image.pixels; // resvg copies the whole picture each time it is asked
  let inked = 0;
  for (let y = 0; y < height + 2 * margin; y++) {
    for (let x = 0; x < columns; x++) {
      const inside = x >= margin && y >= margin && x < margin + width && y < margin + height;
      const at = 4 * (y * columns + x);
      if (!inside && Math.min(pixels[at], pixels[at + 1], pixels[at + 2]) < 250) inked++;
    }
  }
  return inked;
}

for (const [size, all] of Object.entries(figures)) {
  const width = Number(size);
  for (const [name, figure] of Object.entries(all)) {
    test(`${name} at ${width} px: nothing clipped, no text on text, nothing under 7 points`, async () => {
      const { height } = figure.layout;
      const svg = await svgOf(figure);
      const texts = svgTexts(svg);
      assert.ok(texts.length > 0);
      assert.equal(inkOutside(svg, width, height), 0);
      for (const { text, size, box } of texts) {
        assert.ok(size >= sevenPoints, `"${text}" is ${size} px`);
        const inside =
          box.x >= 0 &&
          box.y >= -1 &&
          box.x + box.width <= width &&
          box.y + box.height <= height + 1;
        assert.ok(inside, `"${text}" leaves the canvas: ${JSON.stringify(box)}`);
      }
      for (let i = 0; i < texts.length; i++) {
        for (let j = 0; j < i; j++) {
          const [a, b] = [texts[i], texts[j]];
          assert.ok(!overlap(a.box, b.box), `"${a.text}" lies on "${b.text}"`);
        }
      }
    });
  }
}

/** The lines of the axes around a rendered figure's plot: left, right, lower and upper end, px. */
function axesBox(svg: string) {
  const line =
    /class="xlines-above crisp"[^>]* d="M([\d.]+),([\d.]+)H([\d.]+)M[\d.]+,([\d.]+)H/.exec(svg);
  assert.ok(line);
  const [left, lower, right, upper] = line.slice(1).map(Number);
  return { left, right, lower, upper };
}

test("bare figures of half a line have the same axes box, counted from their lower left corner", async () => {
  const bare = everyFigure(254, 300, false);
  const boxes = await Promise.all(
    ["rocLogLog", "rocLinear", "memberHistogram", "reliability", "calibrationSteps"]
      .concat(["precisionInTop", "tprAgainstSeconds", "tprAgainstSecondsNumbered"])
      .map(async (name) => {
        const { left, right, lower, upper } = axesBox(await renderSvg(bare[name]));
        const foot = bare[name].layout.height;
        return {
          name,
          left,
          right,
          lower: Math.round(foot - lower),
          upper: Math.round(foot - upper),
        };
      }),
  );
  const [{ name: _, ...first }] = boxes;
  assert.ok(first.right - first.left > 160 && first.upper - first.lower > 140);
  for (const { name, ...box } of boxes) assert.deepEqual(box, first, name);
});

test("a bare figure of a few named rows has the height and the foot of the others", async () => {
  const { rocLinear, blindBaseline } = everyFigure(254, 300, false);
  const [one, other] = [rocLinear, blindBaseline].map(({ layout }) => {
    const { t, b } = layout.margin as { t: number; b: number };
    return [layout.height - t - b, b];
  });
  assert.deepEqual(one, other);
});

test("the legend ends above the plot", async () => {
  for (const [name, figure] of Object.entries(figures[254])) {
    if (!figure.layout.showlegend) continue;
    const svg = await svgOf(figure);
    const legend =
      /<g class="legend"[^>]*translate\([^,]*,([\d.]+)\)"><rect[^>]*height="([\d.]+)"/.exec(svg);
    assert.ok(legend, name);
    const bottom = Number(legend[1]) + Number(legend[2]);
    assert.ok(bottom <= (figure.layout.margin as { t: number }).t, name);
  }
});
