import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import {
  InputError,
  type MembershipDataset,
  noticed,
  readDataset,
  requireChannels,
  requireClasses,
  requireMembership,
  requireSameSize,
} from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { byteRoundTrip } from "../../lib/files/images/byteRoundTrip";
import { dict, integer, pickle, tensor, torchFile, tupleOf, written } from "./build";
import { fixture } from "./expected";

const size = 1 * 2 * 2;

/** A dataset file of grey 2 x 2 images and the columns that are given. */
function file(t: TestContext, floats: number[], columns: Parameters<typeof dict>[0]): string {
  const count = floats.length / size;
  const images = tensor([count, 1, 2, 2], [4, 4, 2, 1], floats.length);
  return written(t, torchFile(pickle(dict({ imgs: images, ...columns })), floats));
}

const list = (...values: (number | null)[]) =>
  tupleOf(...values.map((value) => (value === null ? Op.NONE : integer(value))));
const two = [0, 0.1, 0.5, 1, 1, 0, 0.25, 0.75];

function open(t: TestContext, name: string): MembershipDataset {
  const dataset = readDataset(name);
  t.after(() => dataset.close());
  return dataset;
}

function bytes({ images }: MembershipDataset, start = 0, count = images.count): number[] {
  const out = new Uint8Array(count * images.channels * images.height * images.width);
  images.readBytes(start, count, out);
  return [...out];
}

const wrong: [string, number[], Parameters<typeof dict>[0], RegExp][] = [
  [
    "fewer labels than images",
    two,
    { labels: list(1) },
    /1 labels, expected 2, one for each image/,
  ],
  ["more ids than images", two, { labels: list(1, 2), ids: list(1, 2, 3) }, /3 ids, expected 2/],
  ["an id twice", two, { labels: list(1, 2), ids: list(7, 7) }, /id 7 twice \(again in row 1\)/],
  ["a negative label", two, { labels: list(1, -1) }, /the number -1 as label of row 1/],
  ["a label that is None", two, { labels: list(null, 1) }, /None as label of row 0/],
  ["membership 2", two, { labels: list(0, 0), membership: list(0, 2) }, /as membership of row 1/],
  ["membership in part", two, { labels: list(0, 0), membership: list(0, null) }, /None in 1 rows/],
  ["no labels", two, {}, /a dataset with imgs, expected labels/],
  ["no images", [], { labels: tupleOf() }, /no images/],
  ["NaN in an image", [0, 0, 0, 0, 0, Number.NaN, 0, 0], { labels: list(0, 0) }, /in image 1/],
  ["infinity in an image", [0, 0, Number.POSITIVE_INFINITY, 0], { labels: list(0) }, /in image 0/],
];

for (const [what, floats, columns, message] of wrong) {
  test(`a dataset with ${what} is refused`, (t) => {
    const name = file(t, floats, columns);
    assert.throws(
      () => readDataset(name),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

for (const [what, floats, expected, note] of [
  ["from 0 to 1", [0, 0.5, 0.999, 1], [0, 127, 254, 255], undefined],
  ["black and white", [0, 1, 1, 0], [0, 255, 255, 0], undefined],
  [
    "bytes as floats",
    [0, 3, 127, 255],
    [0, 3, 127, 255],
    /from 0 to 255, all whole: read as bytes/,
  ],
] as [string, number[], number[], RegExp | undefined][]) {
  test(`image values ${what} are ${note ? "noted and " : ""}read as bytes`, (t) => {
    const dataset = open(t, file(t, floats, { labels: list(0), ids: list(5) }));
    assert.deepEqual(bytes(dataset), expected);
    assert.equal(dataset.notes.length, note ? 1 : 0);
    if (note) assert.match(dataset.notes[0], note);
  });
}

for (const [what, floats, expected, scale, note] of [
  ["normalised", [-2, 0.5, 1, 2.5], [-2, 0.5, 1, 2.5], "normalised", /-2 to 2.5: taken as normal/],
  ["a little above 1", [0, 0.5, 1, 1.25], [0, 0.5, 1, 1.25], "intensities", /1.25: .* overshoot/],
  ["0 to 255, not whole", [0, 0.5, 51, 255], [0, 0.5 / 255, 0.2, 1], "intensities", /divided by/],
] as const) {
  test(`image values that are ${what} are noted and neither clipped nor rounded`, (t) => {
    const dataset = open(t, file(t, [...floats], { labels: list(0), ids: list(5) }));
    const read = new Float32Array(4);
    dataset.images.floats?.read(0, 1, read);
    assert.deepEqual(read, Float32Array.from(expected));
    assert.equal(dataset.images.floats?.scale, scale);
    assert.match(dataset.notes.join(), note);
  });
}

for (const floats of [
  [-100, 0, 50, 151.06],
  [0, 0.5, 2.5, 3.25],
  [0, 20.5, 255, 300],
  [-30, 1, 2, 3],
]) {
  test(`image values ${floats} fit nothing and are refused, with what can be declared`, (t) => {
    const name = file(t, floats, { labels: list(0), ids: list(5) });
    assert.throws(() => readDataset(name), /image values from .*"0-1" \| "0-255" \| "normalised"/);
    const declared = readDataset(name, { values: "normalised" });
    t.after(() => declared.close());
    const read = new Float32Array(4);
    declared.images.floats?.read(0, 1, read);
    assert.deepEqual(read, Float32Array.from(floats));
    assert.match(declared.notes.join(), /as declared/);
  });
}

test("values from 0 to 1 are read through bytes, and are there without that", (t) => {
  const { images } = open(t, file(t, [0, 0.25, 0.999, 1], { labels: list(0), ids: list(5) }));
  const read = new Float32Array(4);
  images.unrounded?.read(0, 1, read);
  assert.deepEqual(read, Float32Array.of(0, 0.25, 0.999, 1));
  assert.equal(images.floats, undefined);
});

test("rows without ids are numbered, and the notes say so", (t) => {
  const dataset = open(t, file(t, two, { labels: list(1, 2) }));
  assert.deepEqual(dataset.ids, [0, 1]);
  assert.match(dataset.notes[0], /no ids in the file/);
});

test("readBytes reads any run of images, again and in any order", (t) => {
  const dataset = open(t, fixture("course-public.pt"));
  const all = bytes(dataset);
  for (const [start, count] of [
    [5, 1],
    [0, 2],
    [3, 3],
    [0, 0],
  ]) {
    assert.deepEqual(bytes(dataset, start, count), all.slice(start * 48, (start + count) * 48));
  }
  assert.throws(() => bytes(dataset, 5, 2), RangeError);
  assert.throws(() => dataset.images.readBytes(0, 1, new Uint8Array(47)), RangeError);
});

test("a dataset that has been closed cannot be read from", () => {
  const dataset = readDataset(fixture("course-public.pt"));
  dataset.close();
  dataset.close();
  assert.throws(() => bytes(dataset, 5, 1));
});

test("requireMembership refuses a private file and one class of membership", (t) => {
  const publicFile = open(t, fixture("course-public.pt"));
  assert.deepEqual([...requireMembership(publicFile)], [1, 0, 0, 1, 1, 0]);
  const privateFile = open(t, fixture("course-private.pt"));
  assert.throws(() => requireMembership(privateFile), /course-private.pt: found no membership/);
  const oneClass = open(t, file(t, two, { labels: list(1, 2), membership: list(1, 1) }));
  assert.throws(() => requireMembership(oneClass), /found 2 members in 2 rows/);
});

test("requireClasses refuses labels that a model has no class for", (t) => {
  const dataset = open(t, fixture("course-public.pt"));
  requireClasses(dataset, 44);
  assert.throws(() => requireClasses(dataset, 43), /found label 43 in row 2, expected 0 to 42/);
});

test("requireChannels and requireSameSize refuse images that do not fit the model or each other", (t) => {
  const colour = open(t, fixture("course-public.pt"));
  requireChannels(colour, 3);
  assert.throws(() => requireChannels(colour, 1), /found images of 3 x 4 x 4, expected 1 channels/);
  const grey = open(t, file(t, two, { labels: list(1, 2) }));
  requireSameSize(colour, colour);
  assert.throws(
    () => requireSameSize(colour, grey),
    /file\.pt: found images of 1 x 2 x 2, expected/,
  );
});

test("noticed lists the notes of every file by its name", (t) => {
  const numbered = open(t, file(t, two, { labels: list(1, 2) }));
  const silent = open(t, fixture("course-public.pt"));
  const note = "no ids in the file: rows are numbered from 0";
  assert.deepEqual(noticed(silent, numbered), [{ file: "file.pt", note }]);
});

for (const [what, csv, message] of [
  ["a picture outside the folder", "file,label\n../x.png,1\n", /the picture \.\.\/x\.png/],
  ["a picture that is not there", "file,label\nnone.png,1\n", /none\.png: no such file/],
  ["no labels", "file,klass\npictures/0.png,1\n", /columns file, klass/],
  ["a picture that is none", "file,label\nlabels.csv,1\n", /labels\.csv/],
] as [string, string, RegExp][]) {
  test(`a folder of pictures with ${what} is refused`, (t) => {
    const folder = path.join(path.dirname(written(t, new Uint8Array(0))), "folder");
    cpSync(fixture("folder"), folder, { recursive: true });
    writeFileSync(path.join(folder, "labels.csv"), csv);
    assert.throws(
      () => readDataset(folder),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("float32 intensities become the bytes that they become one by one, past a block's end and outside 0 to 1", () => {
  const odd = [-0, -0.001, -1e30, 1.0001, 2, 1e30, 1e-40, 1 - 2 ** -24];
  const values = Float32Array.from({ length: 2 ** 13 + 21 }, (_, i) => odd[i] ?? (i % 1021) / 1020);
  const [together, alone] = [new Uint8Array(2 ** 13 + 30), new Uint8Array(2 ** 13 + 30)];
  byteRoundTrip(values, "float32", together, 5);
  byteRoundTrip(Array.from(values), "float32", alone, 5);
  assert.deepEqual(together, alone);
});
