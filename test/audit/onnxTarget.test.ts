import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { selfCheck } from "../../lib/audit/selfCheck";
import { checkParameters } from "../../lib/audit/settings";
import { noticed, readCheckpoint, requireAttackable } from "../../lib/files";
import { openTarget, resolveReading } from "../../lib/inference";
import { describeNetwork, networkGraph } from "../../lib/network";
import { onnxBytes } from "../../lib/network/onnx";

const [publicPath, privatePath] = ["data/public.pt", "data/private.pt"];

/** What the notebooks do with a model up to its logits. */
async function audited(modelPath: string) {
  const words = { stem: "auto", engine: "onnx", idColumn: null, interactive: null };
  const files = { modelPath, publicPath, privatePath, answersPath: null };
  const settings = checkParameters({ ...files, ...words, seed: 1, upload: false, uploadUrl: null });
  const reading = resolveReading({ modelPath, privatePath });
  const checkpoint = readCheckpoint(modelPath);
  const network = describeNetwork(checkpoint, settings);
  const [publicData, privateData] = [publicPath, privatePath].map((file) => reading.dataset(file));
  const membership = requireAttackable(network, publicData, privateData);
  const notes = noticed(checkpoint, network).map(({ note }) => note);
  const target = await openTarget(network, { modelPath, mean: null, std: null, engine: "onnx" });
  const read = { network, ...target, modelPath, membership, seed: 1, rows: 48 };
  const check = await selfCheck({ ...read, dataset: publicData });
  const logits = await target.logits(publicData.images);
  await target.engine.close();
  for (const one of [checkpoint, publicData, privateData]) one.close();
  return { network, notes, check, logits };
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-onnx-target-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync("data/normalization.json", path.join(folder, "normalization.json"));
  return folder;
}

test("the embedded target as an ONNX file gives the very logits of its state_dict, and is checked like it", async (t) => {
  const file = path.join(folderOf(t), "model.onnx");
  const graph = networkGraph(describeNetwork(readCheckpoint("data/model.pt")), {
    ...{ height: 32, width: 32 },
  });
  writeFileSync(file, onnxBytes(graph));
  const [own, onnx] = [await audited("data/model.pt"), await audited(file)];
  assert.deepEqual(onnx.logits.data, own.logits.data);
  assert.equal(onnx.network.parameters, own.network.parameters);
  assert.equal(onnx.network.embeddingSize, own.network.embeddingSize);
  assert.deepEqual(onnx.network.classifier?.weight, own.network.classifier?.weight);
  assert.match(onnx.network.summary, /^ONNX graph of opset 18 by mia-notebooks, .* 32 x 32/);
  assert.deepEqual(onnx.check.sample, own.check.sample);
  assert.ok(!onnx.check.warns && onnx.check.readings.length > 0);
  // A graph for images of one size, which says its stem and epsilons itself.
  assert.ok(onnx.check.readings.every(({ reading }) => !/stem|resized|epsilon/.test(reading)));
});

test("torch's own export is audited to its logits, and what it takes off is noticed", async (t) => {
  const file = path.join(folderOf(t), "model.onnx");
  copyFileSync("test/fixtures/onnx/audited.onnx", file);
  const { network, notes, check, logits } = await audited(file);
  assert.match(notes.join(), /the softmax at the end is taken off/);
  assert.equal(logits.data.length, logits.rows * network.classes);
  // Random weights know nothing, and the self-check says so.
  assert.ok(check.warns);
});

test("images of another size than an ONNX file takes are refused before anything runs", async (t) => {
  const file = path.join(folderOf(t), "model.onnx");
  copyFileSync("test/fixtures/onnx/vgg.onnx", file);
  await assert.rejects(audited(file), /public\.pt: found label/);
  const network = { classes: 100, inChannels: 3, imageSize: { height: 28, width: 28 } };
  const data = resolveReading({ modelPath: file }).dataset(publicPath);
  t.after(() => data.close());
  assert.throws(
    () => requireAttackable(network, data, data),
    /public\.pt: found images of 3 x 32 x 32, expected 28 x 28 pixels, as the model takes \(preprocessing \{"resize": \[28, 28\]\}\)/,
  );
});
