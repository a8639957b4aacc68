import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { InputError, readDataset } from "../../lib/files";
import { written } from "./build";
import { refusedCheaply } from "./cheaply";
import { fixture } from "./expected";
import { pictureFixture } from "./pillow";

const asDataset = [readDataset];
/** Of a folder with one picture. */
const alone = "file,label\npictures/0.png,0\n";

/** A copy of a sound folder in which something is then put in the place of a picture. */
function folderOf(t: TestContext): { folder: string; picture: string } {
  const folder = path.join(path.dirname(written(t, new Uint8Array(0))), "folder");
  cpSync(fixture("folder"), folder, { recursive: true });
  const picture = path.join(folder, "pictures", "0.png");
  rmSync(picture);
  return { folder, picture };
}

test("a picture that is a link is refused, wherever it leads", (t) => {
  const { folder, picture } = folderOf(t);
  symlinkSync(path.resolve(fixture("folder"), "pictures", "0.png"), picture);
  refusedCheaply(folder, /found pictures\/0\.png, a link to another place/, asDataset);
  rmSync(picture);
  symlinkSync("1.png", picture);
  refusedCheaply(folder, /found pictures\/0\.png, a link/, asDataset);
});

test("pictures in a folder that is a link are refused", (t) => {
  const { folder } = folderOf(t);
  rmSync(path.join(folder, "pictures"), { recursive: true });
  symlinkSync(path.resolve(fixture("folder"), "pictures"), path.join(folder, "pictures"));
  refusedCheaply(folder, /found pictures\/0\.png, a link to another place/, asDataset);
});

test("a folder that is itself named by a link is read", (t) => {
  const link = path.join(path.dirname(written(t, new Uint8Array(0))), "link");
  symlinkSync(path.resolve(fixture("folder")), link);
  assert.equal(readDataset(link).images.count, 6);
});

test("a named pipe, a device and a folder are no pictures, and are not waited for", (t) => {
  const { folder, picture } = folderOf(t);
  execFileSync("mkfifo", [picture]);
  refusedCheaply(folder, /found pictures\/0\.png, no plain file/, asDataset);
  const csv = path.join(folder, "labels.csv");
  writeFileSync(csv, "file,label\npictures,0\n");
  refusedCheaply(folder, /found pictures, no plain file/, asDataset);
  rmSync(csv);
  execFileSync("mkfifo", [csv]);
  refusedCheaply(folder, /found labels\.csv, no plain file/, asDataset);
  rmSync(csv);
  symlinkSync("/dev/zero", csv);
  refusedCheaply(folder, /found labels\.csv, no plain file/, asDataset);
});

test("a damaged picture is named however deep the folder lies", (t) => {
  const { folder, picture } = folderOf(t);
  cpSync(pictureFixture("damaged", "stream-sum.png"), picture);
  const deep = path.join(path.dirname(folder), "d".repeat(200));
  cpSync(folder, deep, { recursive: true });
  writeFileSync(path.join(deep, "labels.csv"), alone);
  assert.throws(
    () => readDataset(deep),
    (error: Error) =>
      error instanceof InputError && / pictures\/0\.png with deflated/.test(error.message),
  );
});

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

test("pixels that inflate a thousand times are cut off at the picture's own size", (t) => {
  const { folder, picture } = folderOf(t);
  writeFileSync(path.join(folder, "labels.csv"), alone);
  const header = Buffer.from("00000020000000200802000000", "hex");
  const bomb = deflateSync(new Uint8Array(64 << 20));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const parts = [chunk("IHDR", header), chunk("IDAT", bomb), chunk("IEND", Buffer.alloc(0))];
  writeFileSync(picture, Buffer.concat([signature, ...parts]));
  refusedCheaply(folder, /with more pixels, expected 3104 bytes/, asDataset, 500);
});

function segment(marker: number, ...data: number[]): Buffer {
  return Buffer.from([0xff, marker, 0, data.length + 2, ...data]);
}

test("a progressive picture may not bring the same coefficients a thousand times", (t) => {
  const { folder, picture } = folderOf(t);
  writeFileSync(path.join(folder, "labels.csv"), alone);
  const start = [
    Buffer.of(0xff, 0xd8),
    segment(0xdb, 0, ...new Array<number>(64).fill(1)),
    segment(0xc2, 8, 8, 0, 8, 0, 1, 1, 0x11, 0),
    segment(0xc4, 0, 1, ...new Array<number>(15).fill(0), 0),
    segment(0xda, 1, 1, 0, 0, 0, 0),
    Buffer.alloc((2048 * 2048) / 64 / 8),
  ];
  const codes = segment(0xc4, 0x10, 1, ...new Array<number>(15).fill(0), 0xe0);
  const scan = Buffer.concat([segment(0xda, 1, 1, 0, 1, 63, 0), Buffer.alloc(8)]);
  const scans = new Array<Buffer>(100_000).fill(scan);
  writeFileSync(picture, Buffer.concat([...start, codes, ...scans, Buffer.of(0xff, 0xd9)]));
  refusedCheaply(folder, /a scan out of turn/, asDataset);
});
