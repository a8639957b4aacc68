import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { readAnswers, readCheckpoint, readDataset } from "../../lib/files";
import { sha256 } from "../../lib/files/outputs";
import { readStatedFigures } from "./statedFigures";

const folder = "data";
const MEGABYTES = 1e6;
const publicData = readDataset(path.join(folder, "public.pt"));
const privateData = readDataset(path.join(folder, "private.pt"));
after(() => {
  publicData.close();
  privateData.close();
});

function bytesUnder(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

for (const where of [folder, path.join(folder, "tabular")]) {
  test(`every file has the bytes and the SHA-256 that ${where}/README.md states`, () => {
    const { files } = readStatedFigures(path.join(where, "README.md"));
    const names = readdirSync(where).filter((name) => path.extname(name) !== "");
    assert.deepEqual([...files.keys(), "README.md"].sort(), names.sort());
    for (const [name, { bytes, hash }] of files) {
      assert.equal(statSync(path.join(where, name)).size, bytes, name);
      assert.equal(sha256(path.join(where, name)), hash, name);
    }
  });
}

test("data/ is under 12 MB in all", () => {
  assert.ok(bytesUnder(folder) < 12 * MEGABYTES);
});

test("the licence of the images is given whole", () => {
  const text = readFileSync(path.join(folder, "README.md"), "utf8");
  assert.match(text, /Copyright \(c\) 2017 Zalando SE/);
  assert.match(text, /THE SOFTWARE IS PROVIDED "AS IS"/);
});

test("each dataset holds 2,000 rows of 3x32x32, half of each members; only public.pt says which", () => {
  for (const dataset of [publicData, privateData]) {
    const { count, channels, height, width } = dataset.images;
    assert.deepEqual([count, channels, height, width], [2000, 3, 32, 32]);
    assert.equal(dataset.labels.length, 2000);
    assert.deepEqual([...new Set(dataset.labels)].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
  assert.equal(privateData.membership, null);
  const answers = readAnswers(path.join(folder, "answers.csv"), privateData.ids);
  for (const membership of [publicData.membership ?? [], answers]) {
    assert.equal(
      [...membership].reduce((sum, value) => sum + value, 0),
      1000,
    );
  }
});

test("no id stands twice, and answers.csv names the private rows and no others", () => {
  assert.equal(new Set([...publicData.ids, ...privateData.ids]).size, 4000);
  const lines = readFileSync(path.join(folder, "answers.csv"), "utf8").trimEnd().split("\n");
  assert.equal(lines.length, 2001);
});

test("normalization.json is the mean and deviation of the members' pixels", () => {
  const { mean, std } = JSON.parse(readFileSync(path.join(folder, "normalization.json"), "utf8"));
  const answers = readAnswers(path.join(folder, "answers.csv"), privateData.ids);
  const found = channelStatistics([
    [publicData.images, publicData.membership ?? new Uint8Array(0)],
    [privateData.images, answers],
  ]);
  for (let channel = 0; channel < 3; channel++) {
    assert.ok(Math.abs(found.mean[channel] - mean[channel]) <= 5.1e-5, `mean ${channel}`);
    assert.ok(Math.abs(found.std[channel] - std[channel]) <= 5.1e-5, `std ${channel}`);
  }
});

test("the target is a narrow ResNet-18 in torchvision's names", () => {
  const checkpoint = readCheckpoint(path.join(folder, "model.pt"));
  assert.equal(checkpoint.tensors.size, 122);
  assert.deepEqual(checkpoint.tensors.get("conv1.weight")?.shape, [16, 3, 7, 7]);
  assert.deepEqual(checkpoint.tensors.get("layer4.1.conv2.weight")?.shape, [128, 128, 3, 3]);
  assert.deepEqual(checkpoint.tensors.get("fc.weight")?.shape, [10, 128]);
  checkpoint.close();
});

type Source = readonly [images: typeof publicData.images, membership: Uint8Array];

/** Mean and population deviation of each channel over the members, pixels in [0, 1]. */
function channelStatistics(sources: readonly Source[]): { mean: number[]; std: number[] } {
  const [sums, squares] = [new Float64Array(3), new Float64Array(3)];
  const image = new Uint8Array(3 * 32 * 32);
  let pixels = 0;
  for (const [images, membership] of sources) {
    for (let row = 0; row < images.count; row++) {
      if (membership[row] === 0) continue;
      images.readBytes(row, 1, image);
      pixels += 32 * 32;
      for (let i = 0; i < image.length; i++) {
        const value = image[i] / 255;
        sums[i >> 10] += value;
        squares[i >> 10] += value * value;
      }
    }
  }
  const mean = Array.from(sums, (sum) => sum / pixels);
  const std = mean.map((value, channel) => Math.sqrt(squares[channel] / pixels - value * value));
  return { mean, std };
}
