import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { rocLinear } from "../../../lib/report/figures";
import { openInBrowser } from "../../../lib/report/show/openInBrowser";
import { leakyRows } from "../figures/cases";

const { cache, resolve } = createRequire(__filename);

test("nodeplotlib gets words for the pointer, and no button that leads or sends elsewhere", async () => {
  const calls: [data: { hovertemplate?: string }[], layout: object, config: object][] = [];
  createRequire(__filename)("nodeplotlib");
  const loaded = cache[resolve("nodeplotlib")]!;
  loaded.exports = { plot: (...args: (typeof calls)[0]) => calls.push(args) };
  await openInBrowser(rocLinear({ curves: [{ name: "RF", ...leakyRows(50, 1) }] }));
  const [[data, , config]] = calls;
  assert.match(String(data[0].hovertemplate), /xaxis\.title\.text/);
  const { modeBarButtons, ...others } = config as { modeBarButtons: string[][] };
  assert.deepEqual(others, { displaylogo: false, showSendToCloud: false, plotlyServerURL: "" });
  assert.deepEqual(
    modeBarButtons.flat().filter((button) => /cloud|logo/i.test(button)),
    [],
  );
});
