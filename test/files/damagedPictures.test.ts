import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { InputError, readDataset } from "../../lib/files";
import { written } from "./build";
import { pictureFixture, pillow } from "./pillow";

/** Some of what a refusal has to say. */
const said: Record<string, RegExp> = {
  "cut-before-end.png": /that ends at byte \d+, expected a chunk IEND/,
  "header-sum.png": /CRC-32 [0-9a-f]{8} of chunk IHDR, expected [0-9a-f]{8}/,
  "stream-sum.png": /deflated pixels that fail with Z_DATA_ERROR/,
  "stream-cut.png": /deflated pixels that fail with Z_BUF_ERROR/,
  "stream-left-over.png": /4 bytes in IDAT behind the pixels, expected none/,
  "pixels-too-few.png": /1112 bytes of pixels, expected 1152/,
  "pixels-too-many.png": /more pixels, expected 1152 bytes/,
  "pixels-apart.png": /IDAT again behind tEXt/,
  "filter-unknown.png": /filter 9 in row 0, expected 0 to 4/,
  "grey-16bit.png": /16-bit grey, expected 8 bits/,
  "palette-too-short.png": /with colour \d+, expected one of the 3 in its palette/,
  "too-large.png": /40000 x 40000 pixels/,
  "too-large.jpg": /61440 x 61440 pixels/,
  "chunk-unknown.png": /the unknown chunk ABCD/,
  "opacity-cut.png": /1 bytes in chunk tRNS, expected 6/,
  "cut-in-half.jpg": /pixels end early, at byte \d+/,
  "cut-before-end.jpg": /expected a marker behind the pixels|expected an end of picture/,
  "12-bit.jpg": /of 12 bits, expected 8/,
  "two-components.jpg": /of 2 components, expected 1, 3 or 4/,
  "arithmetic.jpg": /marker c9, expected a picture in Huffman codes/,
  "no-codes.jpg": /a scan by a table that it has not/,
  "no-steps.jpg": /tables \(DQT\)/,
  "samples-fraction.jpg": /2 x 2 samples beside 3 x 3/,
  "pixels-doubled.jpg": /data left over before byte \d+/,
  "restart-missing.jpg": /data left over|end early|no code|where pixels start again/,
  "restart-out-of-turn.jpg": /marker d4 where pixels start again, expected d1/,
  "component-missing.jpg": /without all of component 3/,
  "progressive-missing.jpg": /without all of component/,
  "progressive-repeated.jpg": /a scan out of turn/,
};

test("every damaged picture has an answer of Pillow's", () => {
  const names = readdirSync(pictureFixture("damaged")).sort();
  assert.deepEqual(names, Object.keys(pillow.damaged).sort());
  assert.ok(Object.keys(said).every((name) => names.includes(name)));
});

for (const [name, answer] of Object.entries(pillow.damaged)) {
  const other = answer === null ? "which Pillow takes" : "as by Pillow";
  test(`${name} is refused, ${other}, in a line that names it`, (t) => {
    const folder = path.join(path.dirname(written(t, new Uint8Array(0))), "pictures");
    mkdirSync(folder);
    copyFileSync(pictureFixture("damaged", name), path.join(folder, name));
    writeFileSync(path.join(folder, "labels.csv"), `file,label\n${name},0\n`);
    assert.throws(
      () => readDataset(folder),
      (error: Error) => {
        assert.ok(error instanceof InputError, error.stack);
        assert.ok(error.message.startsWith(`${folder}: found ${name}`), error.message);
        assert.match(error.message, said[name] ?? /^[^\n]+, expected [^\n]+$/);
        return true;
      },
    );
  });
}
