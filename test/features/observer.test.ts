import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type BothSets, Observer } from "../../lib/features/observer";
import type { MembershipDataset } from "../../lib/files";
import { sha256 } from "../../lib/files/outputs";
import {
  computeLogits,
  type Engine,
  openEngine,
  type ViewEngine,
  viewOf,
} from "../../lib/inference";
import { targetNetwork } from "../../lib/lira";
import { type Unsaid, withUnsaid } from "../../lib/network";
import { goldenImages, goldenNormalization, openNetwork } from "../inference/fixtures";

const MODEL = path.join("test", "fixtures", "inference", "resnet18-7x7.pt");
const folder = mkdtempSync(path.join(tmpdir(), "observer-"));
const network = openNetwork("resnet18-7x7");
const normalization = goldenNormalization(3);
const run = { folder, hashes: { model: "m", public: "public file", private: "private file" } };

let engine: Engine;
let viewing: ViewEngine | undefined;
before(async () => {
  engine = await openEngine(network, { engine: "onnx" });
});
after(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function dataset(name: string): MembershipDataset {
  return {
    path: MODEL,
    ids: Array.from({ length: 7 }, (_, i) => `${name} ${i}`),
    labels: Int32Array.from({ length: 7 }, (_, i) => i % network.classes),
    membership: name === "public" ? Uint8Array.of(0, 1, 0, 1, 0, 1, 0) : null,
    images: goldenImages(3),
    notes: [],
    close: () => {},
  };
}

const datasets: BothSets<MembershipDataset> = {
  public: dataset("public"),
  private: dataset("private"),
};

const observer = (references: string | null = null, unsaid: Unsaid | null = null) =>
  new Observer(run, {
    network: unsaid === null ? network : withUnsaid(network, unsaid),
    unsaid,
    target: {
      engine,
      normalization: { ...normalization, source: "given", file: null },
      viewing: async () => viewing ?? { engine, precision: "float32", why: "as asked" },
    },
    stem: "auto",
    engine: "onnx",
    references,
  });

test("each step keeps what is known and adds what it has found, told image by image", async () => {
  const told: number[][] = [];
  const tell = (...progress: [number, number]) => told.push(progress);
  const plain = await observer().plain(datasets, tell);
  const viewed = await observer().views(plain, ["flip", "shift( 2, 0)"], tell);
  const pulled = await observer().gradients(viewed, tell);
  const { public: seen, private: other } = await observer().references(pulled);
  assert.deepEqual(told, [
    ...[7, 14].map((done) => [done, 14]),
    ...[7, 14, 21, 28].map((done) => [done, 28]),
    ...[7, 14].map((done) => [done, 14]),
  ]);
  assert.deepEqual([seen.rows, seen.membership?.length, other.membership], [7, 7, null]);
  assert.deepEqual([...seen.views.keys()], ["flip", "shift(2,0)"]);
  const flipped = viewOf(goldenImages(3), "flip");
  const { data } = await computeLogits(engine, flipped, normalization);
  assert.deepEqual(other.views.get("flip")?.data, data);
  assert.equal(seen.embedding?.size, network.embeddingSize);
  assert.ok(seen.gradients?.names.includes("conv1.weight"));
  assert.equal(seen.references, undefined);
});

test("what was found is stored by set, and found again without a pass", async () => {
  const plain = await observer().plain(datasets);
  const viewed = await observer().views(plain, ["blur"]);
  const passes: number[] = [];
  const again = await observer().plain(datasets, (done) => passes.push(done));
  assert.deepEqual(await observer().views(again, ["blur"], (done) => passes.push(done)), viewed);
  assert.deepEqual(passes, []);
  for (const name of ["logits_public", "activations_private", "logits_private_blur"]) {
    assert.ok(existsSync(path.join(folder, `${name}.npy`)), name);
  }
});

test("views in whole numbers are kept apart from those in floats, and rows that are off are in floats", async () => {
  const plain = await observer().plain(datasets);
  const floats = await observer().views(plain, ["shift(0,1)"]);
  const passes: number[] = [];
  const rounding: Engine = {
    ...engine,
    version: `${engine.version}, int8`,
    async runWithEmbedding(batch, count, size) {
      passes.push(count);
      const found = await engine.runWithEmbedding(batch, count, size);
      const error = (i: number) => (Math.floor(i / network.classes) === 4 ? 5 : 0.01) * (-1) ** i;
      const logits = found.logits.map((value, i) => value + error(i));
      return { ...found, logits };
    },
  };
  const plainFile = path.join(folder, "logits_public.npy");
  const bytes = sha256(plainFile);
  viewing = { engine: rounding, precision: "int8", why: "near enough" };
  try {
    assert.equal((await observer().views(plain, [])).private.views.size, 0);
    const { public: seen } = await observer().views(plain, ["plain"]);
    assert.deepEqual(seen.views, new Map([["plain", plain.public.logits]]));
    assert.deepEqual(passes, []);
    const rounded = await observer().views(plain, ["shift(0,1)"]);
    assert.deepEqual(passes, [7, 7, 7, 7]); // plain and the view, of both sets
    const of = (sets: typeof floats) => sets.private.views.get("shift(0,1)")?.data ?? [];
    const differs = [...of(floats)].map((value, i) => value !== of(rounded)[i]);
    const rows = Array.from({ length: 7 }, (_, row) => differs[row * network.classes]);
    assert.deepEqual(rows, [true, true, true, true, false, true, true]);
    assert.deepEqual((await observer().views(plain, ["shift(0,1)"])).private, rounded.private);
    assert.equal(passes.length, 4);
    assert.equal(sha256(plainFile), bytes);
  } finally {
    viewing = undefined;
  }
  const told: number[] = [];
  const again = await observer().views(plain, ["shift(0,1)"], (done) => told.push(done));
  assert.deepEqual([again.private, told.length], [floats.private, 2]); // computed anew
});

test("what another network of the same file said is not taken for this one's", async () => {
  const [changes, passes] = [{ epsilon: 0.1 }, [] as number[]];
  const tell = (done: number) => passes.push(done);
  await observer().gradients(await observer().plain(datasets));
  const other = observer(null, changes);
  await other.gradients(await other.plain(datasets, tell), tell);
  assert.deepEqual(passes, [7, 14, 7, 14]);
});

test("reference models are asked about both sets, those of another target refused at once", async () => {
  const references = mkdtempSync(path.join(folder, "references-"));
  for (const file of ["one.pt", "two.pt"]) copyFileSync(MODEL, path.join(references, file));
  const describe = (target: string, network: object = {}) => {
    const model = { sha256: sha256(MODEL), trainedOn: {} };
    const models = [
      { ...model, file: "one.pt", trainedOn: { public: ["public 1"] } },
      { ...model, file: "two.pt" },
    ];
    const text = JSON.stringify({ target: { sha256: target, ...network }, models });
    writeFileSync(path.join(references, "references.json"), text);
  };
  describe("m");
  const looking = observer(references);
  const sets = await looking.references(await looking.plain(datasets));
  assert.deepEqual(
    [...(sets.public.references?.trainedOn ?? [])],
    [...[0, 1, 0, 0, 0, 0, 0], ...[0, 0, 0, 0, 0, 0, 0]],
  );
  const { data } = sets.private.logits;
  assert.deepEqual(sets.private.references?.logits.get("plain")?.subarray(0, data.length), data);
  describe("m", targetNetwork(withUnsaid(network, { epsilon: 0.1 }), goldenImages(3)));
  assert.throws(
    () => observer(references).plain(datasets),
    /references\.json: found references made with the network \w+ \(ResNet-18, .* expected \w+ \(ResNet-18, /,
  );
  const asked = observer(references, { epsilon: 0.1 });
  const otherwise = await asked.references(sets);
  assert.notDeepEqual(otherwise.private.references?.logits, sets.private.references?.logits);
  describe("other");
  assert.throws(
    () => observer(references),
    /references of a target with SHA-256 other, expected m/,
  );
});
