import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "../../../lib/report/figures";
import { showFigure } from "../../../lib/report/show";
import { endDrawing, startDrawing } from "../../../lib/report/show/drawing";
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

test("what draws live figures is there once for all of them, and adds under 3 MB", async () => {
  const displays = await published(async () => {
    for (let i = 0; i < 11; i++) await showFigure(figure, { interactive: "plotly" });
  });
  const types = displays.map(({ data }) => Object.keys(data)[0]);
  const each = ["image/png", "text/html"];
  assert.deepEqual(types, ["text/html", ...Array.from({ length: 11 }, () => each).flat()]);
  const added = displays.map(({ data }) => data["text/html"] ?? "").join("");
  assert.equal(added.split('class="mia-live-bundle"').length, 2);
  assert.ok(added.length > 600_000 && added.length < 1_000_000, `${added.length}`);
});

test("a live figure comes behind its picture, which stays as it is without", async () => {
  const [alone] = await published(() => showFigure(figure));
  const [picture, live] = await published(() => showFigure(figure, { interactive: "plotly" }));
  assert.deepEqual(picture, alone);
  assert.equal(live.data["text/plain"], 'The picture above, live: three "points"');
});

test("a thread draws the same bytes, and tells what Plotly refuses", async () => {
  const here = await published(() => showFigure(figure));
  startDrawing();
  await assert.rejects(showFigure({ ...figure, data: [{ type: "scatter", x: 7n }] }), /BigInt/);
  assert.deepEqual(await published(() => showFigure(figure)), here);
  const unsent = { ...figure, layout: { ...figure.layout, ofNobody: () => 1 } };
  assert.deepEqual(
    await published(() => showFigure(unsent)),
    here,
    "drawn here: no thread takes it",
  );
  await endDrawing();
});
