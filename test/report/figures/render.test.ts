import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import {
  figureCsv,
  rankCorrelation,
  renderPng,
  renderSvg,
  rocLogLog,
} from "../../../lib/report/figures";
import { leakyRows } from "./cases";

const figure = rocLogLog({ curves: [{ name: "a < b & c", ...leakyRows(100, 1) }] });

test("rendering leaves the figure as it was", async () => {
  const before = JSON.stringify(figure);
  await renderSvg(figure);
  assert.equal(JSON.stringify(figure), before);
});

test("a PNG has width x dpi / 96 pixels and records its density in pHYs", async () => {
  const png = await renderPng(figure, { width: 254, height: 190, dpi: 300 });
  assert.equal(png.toString("latin1", 12, 16), "IHDR");
  assert.equal(png.readUInt32BE(16), Math.round((254 * 300) / 96));
  assert.equal(png.readUInt32BE(20), Math.round((190 * 300) / 96));
  assert.equal(png.toString("latin1", 37, 41), "pHYs");
  assert.equal(png.readUInt32BE(41), 11811);
  assert.equal(png.readUInt32BE(45), 11811);
  assert.equal(png[49], 1);
  assert.equal(png.readUInt32BE(50), crc32(png.subarray(37, 50)));
});

test("names from data stay text: no link, no markup of Plotly's", async () => {
  const name = '<a href="https://a.b">RF</a>';
  const correlation = [
    [1, 0],
    [0, 1],
  ];
  for (const each of [
    rocLogLog({ curves: [{ name, ...leakyRows(100, 1) }] }),
    rankCorrelation({ names: [name, "b"], correlation, rows: 3 }),
  ]) {
    const svg = await renderSvg(each);
    assert.doesNotMatch(svg, /<a[ >]/);
    assert.match(svg, /a\.b"&#62;RF/);
  }
});

test("the SVG carries the alternative text as its title, escaped, and no invisible spaces", async () => {
  const svg = await renderSvg(figure);
  assert.match(svg, /^<svg[^>]*><title>ROC curves .*a &lt; b &amp; c/);
  assert.ok(!svg.includes("\u200b"));
});

test("a figure that Plotly refuses fails, and the next one is drawn all the same", async () => {
  await assert.rejects(renderSvg(figure, { width: Number.NaN }));
  assert.match(await renderSvg(figure), /^<svg/);
});

test("a figure's CSV has a line for each point, with its interval, quoted where needed", () => {
  const csv = figureCsv({
    data: [
      {
        type: "scatter",
        name: 'say "a", b',
        x: [1, 2],
        y: [3, null],
        hovertext: ["one", "two"],
        error_x: { array: [0.5, 0], arrayminus: [0.25, 0] },
      },
      { type: "scatter", name: "b", x: [1], y: [3], error_y: { array: [1], arrayminus: [2] } },
    ],
    layout: { ...figure.layout },
  });
  assert.equal(
    csv,
    'trace,panel,label,x,y,low,high,value\n"say ""a"", b",x,one,1,3,0.75,1.5,\n"say ""a"", b",x,two,2,,2,2,\nb,x,,1,3,1,4,\n',
  );
});
