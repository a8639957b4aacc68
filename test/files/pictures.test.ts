import assert from "node:assert/strict";
import { test } from "node:test";
import { readDataset } from "../../lib/files";
import { readCsv } from "../../lib/files/formats/csv/readCsv";
import { fixture } from "./expected";
import { pillow } from "./pillow";

const folder = fixture("folder-kinds");
const names = readCsv(`${folder}/labels.csv`).texts("file");
const { images } = readDataset(folder);
const size = pillow.width * pillow.height;

/** Bytes of image `i` as Pillow orders them: the colours of a pixel side by side. */
function colours(i: number): Buffer {
  const planes = new Uint8Array(3 * size);
  images.readBytes(i, 1, planes);
  return Buffer.from(planes.map((_, at) => planes[(at % 3) * size + Math.floor(at / 3)]));
}

test("every sound picture is in the folder", () => {
  assert.deepEqual([...names].sort(), Object.keys(pillow.sound).sort());
  assert.deepEqual([images.width, images.height], [pillow.width, pillow.height]);
});

for (const [i, name] of names.entries()) {
  test(`${name} has the bytes of Pillow's convert("RGB")`, () => {
    assert.deepEqual(colours(i), Buffer.from(pillow.sound[name], "base64"));
  });
}
