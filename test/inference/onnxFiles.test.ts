import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { openEngine } from "../../lib/inference";
import { describeNetwork, type GraphNetwork, isResidual, requireResidual } from "../../lib/network";
import { largestDifference } from "./fixtures";

const FOLDER = path.join("test", "fixtures", "onnx");
const golden = JSON.parse(readFileSync(path.join(FOLDER, "golden.json"), "utf8"));

export function openOnnx(file: string): GraphNetwork {
  const checkpoint = readCheckpoint(file);
  try {
    const network = describeNetwork(checkpoint);
    assert.ok(!isResidual(network));
    return network;
  } finally {
    checkpoint.close();
  }
}

const fixture = (name: string) => openOnnx(path.join(FOLDER, `${name}.onnx`));

/** As make.py makes them. */
function imagesOf(count: number, side: number): Float32Array {
  return Float32Array.from({ length: count * 3 * side * side }, (_, i) =>
    Math.fround((((i * 7919) % 509) - 254) / 127),
  );
}

async function activationsOf(network: GraphNetwork, count: number, side: number) {
  const engine = await openEngine(network, { engine: "onnx", threads: 1 });
  try {
    return await engine.runWithEmbedding(imagesOf(count, side), count);
  } finally {
    await engine.close();
  }
}

/** log p: what logits are but for one number a row. */
function logProbabilities(logits: ArrayLike<number>, classes: number): number[] {
  return Array.from(logits).map((logit, i) => {
    const row = Array.from(logits).slice(i - (i % classes), i - (i % classes) + classes);
    return logit - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0));
  });
}

for (const name of [
  ...["resnext", "vgg", "densenet", "mobilenet_v2", "mobilenet_v3", "efficientnet", "shufflenet"],
  ...["squeezenet", "convnext", "vision_transformer", "swin", "group_norm", "training_mode"],
]) {
  test(`${name} as torch exports it gives torch's logits`, async () => {
    const { logits } = await activationsOf(fixture(name), 3, golden[name].side);
    const difference = largestDifference(logits, golden[name].logits);
    assert.ok(difference < 1e-4, `${difference}`);
  });
}

for (const [name, note] of [
  ["softmax", /the softmax at the end is taken off: .*\(Softmax\)/],
  ["log_softmax", /the softmax at the end is taken off: .*\(LogSoftmax\)/],
  ["averaged", /probabilities come out, not of one softmax alone \(.*\): their logarithm serves/],
] as const) {
  test(`${name}: what comes out are logits, which is noted`, async () => {
    const network = fixture(name);
    assert.match(network.notes.join("; "), note);
    const { logits } = await activationsOf(network, 3, 16);
    const said = golden[name].logits as number[];
    const expected = name === "log_softmax" ? said : said.map(Math.log);
    const found = logProbabilities(logits, 5);
    assert.ok(largestDifference(found, expected) < 1e-4);
    // A softmax at the end would have left nothing but log p.
    const raw = largestDifference(logits, expected) > 1e-2;
    assert.equal(raw, name !== "averaged");
  });
}

test("the embedding is what the last layer sees", async () => {
  for (const name of ["resnext", "vision_transformer", "softmax"]) {
    const network = fixture(name);
    const { classes, embeddingSize, classifier } = network;
    const found = await activationsOf(network, 2, golden[name].side);
    assert.ok(classifier);
    const logits = found.logits.map((_, at) => {
      const [row, k] = [Math.floor(at / classes), at % classes];
      let sum = classifier.bias[k];
      for (let i = 0; i < embeddingSize; i++) {
        sum += found.embedding[row * embeddingSize + i] * classifier.weight[k * embeddingSize + i];
      }
      return sum;
    });
    assert.ok(largestDifference(logits, found.logits) < 1e-5, name);
  }
});

test("what was read is said on one line: operators, channels, size, batch, classes, parameters", () => {
  assert.equal(
    fixture("softmax").summary,
    "ONNX graph of opset 13 by pytorch 1.13.0, 8 nodes (2 Conv, 1 Relu, 1 LeakyRelu), " +
      "3 input channels, images of any size, any number at a time, 5 classes, an embedding of 8, " +
      "653 parameters",
  );
  assert.match(fixture("vgg").summary, /images of 28 x 28, 2 at a time, 5 classes/);
});

test("a fixed batch takes any number of images, and gives each the same logits", async () => {
  const network = fixture("vgg");
  assert.equal(network.batch, 2);
  const engine = await openEngine(network, { engine: "onnx", threads: 2 });
  const images = imagesOf(5, 28);
  const five = await engine.run(images, 5);
  for (let i = 0; i < 5; i++) {
    const size = images.length / 5;
    const one = await engine.run(images.slice(i * size, (i + 1) * size), 1);
    assert.deepEqual(one, five.slice(5 * i, 5 * i + 5));
  }
  await engine.close();
});

test("images of another size than a graph's own are refused", async () => {
  await assert.rejects(
    activationsOf(fixture("vgg"), 1, 32),
    /vgg\.onnx: found images of 32 x 32, expected the 28 x 28 that its input has/,
  );
});

test("nodes in training mode are set to inference, which is noted", () => {
  const notes = fixture("training_mode").notes.join("; ");
  assert.match(notes, /Dropout in training mode is left out: .* \(Dropout\)/);
  assert.match(notes, /BatchNormalization in training mode takes its running statistics/);
});

test("a network without a linear layer at its end says what stands for the embedding", () => {
  const { notes, classifier, embeddingSize } = fixture("squeezenet");
  assert.match(notes.join(), /no Gemm or MatMul at the end/);
  assert.deepEqual([classifier, embeddingSize], [null, 4]);
});

test("what a residual network alone can do names the network that is none", () => {
  assert.throws(
    () => requireResidual(fixture("vgg"), "gradients"),
    /vgg\.onnx: found ONNX graph, expected the state_dict of a torchvision ResNet, which gradients need/,
  );
});

test("an ONNX file given as a dataset is named", () => {
  assert.throws(
    () => readDataset(path.join(FOLDER, "softmax.onnx")),
    /softmax\.onnx: found an ONNX model, expected a dataset/,
  );
});

test("parameters that weights need are refused for an ONNX file, which says all itself", () => {
  const file = path.join(FOLDER, "softmax.onnx");
  const refuses = (read: () => unknown, message: RegExp) =>
    assert.throws(
      read,
      (error: Error) => error instanceof InputError && message.test(error.message),
    );
  const described = (options: Parameters<typeof describeNetwork>[1]) => () =>
    describeNetwork(readCheckpoint(file), options);
  refuses(described({ stem: "stride1" }), /softmax\.onnx: found stem "stride1" for an ONNX file/);
  refuses(described({ unsaid: { epsilon: 1e-3 } }), /found unsaid \{"epsilon":0\.001\}/);
  refuses(() => readCheckpoint(file, { weights: "ema" }), /found weights ema asked for/);
});
