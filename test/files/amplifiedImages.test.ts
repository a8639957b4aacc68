import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { readCheckpoint, readDataset } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { type Code, dict, global, integer, pickle, tensor, tupleOf, written, zip } from "./build";
import {
  deflated,
  kept,
  listOf,
  ones,
  recalled,
  refusedCheaply,
  times,
  withinLimits,
  zeroLabels,
} from "./cheaply";
import { fixture } from "./expected";

const asDataset = [readDataset];
const asCheckpoint = [readCheckpoint];
const together = /tensors of \d+ bytes together, expected \d+ at most/;

function pillow(mode: string, side: number, pixels: Code, palette: Code): Code {
  const size = tupleOf(integer(side), integer(side));
  const state = tupleOf(Op.EMPTY_DICT, mode, size, palette, pixels);
  return [global("PIL.Image", "Image"), Op.EMPTY_TUPLE, Op.NEWOBJ, state, Op.BUILD];
}

const many = 100_000;

test("one Pillow image listed many times is refused before it is decoded as often", (t) => {
  const image = kept(1, pillow("P", 500, ones(250_000), ones(768)));
  const listed = dict({ imgs: listOf(times(many, recalled(1))), labels: zeroLabels(many) });
  refusedCheaply(deflated(t, [image, listed]), together, asDataset);
});

test("Pillow images that share their bytes are refused before they are decoded", (t) => {
  const image = pillow("P", 500, recalled(0), ones(768));
  const listed = dict({ imgs: listOf(times(400, image)), labels: zeroLabels(400) });
  refusedCheaply(deflated(t, [kept(0, ones(250_000)), listed]), together, asDataset);
});

test("one tensor listed many times is refused, as images and as weights", (t) => {
  const image = kept(1, tensor([1, 256, 256], [0, 0, 0], 1));
  const listed = dict({ imgs: listOf(times(many, recalled(1))), labels: zeroLabels(many) });
  refusedCheaply(deflated(t, [image, listed], new Uint8Array(4)), together, asDataset);
  const names = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`${i}`, recalled(1)]));
  refusedCheaply(deflated(t, [image, dict(names)], new Uint8Array(4)), together, asCheckpoint);
});

test("an image listed a few times is read as often: sampling with replacement is no attack", (t) => {
  const image = kept(1, tensor([1, 2, 2], [4, 2, 1], 4));
  const listed = dict({ imgs: listOf(times(50, recalled(1))), labels: zeroLabels(50) });
  const data = readDataset(deflated(t, [image, listed], new Uint8Array(16)));
  assert.equal(data.images.count, 50);
  data.close();
});

test("grey images expanded to three channels are read, however many there are", (t) => {
  const count = 25_000;
  const images = tensor([count, 3, 4, 4], [16, 0, 4, 1], 16 * count);
  const data = pickle(dict({ x: images, y: zeroLabels(count) }));
  const bytes = new Uint8Array(64 * count);
  const file = written(
    t,
    zip([
      { name: "a/data.pkl", data },
      { name: "a/data/0", data: bytes },
    ]),
  );
  const dataset = readDataset(file);
  assert.deepEqual([dataset.images.count, dataset.images.channels], [count, 3]);
  dataset.close();
});

test("labels from two deflated storages in turn inflate each once", (t) => {
  const one = (key: string) => [
    global("torch._utils", "_rebuild_tensor_v2"),
    tupleOf(storage(key), integer(9), Op.EMPTY_TUPLE, Op.EMPTY_TUPLE, Op.NEWFALSE, Op.NONE),
    Op.REDUCE,
  ];
  const count = 50_000;
  const labels = listOf(times(count / 2, [recalled(0), recalled(1)]));
  const value = dict({ x: tensor([count, 1, 1], [0, 0, 0], 100_000), y: labels });
  const zeros = new Uint8Array(400_000);
  const start = process.cpuUsage();
  readDataset(deflated(t, [kept(0, one("0")), kept(1, one("1")), value], zeros, zeros)).close();
  withinLimits(start);
});

function storage(key: string): Code {
  return [
    tupleOf("storage", global("torch", "FloatStorage"), key, "cpu", integer(100_000)),
    Op.BINPERSID,
  ];
}

test("images in Fortran order, scattered over all of their storage, read it once", (t) => {
  const count = 2048;
  const size = count * 3 * 32 * 32;
  const images = tensor([count, 3, 32, 32], [1, count, 3 * count, 96 * count], size);
  const bytes = new Uint8Array(4 * size);
  const data = pickle(dict({ x: images, y: zeroLabels(count) }));
  const file = written(
    t,
    zip([
      { name: "a/data.pkl", data },
      { name: "a/data/0", data: bytes },
    ]),
  );
  const start = process.cpuUsage();
  readDataset(file).close();
  withinLimits(start);
});

test("a .npy header of blanks is refused at once", (t) => {
  const blanks = `{'descr': '<f4', 'fortran_order': False, 'shape': (1,)${" ".repeat(65_000)}x`;
  const data = Buffer.concat([
    Buffer.from("\x93NUMPY\x01\x00", "latin1"),
    Buffer.from([blanks.length & 255, blanks.length >> 8]),
    Buffer.from(blanks),
  ]);
  const file = written(t, zip([{ name: "x.npy", data, deflate: true }]));
  refusedCheaply(file, /the \.npy header/, asDataset, 500);
});

test("a safetensors type that has no text is refused", (t) => {
  const header = Buffer.from('{"a":{"dtype":{"toString":1},"shape":[],"data_offsets":[0,0]}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  refusedCheaply(written(t, Buffer.concat([length, header, Buffer.alloc(8)])), /type a/);
});

function folderOf(t: TestContext, picture: Uint8Array | string): string {
  const folder = path.join(path.dirname(written(t, new Uint8Array(0))), "folder");
  cpSync(fixture("folder"), folder, { recursive: true });
  writeFileSync(path.join(folder, "pictures", "0.png"), picture);
  return folder;
}

test("a picture that is a drawing, or claims to be huge, is refused before it is drawn", (t) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>';
  refusedCheaply(folderOf(t, svg), /0\.png, no sound picture, expected PNG or JPEG/, asDataset);
  const huge = Buffer.alloc(64);
  huge.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  refusedCheaply(folderOf(t, huge), /of 60000 x 60000 pixels/, asDataset);
});
