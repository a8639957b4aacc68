import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "../../../lib/report/figures";
import { showFigure } from "../../../lib/report/show";
import { printed, published } from "./printed";

const figure: Figure = {
  data: [{ type: "scatter", x: [1, 2, 3], y: [2, 1, 3], name: "</script><b>" }],
  layout: { width: 300, height: 200, meta: { caption: "c", altText: 'three "points"' } },
};

test("a figure is a PNG with its size and alternative text", async () => {
  const [{ data, metadata }, ...more] = await published(() => showFigure(figure));
  assert.equal(more.length, 0);
  const png = Buffer.from(data["image/png"], "base64");
  assert.equal(png.toString("latin1", 1, 4), "PNG");
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [450, 300], "144 dpi");
  assert.deepEqual(metadata, {
    "image/png": { width: 300, height: 200, alt: 'three "points"' },
  });
  assert.equal(data["text/plain"], 'three "points"');
});

test("outside of a notebook the alternative text is printed", async () => {
  assert.equal(await printed(() => showFigure(figure, { alt: "other" })), "other");
});

test("the interactive copy carries Plotly in itself and closes no tag early", async () => {
  const [, { data }] = await published(() => showFigure(figure, { interactive: "plotly" }));
  const html = data["text/html"];
  assert.match(html, /^<iframe title="three &quot;points&quot;" width="300" height="200"/);
  assert.doesNotMatch(html, /<script[^>]*src=/);
  assert.ok(html.length > 1_000_000);
  assert.doesNotMatch(html.slice(-2000), /<\/script><b>/);
  assert.doesNotMatch(
    html.replace(/^<iframe [^>]*?srcdoc="/, "").replace(/"><\/iframe>$/, ""),
    /"/,
  );
});
