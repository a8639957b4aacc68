import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { ImageSource } from "../../../lib/files";
import { inMemory, parseView, resolveViews, viewList, viewOf } from "../../../lib/inference";
import { normals } from "../../../lib/inference/views/normalsKernel";
import { Xoshiro128 } from "../../../lib/numeric/random";

interface GoldenSet {
  readonly shape: readonly [number, number, number, number];
  readonly bytes: readonly number[];
  readonly views: Readonly<Record<string, readonly number[]>>;
}

const { sets }: { sets: GoldenSet[] } = JSON.parse(
  readFileSync("test/fixtures/inference/views/golden.json", "utf8"),
);

function source({ shape: [count, channels, height, width], bytes }: GoldenSet): ImageSource {
  const size = channels * height * width;
  return {
    count,
    channels,
    height,
    width,
    readBytes: (start, rows, out) => out.set(bytes.slice(start * size, (start + rows) * size)),
  };
}

function readAll(images: ImageSource, rowsAtATime: number): number[] {
  const size = images.channels * images.height * images.width;
  const out = new Uint8Array(images.count * size);
  for (let start = 0; start < images.count; start += rowsAtATime) {
    const rows = Math.min(rowsAtATime, images.count - start);
    images.readBytes(start, rows, out.subarray(start * size));
  }
  return [...out];
}

const ofAll = resolveViews(["all"]).filter((view) => !view.includes("8"));

describe("a view gives the very bytes that torch and numpy give", () => {
  for (const golden of sets) {
    const images = source(golden);
    for (const [view, expected] of Object.entries(golden.views)) {
      test(`${view} of ${golden.shape.join(" x ")}`, () => {
        const seen = viewOf(images, view);
        assert.deepEqual(readAll(seen, images.count), expected);
        assert.deepEqual(readAll(seen, 1), expected, "read one by one");
        assert.equal(seen.height, view.includes("rotate90") ? images.width : images.height);
      });
    }
  }

  test("each view of the lists is among them, but shifts by 8, which no fixture's image is wide enough for", () => {
    assert.deepEqual(
      ofAll.filter((view) => !(view in sets[0].views)),
      [],
    );
  });
});

test("reading a view leaves the images as they were and writes no byte beyond its own", () => {
  const images = inMemory(source(sets[0]));
  const before = readAll(images, 3);
  for (const view of ofAll) {
    const out = new Uint8Array(3 * 3 * 36 + 5).fill(201);
    viewOf(images, view).readBytes(0, 3, out);
    assert.deepEqual([...out.subarray(3 * 3 * 36)], [201, 201, 201, 201, 201], view);
  }
  assert.deepEqual(readAll(images, 2), before);
});

test("the lists hold as many views as they say, each once, plain once in training", () => {
  const sizes = (["few", "training", "unlike", "wide", "all"] as const).map((name) => {
    assert.equal(new Set(viewList(name)).size, viewList(name).length, name);
    return viewList(name).length;
  });
  assert.deepEqual(sizes, [6, 18, 9, 8, 35]);
  assert.equal(viewList("training")[0], "plain");
});

test("lists follow the padding of training", () => {
  assert.ok(viewList("few", 3).includes("flip+shift(-3,0)"));
  assert.ok(viewList("wide", 3).includes("shift(6,-6)"));
  assert.ok(viewList("unlike", 3).includes("shift(-12,-12)"));
  assert.throws(
    () => viewList("few", 0),
    /padding: found 0, expected a whole number of pixels from 1/,
  );
});

test("every name that a list gives is spelled as parseView spells it", () => {
  for (const view of viewList("all", 3)) assert.equal(parseView(view).name, view);
});

test("a view has one spelling, and lists and views mix, each view once", () => {
  assert.equal(parseView(" flip + shift(+2, -0)").name, "flip+shift(2,0)");
  assert.equal(parseView("brightness(.70)").name, "brightness(0.7)");
  assert.equal(parseView("shift(+1,2)+blur").name, "shift(1,2)+blur");
  assert.deepEqual(resolveViews(["shift( 2, 0)", "few", "blur", "plain"]), [
    "shift(2,0)",
    ...viewList("few").filter((view) => view !== "shift(2,0)"),
    "blur",
  ]);
});

test("what is no view is refused with the nearest name and the list", () => {
  assert.throws(
    () => resolveViews(["flop"]),
    /^InputError: view: found "flop" \(did you mean flip\?\), expected plain, flip, shift\(dx,dy\), .*blur, several joined by "\+", or a list \(few, training, unlike, wide, all\)$/,
  );
  assert.throws(() => resolveViews(["trainin"]), /did you mean training\?/);
  assert.throws(() => parseView("constructor"), /found "constructor"/);
  assert.throws(() => parseView("flip+plain"), /found "flip\+plain"/);
  for (const view of ["shift", "shift(2)", "shift(2,)", "flip()", "flip(1)", "shift(a,b)"]) {
    assert.throws(() => parseView(view), /view: found ".*", expected it spelled as /, view);
  }
});

test("numbers that a step cannot take are refused", () => {
  assert.throws(() => parseView("shift(0.5,0)"), /found shift\(0.5,0\), expected whole pixels/);
  assert.throws(() => parseView("brightness(-1)"), /expected a factor from 0/);
  assert.throws(() => parseView("noise(Infinity)"), /expected a standard deviation from 0/);
});

test("a shift as large as the image is refused, one smaller leaves a column", () => {
  const images = source(sets[1]);
  assert.throws(
    () => viewOf(images, "flip+shift(7,0)"),
    /^RangeError: view: found shift\(7,0\), expected less than the image's 7 x 5 pixels$/,
  );
  assert.throws(() => viewOf(images, "shift(0,-5)"), /found shift\(0,-5\)/);
  assert.throws(() => viewOf(images, "rotate90+shift(5,0)"), /the image's 5 x 7 pixels/);
  const left = readAll(viewOf(images, "shift(6,0)"), 2);
  assert.deepEqual(
    left.filter((byte, i) => i % 7 !== 6 && byte !== 0),
    [],
  );
  assert.equal(left[6], sets[1].bytes[0]);
});

test("the normals that bytes get are those of Box and Muller up to their last bits, however many", () => {
  for (const [seed, count] of [
    [0, 5],
    [7, 6000],
    [4294967295, 3],
  ]) {
    const generator = new Xoshiro128(seed);
    const found = normals(seed, count, 12.75);
    for (let i = 0; i < count; i += 2) {
      const radius = 12.75 * Math.sqrt(-2 * Math.log((generator.uint32() + 1) / 2 ** 32));
      const angle = (2 * Math.PI * generator.uint32()) / 2 ** 32;
      for (const [k, expected] of [radius * Math.cos(angle), radius * Math.sin(angle)].entries()) {
        if (i + k < count)
          assert.ok(Math.abs(found[i + k] - expected) < 1e-12, `${seed}: ${i + k}`);
      }
    }
  }
});
