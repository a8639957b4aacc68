import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import {
  figureOutput,
  isProgramOutput,
  liveScript,
  plotlyText,
  programOutput,
  readFigureOutput,
} from "../../../lib/report/live";
import { oneCarrier } from "../../../lib/report/live/carrier";

const { JSDOM } = createRequire(__filename)("jsdom");

const live = {
  data: [{ type: "scatter", name: "</script><script>x()</script>", x: Float64Array.of(0.5) }],
  layout: { width: 300, height: 200 },
};

test("a figure's data are no program: what is in them ends no block and starts none", () => {
  const html = figureOutput(live);
  const scripts = Array.from(
    JSDOM.fragment(html).querySelectorAll("script") as { type: string; textContent: string }[],
  );
  assert.deepEqual(
    scripts.map(({ type }) => type),
    ["application/json", ""],
  );
  assert.equal(scripts[1].textContent, "globalThis.miaLiveFigures?.offer();");
  const read = { ...live, data: [{ ...live.data[0], x: [0.5] }] };
  assert.deepEqual(JSON.parse(scripts[0].textContent), read);
  assert.deepEqual(readFigureOutput(html), read);
});

test("what is no figure's output is not taken for one", () => {
  const html = figureOutput(live);
  for (const other of [
    `<b></b>${html}`,
    html.replace("mia-live-figure", "mia-LIVE-figure"),
    `${html}<script>x()</script>`,
    html.replace('"data"', '"date"'),
    html.replace("{", ""),
    "",
  ]) {
    assert.equal(readFigureOutput(other), null);
  }
});

test("a notebook carries the package's own Plotly, letter for letter, and no address in the open", () => {
  const output = programOutput();
  assert.ok(isProgramOutput(output["text/html"]));
  const { textContent } = JSDOM.fragment(output["text/html"]).querySelector(".mia-live-bundle");
  assert.ok(inflateSync(Buffer.from(textContent, "base64")).equals(Buffer.from(plotlyText())));
  assert.doesNotMatch(output["text/html"], /\w+:\/\/|plotly\.com|plot\.ly|src=/);
  assert.match(output["text/plain"], /Trust Notebook/);
});

test("the program asks for no button that leads or sends elsewhere", () => {
  const program = liveScript();
  for (const setting of [
    "displayModeBar: false",
    "displaylogo: false",
    "showSendToCloud: false",
    'plotlyServerURL: ""',
  ]) {
    assert.ok(program.includes(setting), setting);
  }
  assert.doesNotMatch(program, /fetch\(|XMLHttpRequest|import\(|eval\(|innerHTML|\w+:\/\//);
});

test("one output carries what all need; once its cell runs again, the new one does", () => {
  let run = { cell: "a", count: 1 };
  const carries = oneCarrier(() => run);
  assert.deepEqual([carries(), carries()], [true, false]);
  run = { cell: "b", count: 2 };
  assert.equal(carries(), false);
  run = { cell: "a", count: 3 };
  assert.deepEqual([carries(), carries()], [true, false]);
  const outside = oneCarrier(() => null);
  assert.deepEqual([outside(), outside()], [true, false]);
});
