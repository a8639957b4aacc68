import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Op } from "../../../lib/files/formats/pickle/opcodes";
import { readGivenDataset } from "../../../lib/files/given";
import { scratchFolder } from "../../review/makeSubmission";
import { type Code, dict, pickle, tensor, torchFile, tupleOf, zip } from "../build";
import { listOf, made, refusedCheaply, times, withinLimits } from "../cheaply";

const { folder } = scratchFolder();
const rows = text("rows.csv", "id,label,membership\n1,0,1\n2,1,0\n");
let count = 0;

function written(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function text(name: string, content: string): string {
  return written(name, Buffer.from(content));
}

/** A .npy file of version 2 whose header says what it likes, over some elements. */
function npyBytes(descr: string, shape: string, elements: Uint8Array, fortran = "False"): Buffer {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;
  const start = Buffer.from("\x93NUMPY\x02\x00\0\0\0\0", "latin1");
  start.writeUInt32LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header), elements]);
}

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const npy = (descr: string, shape: string, elements = floats(1, 2, 3, 4)) =>
  written(`${count++}.npy`, npyBytes(descr, shape, elements));
const npz = (arrays: Record<string, Uint8Array>, deflate = false) => {
  const entries = Object.entries(arrays).map(([name, data]) => ({
    name: `${name}.npy`,
    data,
    deflate,
  }));
  return written(`${count++}.npz`, zip(entries));
};
const torch = (value: Code, values: readonly number[]) =>
  written(`${count++}.pt`, torchFile(pickle(value), values));
const csv = (content: string) => text(`${count++}.csv`, content);

/** Reads, and checks of a refusal that it names the file on one line. */
function namingIt(file: string, rowsPath: string | null): void {
  try {
    readGivenDataset(file, rowsPath).close();
  } catch (error) {
    const { message } = error as Error;
    assert.ok(message.startsWith(`${file}: found `) && !/[\n\r]/.test(message), message);
    throw error;
  }
}

const sound = npyBytes("<f4", "2, 2", floats(1, 2, 3, 4));
const long = (...values: number[]) =>
  npyBytes("<i8", `${values.length},`, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
const two = { logits: tensor([2, 2], [2, 1], 4) };
const ran = path.join(folder, "ran");

for (const [what, make, message] of [
  [
    "10^12 rows promised",
    () => npy("<f4", "1000000000000, 2"),
    /found 16 bytes of elements, expected 8000000000000/,
  ],
  [
    "10^12 empty rows",
    () => npy("<f4", "1000000000000, 0", floats()),
    /outputs of shape \[1000000000000,0\]/,
  ],
  [
    "a shape whose product overflows",
    () => npy("<f4", "4294967296, 4294967296, 4294967296"),
    /found 16 bytes of elements/,
  ],
  ["an extent beyond 2^53", () => npy("<f4", "99999999999999999999, 2"), /found \.npy shape/],
  ["a negative shape", () => npy("<f4", "-2, 2"), /found the \.npy header/],
  ["a shape that is NaN", () => npy("<f4", "nan, 2"), /found the \.npy header/],
  ["a shape of blanks in a number", () => npy("<f4", "1 2, 2"), /found \.npy shape/],
  ["17 dimensions", () => npy("<f4", "1, ".repeat(17)), /found \.npy shape/],
  ["no dimension", () => npy("<f4", "", floats(1)), /outputs of shape \[\]/],
  [
    "a header of 4 GB",
    () => {
      const bytes = Buffer.from(sound);
      bytes.writeUInt32LE(0xfffffff0, 8);
      return written("header.npy", bytes);
    },
    /a \.npy header of 4294967280 bytes, expected a whole one/,
  ],
  [
    "a header of 1 MB",
    () => npy(`${" ".repeat(1e6)}<f4`, "2, 2"),
    /a \.npy header of 1000\d+ bytes/,
  ],
  ["Python objects", () => npy("|O", "2, 2"), /found numpy type \|O, expected plain numbers/],
  [
    "Python objects in .npz",
    () => npz({ logits: npyBytes("|O", "2, 2", floats(1)) }),
    /numpy type \|O in logits\.npy/,
  ],
  ["complex numbers", () => npy("<c8", "1, 2"), /found numpy type <c8/],
  [
    "elements that are cut short",
    () => npy("<f4", "2, 2", floats(1, 2, 3)),
    /found 12 bytes of elements, expected 16/,
  ],
  ["a header cut short", () => written("cut.npy", sound.subarray(0, 8)), /found no numpy header/],
  ["an empty file", () => written("empty.npy", Buffer.alloc(0)), /found an empty file/],
  ["an empty table", () => csv(""), /found nothing in line 1/],
  ["a header alone", () => csv("label,logit_0,logit_1\n"), /outputs of shape \[0,2\]/],
  [
    "a quote that is never closed",
    () => csv('label,logit_0,logit_1\n0,"1,2\n'),
    /a quote that is never closed in line 2/,
  ],
  ["a column twice", () => csv("label,logit_0,logit_0\n0,1,2\n"), /found column logit_0 twice/],
  [
    "two columns of one class",
    () => csv("label,logit_0,logit_1,Logit-00\n0,1,2,3\n"),
    /found columns logit_0 and Logit-00 for one class/,
  ],
  ["ids twice", () => csv("id,label,logit_0,logit_1\n7,0,1,2\n7,0,1,2\n"), /found id 7 twice/],
  [
    "a label that is no class",
    () => csv("label,logit_0,logit_1\n0,1,2\n2,1,2\n"),
    /found label 2 in row 1, expected 0 to 1/,
  ],
  [
    "a number beyond float32",
    () => csv("label,logit_0,logit_1\n0,1,-1e39\n"),
    /found -1e\+39 among the outputs of row 0/,
  ],
  [
    "a loss beyond float32",
    () => csv("loss\n1\n1e300\n"),
    /found 1e\+300 among the outputs of row 1/,
  ],
  [
    "a .npy of one beyond float32",
    () => npy("<f8", "1, 2", new Uint8Array(Float64Array.of(1, 1e300).buffer)),
    /found 1e\+300/,
  ],
  [
    "labels of another length",
    () => npz({ logits: sound, labels: long(0, 1, 1) }),
    /found 3 labels, expected 2/,
  ],
  [
    "membership of another length",
    () => npz({ logits: sound, labels: long(0, 1), membership: long(1) }),
    /found 1 membership, expected 2/,
  ],
  [
    "ids of another length",
    () => npz({ logits: sound, labels: long(0, 1), ids: long(1, 2, 3) }),
    /found 3 ids, expected 2/,
  ],
  [
    "labels that are a table",
    () => npz({ logits: sound, labels: npyBytes("<f4", "2, 3", floats(1, 2, 3, 4, 5, 6)) }),
    /labels of shape \[2,3\]/,
  ],
  [
    "10^9 views",
    () => torch(tensor([1, 1e9, 2], [0, 0, 1], 2), [1, 2]),
    /found a tensor of 2000000000 elements/,
  ],
  [
    "more views than are told apart",
    () => torch(tensor([1, 4e5, 2], [0, 0, 1], 2), [1, 2]),
    /found 400000 views a row, expected 1000 at most/,
  ],
  [
    "rows beyond any dataset",
    () => npy("|u1", "3000000,", new Uint8Array(3e6)),
    /found 3000000 rows of outputs/,
  ],
  [
    "more bytes than memory is given for",
    () => {
      const shape = "1, 4294967297";
      const file = npy("|u1", shape, new Uint8Array(0));
      truncateSync(file, npyBytes("|u1", shape, new Uint8Array(0)).length + 2 ** 32 + 1);
      return file;
    },
    /found 4294967\d{3} bytes, expected 4294967296 at most/,
  ],
  [
    "100 MB of zeros in 100 KB",
    () => npz({ logits: npyBytes("|u1", "1000000, 100", new Uint8Array(1e8)) }, true),
    /found 100000000 outputs|inflates from/,
  ],
  [
    "a call of os.system",
    () => written("evil.pkl", pickle(made("os", "system", tupleOf(`touch ${ran}`)))),
    /os\.system/,
  ],
  [
    "a call of os.system beside outputs",
    () =>
      torch(
        dict({ ...two, labels: made("posix", "system", tupleOf(`touch ${ran}`)) }),
        [1, 2, 3, 4],
      ),
    /posix\.system/,
  ],
  [
    "more labels than rows",
    () => torch(dict({ ...two, labels: listOf(times(1e5, Op.NONE)) }), [1, 2, 3, 4]),
    /found 100000 labels, expected 2/,
  ],
  [
    "a table for each label",
    () => torch(dict({ ...two, labels: listOf(two.logits, two.logits) }), [1, 2, 3, 4]),
    /labels of shape \[2,2\] in a row/,
  ],
  ["words for outputs", () => torch(dict({ logits: "many" }), []), /found a string as logits/],
] as [string, () => string, RegExp][]) {
  test(`refused on one line, cheaply: ${what}`, () => {
    const file = make();
    for (const rowsPath of [null, rows]) {
      refusedCheaply(file, message, [(one) => namingIt(one, rowsPath)]);
    }
    assert.ok(!existsSync(ran));
  });
}

test("numbers of which a file holds next to nothing are refused before memory is taken", () => {
  const packed = Buffer.alloc(3e7);
  for (let i = 0; i < packed.length; i += 150) packed[i] = (i * 2654435761) >>> 24;
  const file = npz({ logits: npyBytes("|u1", "30000, 1000", packed) }, true);
  refusedCheaply(file, /found 30000000 outputs, expected \d+/, [(one) => namingIt(one, rows)]);
});

test("what is no file is refused and not waited for, as outputs and as rows", () => {
  for (const ending of ["npy", "csv"]) {
    const pipe = path.join(folder, `pipe.${ending}`);
    execFileSync("mkfifo", [pipe]);
    const zero = path.join(folder, `zero.${ending}`);
    symlinkSync("/dev/zero", zero);
    for (const file of [pipe, zero]) {
      refusedCheaply(file, /not a regular file/, [
        (one) => readGivenDataset(one, null),
        (one) => readGivenDataset(written("sound.npy", sound), one),
      ]);
    }
  }
  refusedCheaply(folder, /not a regular file/, [(one) => readGivenDataset(one, null)]);
});

test("what is wrong with the rows' own file is said of that file", () => {
  const outputs = written("sound.npy", sound);
  const named = csv("id,logit_0,logit_1\n1,1,2\n2,3,4\n");
  for (const [file, of, message] of [
    [outputs, csv("label\n0\n2\n"), /found label 2 in row 1/],
    [outputs, csv("label\n0\n-1\n"), /found the number -1 as label of row 1/],
    [outputs, csv("label,membership\n0,1\n1,2\n"), /found the number 2 as membership of row 1/],
    [outputs, csv("id,label\n1,0\n1,1\n"), /found id 1 twice/],
    [named, csv("id,label\n1,0\n1,1\n"), /found id 1 twice/],
  ] as const) {
    assert.throws(
      () => readGivenDataset(file, of),
      (error: Error) => message.test(error.message) && error.message.startsWith(`${of}: `),
    );
  }
});

test("labels that are a list of tensors, or one-hot, are read although the file is closed", () => {
  const scalar = (at: number) => tensor([], [], 4, at);
  const list = torch(dict({ ...two, labels: listOf(scalar(0), scalar(1)) }), [0, 1, 2, 3]);
  assert.deepEqual([...readGivenDataset(list, null).labels], [0, 1]);
  const oneHot = npz({ logits: sound, labels: npyBytes("<f4", "2, 2", floats(0, 1, 1, 0)) });
  assert.deepEqual([...readGivenDataset(oneHot, null).labels], [1, 0]);
});

test("big-endian numbers in Fortran order are those that numpy wrote", () => {
  const swapped = Buffer.from(floats(1, 3, 2, 4)).swap32();
  const file = written("order.npy", npyBytes(">f4", "2, 2", swapped, "True"));
  assert.deepEqual([...readGivenDataset(file, rows).outputs.views[0]], [1, 2, 3, 4]);
});

test("a table of 300,000 classes is read in time and memory", () => {
  const classes = 3e5;
  const names = Array.from({ length: classes }, (_, k) => `logit_${k}`);
  const line = `${Array.from({ length: classes }, (_, k) => k % 10).join()}\n`;
  const file = csv(`label,${names.join()}\n0,${line}1,${line}`);
  const start = process.cpuUsage();
  assert.equal(readGivenDataset(file, null).outputs.classes, classes);
  withinLimits(start, 4000);
});
