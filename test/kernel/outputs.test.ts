import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, type Output } from "../../lib/kernel";
import { OutputCollector } from "../../lib/kernel/outputs";
import { notebookOf } from "./notebookOf";

function collect() {
  const [cell] = notebookOf("x").cells;
  const displays = new Map<string, Output[]>();
  const collector = new OutputCollector(displays, cell);
  const add = (msg_type: string, content: object) =>
    collector.add({ header: { msg_id: "1", msg_type }, parent: {}, content });
  return { cell, add, displays };
}

test("neighbouring texts of one stream become one output of lines", () => {
  const { cell, add } = collect();
  for (const text of ["a", "b\n", "c\nd", "\n"]) add("stream", { name: "stdout", text });
  add("stream", { name: "stderr", text: "e" });
  add("stream", { name: "stdout", text: "f" });
  assert.deepEqual(cell.outputs, [
    { output_type: "stream", name: "stdout", text: ["ab\n", "c\n", "d\n"] },
    { output_type: "stream", name: "stderr", text: ["e"] },
    { output_type: "stream", name: "stdout", text: ["f"] },
  ]);
});

test("as many line breaks as a text may hold are kept", () => {
  const { cell, add } = collect();
  add("stream", { name: "stdout", text: "a" });
  add("stream", { name: "stdout", text: "\n".repeat(400_000) });
  const [output] = cell.outputs as Extract<Output, { output_type: "stream" }>[];
  assert.equal(output.text.length, 400_000);
  assert.equal(output.text[0], "a\n");
});

test("what is no text where text belongs is refused, and nothing of it kept", () => {
  const { cell, add } = collect();
  const show = (data: object) => add("display_data", { data, metadata: {} });
  assert.throws(() => show({ "text/plain": 5 }), /^Error: text\/plain: found 5, expected text$/);
  assert.throws(() => show({ "image/png": null }), /image\/png: found null, expected text/);
  assert.throws(
    () => show({ "application/json": "{" }),
    /application\/json: found "\{", expected JSON/,
  );
  assert.throws(
    () => add("stream", { name: "stdout", text: 5 }),
    /stdout: found number, expected text/,
  );
  assert.deepEqual(cell.outputs, []);
});

test("text beyond a million characters is cut, and that is said", () => {
  const { cell, add } = collect();
  for (let i = 0; i < 30; i++) add("stream", { name: "stdout", text: "x".repeat(100_000) });
  const [output] = cell.outputs as Extract<Output, { output_type: "stream" }>[];
  const text = joined(output.text);
  assert.equal(cell.outputs?.length, 1);
  assert.ok(text.length < 1_000_100);
  assert.match(text, /more than 1000000 characters: cut here\n$/);
});

test("a display that is updated stands once, as it was last, also from a later cell", () => {
  const first = collect();
  first.add("display_data", {
    data: { "text/plain": "1" },
    metadata: {},
    transient: { display_id: "d" },
  });
  const [later] = notebookOf("y").cells;
  new OutputCollector(first.displays, later).add({
    header: { msg_id: "2", msg_type: "update_display_data" },
    parent: {},
    content: { data: { "text/plain": "2\n3" }, metadata: {}, transient: { display_id: "d" } },
  });
  assert.deepEqual(first.cell.outputs, [
    { output_type: "display_data", data: { "text/plain": ["2\n", "3"] }, metadata: {} },
  ]);
  assert.deepEqual(later.outputs, []);
});

test("a display that was shown twice, its cell run again, is updated in both places", () => {
  const first = collect();
  const [again] = notebookOf("x").cells;
  const second = new OutputCollector(first.displays, again);
  const shown = { metadata: {}, transient: { display_id: "d" } };
  const say = (text: string) => ({ data: { "text/plain": text }, ...shown });
  first.add("display_data", say("1"));
  const message = (msg_type: string, text: string) => {
    return { header: { msg_id: "2", msg_type }, parent: {}, content: say(text) };
  };
  second.add(message("display_data", "1"));
  second.add(message("update_display_data", "2"));
  const updated = { output_type: "display_data", data: { "text/plain": ["2"] }, metadata: {} };
  assert.deepEqual(first.cell.outputs, [updated]);
  assert.deepEqual(again.outputs, [updated]);
});

test("texts are lists of lines, pictures and JSON stay as they are", () => {
  const { cell, add } = collect();
  const data = {
    "image/png": "AAAA",
    "image/svg+xml": "<svg>\n</svg>",
    "text/html": "<b>\nx</b>",
    "application/json": '{"a":1}',
  };
  add("display_data", { data, metadata: { "image/png": { alt: "x" } } });
  const [output] = cell.outputs as Extract<Output, { output_type: "display_data" }>[];
  assert.deepEqual(output.data, {
    "image/png": "AAAA",
    "image/svg+xml": ["<svg>\n", "</svg>"],
    "text/html": ["<b>\n", "x</b>"],
    "application/json": { a: 1 },
  });
  assert.deepEqual(output.metadata, { "image/png": { alt: "x" } });
});
