import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, mock, test } from "node:test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type ImageSource, readCheckpoint } from "../../lib/files";
import {
  apartFrom,
  computeLogits,
  type Engine,
  normalisedBytes,
  openEngine,
  openTarget,
} from "../../lib/inference";
import { normalised } from "../../lib/inference/engines/batch";
import { sessionOptions } from "../../lib/inference/engines/onnx";
import { KEPT_MS } from "../../lib/inference/engines/onnx/open";
import { openInThisThread } from "../../lib/inference/engines/onnx/thisThread";
import { calibrationImages, evenRows } from "../../lib/inference/int8/calibration";
import { openInt8 } from "../../lib/inference/int8/openInt8";
import { openViewEngine } from "../../lib/inference/int8/precision";
import { rangesOver } from "../../lib/inference/int8/ranges";
import { describeNetwork, type GraphNetwork, type Network, workOf } from "../../lib/network";
import { quantised, type Range, withWindows } from "../../lib/network/int8";
import { roundingOf } from "../../lib/network/int8/ranges";
import { GraphBuilder, inferenceGraph, onnxBytes, writeGraph } from "../../lib/network/onnx";
import { MT19937 } from "../../lib/numeric/random";
import { goldenImages, goldenNormalization, largestDifference, openNetwork } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "int8-"));
after(() => rmSync(folder, { recursive: true }));

function spread(length: number, seed = 1): Float32Array {
  const rng = new MT19937(seed);
  return Float32Array.from({ length }, () => 2 * rng.double() - 1);
}

/** A convolution of 3 x 3 and a ReLU, a product of its map, and the last layer, which stays in floats. */
function smallNetwork(weights: Readonly<Record<"conv" | "product" | "last", Float32Array>>) {
  const graph = new GraphBuilder("small");
  const images = graph.input("images", "float", ["N", 2, 2, 2]);
  const conv = graph.constant(weights.conv, [3, 2, 3, 3], "conv");
  const bias = graph.constant(Float32Array.of(0.5, -0.25, 0), [3], "bias");
  const window = { kernel_shape: [3, 3], pads: [1, 1, 1, 1] };
  const map = graph.node("Relu", [graph.node("Conv", [images, conv, bias], window)], {}, "map");
  const product = graph.constant(weights.product, [12, 4], "product");
  const flat = graph.node("Flatten", [map], { axis: 1 });
  const rows = graph.node("Gemm", [flat, product], {}, "rows");
  const last = graph.constant(weights.last, [4, 2], "last");
  graph.output(graph.node("Gemm", [rows, last], {}, "z"), "logits", "float", ["N", 2]);
  graph.output(rows, "embedding", "float", ["N", 4]);
  return graph.graph();
}

/** Each number of a range as a byte, and the byte as a number. */
function bytesOf(values: ArrayLike<number>, range: Range) {
  const { scale, zero } = roundingOf(range);
  const bytes = Array.from(values, (value) =>
    Math.min(255, Math.max(0, Math.round(value / scale) + zero)),
  );
  return bytes.map((byte) => (byte - zero) * scale);
}

/** Weights as sevenths of bits, each of the `channels` columns by its largest. */
function roundedColumns(values: Float32Array, channels: number, channelOf: (i: number) => number) {
  const largest = Array.from({ length: channels }, (_, channel) =>
    values.reduce(
      (most, v, i) => (channelOf(i) === channel ? Math.max(most, Math.abs(v)) : most),
      0,
    ),
  );
  return values.map((value, i) => {
    const scale = largest[channelOf(i)] / 63;
    return Math.round(value / scale) * scale;
  });
}

test("a convolution and a product in whole numbers are those of their definition", async () => {
  const weights = { conv: spread(54, 1), product: spread(48, 2), last: spread(8, 3) };
  const ranges = new Map([
    ["images", { low: -1, high: 1 }],
    ["map", { low: 0, high: 1.5 }], // some of its numbers lie beyond
  ]);
  const image = spread(8, 4);
  const graph = quantised(smallNetwork(weights), ranges);
  const session = await InferenceSession.create(onnxBytes(graph), sessionOptions(1));
  const { logits } = await session.run({ images: new Tensor("float32", image, [1, 2, 2, 2]) });
  await session.release();

  const x = bytesOf(image, { low: -1, high: 1 });
  const w = roundedColumns(weights.conv, 3, (i) => Math.floor(i / 18));
  const map = Array.from({ length: 12 }, (_, i) => {
    const [o, row, column] = [Math.floor(i / 4), Math.floor(i / 2) % 2, i % 2];
    let sum = [0.5, -0.25, 0][o];
    for (let c = 0; c < 2; c++)
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) {
          const [y, z] = [row - 1 + a, column - 1 + b];
          if (y < 0 || y > 1 || z < 0 || z > 1) continue;
          sum += w[((o * 2 + c) * 3 + a) * 3 + b] * x[(c * 2 + y) * 2 + z];
        }
    return Math.max(0, sum);
  });
  assert.ok(Math.max(...map) > 1.5);
  const seen = bytesOf(map, { low: 0, high: 1.5 });
  const p = roundedColumns(weights.product, 4, (i) => i % 4);
  const rows = [0, 1, 2, 3].map((j) => seen.reduce((sum, v, i) => sum + v * p[i * 4 + j], 0));
  const z = [0, 1].map((k) => rows.reduce((sum, v, j) => sum + v * weights.last[j * 2 + k], 0));
  const difference = largestDifference(logits.data as Float32Array, z);
  assert.ok(difference < 1e-4, `${difference}`); // biases are rounded too, to a thousandth of a byte
});

for (const name of ["resnet18-7x7", "resnet18-3x3"]) {
  test(`${name}: one operator in whole numbers gives what floats of the same numbers give`, async () => {
    const network = openNetwork(name);
    const images = goldenImages(3);
    const graph = inferenceGraph(network, images);
    const normalization = goldenNormalization(3);
    const rounded = quantised(graph, await rangesOver(graph, [images], normalization, 1));
    const batch = new Tensor("float32", spread(4 * 3072), [4, 3, 32, 32]);
    const found: Float32Array[] = [];
    const taken = path.join(folder, `${name}.onnx`);
    for (const graphOptimizationLevel of ["all", "disabled"] as const) {
      const options = { ...sessionOptions(1), graphOptimizationLevel };
      const own = graphOptimizationLevel === "all" ? { optimizedModelFilePath: taken } : {};
      const session = await InferenceSession.create(onnxBytes(rounded), { ...options, ...own });
      found.push((await session.run({ images: batch })).logits.data as Float32Array);
      await session.release();
    }
    for (const operator of ["QLinearConv", "QLinearAdd"])
      assert.ok(readFileSync(taken).includes(operator), operator);
    const [whole, floats] = found.map((data) => ({ data, rows: 4, classes: network.classes }));
    const { usual } = apartFrom(floats, whole);
    assert.ok(usual < 0.02, `${usual}`);
  });
}

for (const name of ["resnet18-7x7", "resnet18-3x3"]) {
  test(`${name}: images as windows and convolutions as products leave every bit as it is`, async () => {
    const network = openNetwork(name);
    const images = goldenImages(3);
    const normalization = goldenNormalization(3);
    const graph = inferenceGraph(network, images);
    const ranges = await rangesOver(graph, [images], normalization, 1);
    const shape = [4, 3, 32, 32] as const;
    const bytes = Uint8Array.from({ length: 4 * 3072 }, (_, i) => (i * 7919) % 256);
    const batch = { bytes, table: normalisedBytes(normalization, 3) };
    const plain = writeGraph(quantised(graph, ranges));
    const products = quantised(graph, ranges, true);
    assert.notDeepEqual(writeGraph(products).weights, plain.weights);
    const { graph: narrow, windows } = withWindows(products);
    assert.ok(windows);
    const found: Float32Array[] = [];
    for (const model of [plain, { ...writeGraph(narrow), windows }]) {
      const runner = await openInThisThread(model, 1);
      for (const given of [batch, normalised(batch, shape)]) {
        found.push((await runner.forward(given, shape)).logits);
      }
      // more images than there was room for, and fewer
      const twice = { ...batch, bytes: Uint8Array.from([...bytes, ...bytes]) };
      const { logits } = await runner.forward(twice, [8, 3, 32, 32]);
      found.push(logits.slice(logits.length / 2));
      await runner.close();
    }
    for (const logits of found) assert.deepEqual(logits, found[0]);
  });
}

test("images that more than one convolution sees come as numbers", () => {
  const weights = { conv: spread(54, 1), product: spread(48, 2), last: spread(8, 3) };
  const ranges = new Map(["images", "map"].map((name) => [name, { low: 0, high: 2 }]));
  const graph = smallNetwork(weights);
  assert.equal(withWindows(quantised(graph, ranges)).windows?.depth, 8); // 3 x 2 channels, and 2
  const beside = { operator: "Flatten", name: "beside", attributes: {}, outputs: ["beside"] };
  const more = { ...graph, nodes: [...graph.nodes, { ...beside, inputs: ["images"] }] };
  const rounded = quantised(more, ranges);
  assert.deepEqual(withWindows(rounded), { graph: rounded, windows: null });
});

for (const [kind, name] of [
  ["inference", "resnet50-3x3"],
  ["families", "resnext"],
  ["families", "wrn-16-2"],
  ["families", "vgg-bn"],
  ["families", "densenet"],
  ["families", "mobilenet"],
]) {
  test(`${name}: its logits in whole numbers are near those in floats`, async () => {
    const checkpoint = readCheckpoint(path.join("test", "fixtures", kind, `${name}.pt`));
    const network = describeNetwork(checkpoint);
    checkpoint.close();
    const images = goldenImages(3);
    const normalization = goldenNormalization(3);
    const engines = [
      await openEngine(network, { engine: "onnx", threads: 1 }),
      await openInt8(network, { images, normalization, threads: 1 }),
    ];
    const [exact, rounded] = await Promise.all(
      engines.map((engine) => computeLogits(engine, images, normalization)),
    );
    for (const engine of engines) await engine.close();
    const { usual, off } = apartFrom(exact, rounded);
    assert.ok(usual > 0 && usual < 0.05, `${usual}`);
    assert.deepEqual([...off], []);
  });
}

/** Images that tell of each row that is read. */
function watched(images: ImageSource, onRead: () => void): ImageSource {
  return {
    ...images,
    readBytes(start, rows, out) {
      onRead();
      images.readBytes(start, rows, out);
    },
  };
}

test("ranges are found once, though sessions are closed and opened again", async () => {
  const [images, normalization] = [goldenImages(3), goldenNormalization(3)];
  let reads = 0;
  const counted = watched(images, () => reads++);
  const network = openNetwork("resnet18-7x7");
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const engine = await openInt8(network, { images: counted, normalization, threads: 1 });
    const { data } = await computeLogits(engine, images, normalization);
    const before = reads;
    assert.ok(before > 0);
    mock.timers.tick(KEPT_MS);
    assert.deepEqual((await computeLogits(engine, images, normalization)).data, data);
    assert.equal(reads, before);
    await engine.close();
  } finally {
    mock.timers.reset();
  }
});

test("an interrupt ends the search for ranges after the batch at hand", async () => {
  const [images, normalization] = [goldenImages(3), goldenNormalization(3)];
  const kernel = globalThis as { [signal: symbol]: (() => AbortSignal) | undefined };
  const SIGNAL = Symbol.for("mia-notebooks.signal");
  const interrupt = new AbortController();
  let reads = 0;
  const seen = watched(images, () => {
    reads++;
    interrupt.abort(new Error("Interrupted"));
  });
  kernel[SIGNAL] = () => interrupt.signal;
  try {
    const graph = inferenceGraph(openNetwork("resnet18-7x7"), images);
    const found = rangesOver(graph, calibrationImages(seen, images), normalization, 1);
    await assert.rejects(found, /^Error: Interrupted$/);
    assert.equal(reads, images.count);
  } finally {
    delete kernel[SIGNAL];
  }
});

test("a channel whose weights are nothing beside its bias keeps the bias", async () => {
  const conv = spread(54).map((value, i) => (i < 18 ? value * 1e-12 : value));
  const weights = { conv, product: spread(48).fill(1), last: spread(8).fill(1) };
  const ranges = new Map(["images", "map"].map((name) => [name, { low: 0, high: 2 }]));
  const graph = quantised(smallNetwork(weights), ranges);
  const session = await InferenceSession.create(onnxBytes(graph), sessionOptions(1));
  const images = new Tensor("float32", new Float32Array(8), [1, 2, 2, 2]);
  const { embedding } = await session.run({ images });
  await session.release();
  assert.ok(Math.abs((embedding.data as Float32Array)[0] - 4 * 0.5) < 0.02); // four places of .5
});

test("ranges hold 0 exactly, and none is empty", () => {
  assert.deepEqual(roundingOf({ low: -1, high: 1.55 }), { scale: Math.fround(0.01), zero: 100 });
  assert.deepEqual(roundingOf({ low: 1, high: 2.55 }), { scale: Math.fround(0.01), zero: 0 });
  assert.deepEqual(roundingOf({ low: 0, high: 0 }), { scale: 1, zero: 0 });
});

test("ranges are found by rows spread over all, in views of the graph's own size", () => {
  assert.deepEqual([...evenRows(10, 2, 0.5)], [2, 7]);
  const images: ImageSource = { count: 600, channels: 1, height: 8, width: 9, readBytes: () => {} };
  const sizes = (height: number, width: number) =>
    calibrationImages(images, { height, width }).map(({ count }) => count);
  assert.deepEqual(sizes(8, 9), [256, 256, 256, 256]);
  assert.deepEqual(sizes(9, 8), [256]); // turned
  assert.throws(
    () => sizes(9, 9),
    /^RangeError: images to find ranges by: found 8 x 9, expected 9 x 9 or that turned$/,
  );
});

test("a row is off whose error is more than four times the median's, a constant beside", () => {
  const exact = { data: Float32Array.of(0, 2, 0, 2, 0, 2), rows: 3, classes: 2 };
  const data = Float32Array.of(5, 7.25, -0.25, 2, 0, 3.5);
  const { usual, off } = apartFrom(exact, { ...exact, data });
  assert.deepEqual([usual, [...off]], [0.125, [2]]);
  data[1] = Number.NaN;
  const broken = { ...exact, data };
  assert.ok(apartFrom(exact, broken).off.includes(0));
});

/** Two convolutions of 64 channels: 328 multiply-adds for each number that they give. */
function wideNetwork(batch: number | null = null): GraphNetwork {
  const graph = new GraphBuilder("wide");
  const window = { kernel_shape: [3, 3], strides: [8, 8] };
  const images = graph.input("images", "float", ["N", 3, 32, 32]);
  const first = graph.constant(spread(64 * 27), [64, 3, 3, 3], "first");
  const second = graph.constant(spread(64 * 64 * 81), [64, 64, 9, 9], "second");
  const map = graph.node("Relu", [graph.node("Conv", [images, first], window)]);
  const embedding = graph.node(
    "Flatten",
    [
      graph.node("GlobalAveragePool", [
        graph.node("Relu", [
          graph.node("Conv", [map, second], {
            ...window,
            kernel_shape: [9, 9],
            pads: [4, 4, 4, 4],
          }),
        ]),
      ]),
    ],
    { axis: 1 },
  );
  const last = graph.constant(spread(64 * 4), [64, 4], "last");
  graph.output(graph.node("Gemm", [embedding, last], {}, "z"), "logits", "float", ["N", 4]);
  graph.output(embedding, "embedding", "float", ["N", 64]);
  return {
    ...{ path: "wide", architecture: "wide", inChannels: 3, classes: 4, embeddingSize: 64 },
    ...{ classifier: null, parameters: 0, notes: [], summary: "", imageSize: null, batch },
    ...{ weightFiles: [], unsaid: [], write: () => graph.graph() },
  };
}

describe("the precision of views", () => {
  const wide = wideNetwork();
  const normalization = goldenNormalization(3);
  const settled = async (
    asked: "float32" | "int8" | null,
    count: number,
    how: Partial<Engine> = {},
    network: Network = wide,
  ) => {
    const engine = { ...(await openEngine(network, { engine: "onnx", threads: 1 })), ...how };
    const options = { engine, normalization, images: goldenImages(3), count, asked };
    try {
      const viewing = await openViewEngine(network, options);
      if (viewing.engine !== engine) await viewing.engine.close();
      return viewing;
    } finally {
      await engine.close();
    }
  };

  test("the work of a pass is counted, and what it gives", () => {
    const results = 64 * (4 * 4 + 1) + 4;
    const multiplyAdds = 64 * (4 * 4 * 27 + 64 * 81) + 4 * 64;
    assert.deepEqual(workOf(wide, { height: 32, width: 32 }), { multiplyAdds, results });
  });

  test("whole numbers where a pass is much work, floats where it is little or they are asked for", async () => {
    const [much, little] = [await settled(null, 1e9), await settled(null, 4000)];
    assert.equal(much.precision, "int8");
    assert.match(much.why, /^its logits are off by \d\.\d % of their spread$/);
    assert.match(much.engine.version, /^onnxruntime-node [\d.]+, int8$/);
    assert.deepEqual(
      [little.precision, little.why],
      [...["float32", "a pass is too little work for int8 to be worth it"]],
    );
    const narrow = await settled(null, 1e9, {}, openNetwork("resnet18-7x7"));
    assert.deepEqual(
      [narrow.precision, narrow.why],
      [...["float32", "its layers are too narrow for int8 to be worth it"]],
    );
    assert.equal((await settled("float32", 1e9)).precision, "float32");
    assert.equal((await settled("int8", 7)).precision, "int8");
  });

  test("another engine computes in floats, and refuses what it is asked for in one line", async () => {
    const other = { name: "tfjs-wasm" } as const;
    assert.equal((await settled(null, 1e9, other)).precision, "float32");
    await assert.rejects(
      settled("int8", 7, other),
      /^InputError: parameter viewPrecision: found "int8", but the engine tfjs-wasm computes in float32 alone, expected "float32" or null$/,
    );
  });

  test("a graph of a fixed number of images stays in floats, with the reason", async () => {
    const { precision, why } = await settled(null, 1e9, {}, wideNetwork(4));
    assert.deepEqual([precision, why], ["float32", "the graph takes a fixed number of images"]);
  });

  test("a network that whole numbers do not run stays in floats, with the reason", async () => {
    const graph = wide.write({ height: 32, width: 32 });
    const second = graph.constants.get("second");
    const constants = new Map([
      ...graph.constants,
      ["second", { ...second!, dimensions: [64, 64, 81, 1] }],
    ]);
    let written = 0;
    // sound when the float network is made, and then no more
    const write = () => (written++ < 3 ? graph : { ...graph, constants });
    const { precision, why } = await settled(null, 1e9, {}, { ...wide, write });
    assert.equal(precision, "float32");
    assert.match(why, /^it does not run: [^\n]+$/);
  });

  test("a network whose logits are too far off stays in floats", async () => {
    const run = async (_: Float32Array, count: number) => {
      const logits = spread(count * wide.classes);
      return { logits, embedding: new Float32Array(count * wide.embeddingSize) };
    };
    const noise = { runWithEmbedding: run };
    const viewing = await settled(null, 1e9, noise);
    assert.equal(viewing.precision, "float32");
    assert.match(viewing.why, /^its logits are off by .* % of their spread, more than 5$/);
  });

  for (const [where, rows] of [
    ["in float32", 0],
    ["in whole numbers", goldenImages(3).count],
  ] as const) {
    test(`what stops a pass ${where} is thrown, and asked again it is settled`, async () => {
      const modelPath = path.join("test", "fixtures", "inference", "resnet18-7x7.pt");
      const checkpoint = readCheckpoint(modelPath);
      const network = describeNetwork(checkpoint);
      const { mean, std } = normalization;
      const opening = { modelPath, checkpoint, mean, std, engine: "onnx" } as const;
      const target = await openTarget(network, { ...opening, viewPrecision: "int8" });
      checkpoint.close();
      let left = rows;
      const images = watched(goldenImages(3), () => {
        if (left-- === 0) throw new Error("stopped");
      });
      await assert.rejects(target.viewing(images, 7), { name: "Error", message: "stopped" });
      const { engine, precision } = await target.viewing(images, 7);
      assert.equal(precision, "int8");
      await Promise.all([engine.close(), target.engine.close()]);
    });
  }
});
