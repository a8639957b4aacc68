import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { computeLogits, openEngine } from "../../lib/inference";
import { networkGraph } from "../../lib/network";
import { describeOnnx } from "../../lib/network/fromOnnx/describeOnnx";
import { onnxBytes } from "../../lib/network/onnx";
import {
  type GradientOptions,
  gradientNorms,
  outputDirection,
  storedGradients,
  whyNoGradients,
} from "../../lib/training";
import { goldenNormalization } from "../inference/fixtures";
import { golden, openTrained, scatteredImages } from "./passes";

const { samples } = JSON.parse(golden("training.json").toString());

async function optionsOf(name: string): Promise<GradientOptions> {
  const network = openTrained(name);
  const normalization = goldenNormalization(3);
  const images = scatteredImages(3);
  const engine = await openEngine(network, { engine: "onnx", threads: 1 });
  const logits = await computeLogits(engine, images, normalization);
  await engine.close();
  const labels = Int32Array.from({ length: images.count }, (_, i) => i % network.classes);
  return { network, images, labels, logits, normalization, threads: 1 };
}

for (const name of ["resnet18-7x7", "resnet18-3x3", "bottleneck-7x7"]) {
  test(`${name}: norms of every layer's and the input's gradients are torch's, image by image`, async () => {
    const { names, rows, data } = await gradientNorms(await optionsOf(name));
    assert.equal(rows, 16);
    samples[name].forEach((expected: Record<string, number>, image: number) => {
      assert.deepEqual([...names].sort(), Object.keys(expected).sort());
      names.forEach((column, j) => {
        const found = data[image * names.length + j];
        assert.ok(Math.abs(found - expected[column]) < 1e-3, `${column}: ${found}`);
      });
    });
  });
}

test("the direction at the logits keeps its digits where p_y rounds to 1", () => {
  const direction = new Float32Array(3);
  outputDirection(Float32Array.of(500, 1, 0), 0, direction);
  const q = [1 / (1 + Math.exp(-1)), 1 / (1 + Math.E)];
  const length = Math.hypot(1, ...q);
  const expected = [-1 / length, q[0] / length, q[1] / length].map(Math.fround);
  assert.deepEqual([...direction], expected);
});

test("stored gradients are read back, and computed anew for another model", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "gradients-"));
  const options = { ...(await optionsOf("bottleneck-7x7")), folder, set: "public" };
  let passes = 0;
  const compute = (model: string) =>
    storedGradients({
      ...options,
      storedBy: { model, dataset: "d", stem: "auto" },
      onProgress: () => passes++,
    });
  const first = await compute("a");
  assert.deepEqual(await compute("a"), first);
  assert.equal(passes, 1);
  await compute("b");
  assert.equal(passes, 2);
  const note = path.join(folder, "gradients_public.json");
  const { origin, ...rest } = JSON.parse(readFileSync(note, "utf8"));
  const { way, ...before } = origin;
  writeFileSync(note, JSON.stringify({ ...rest, origin: before }));
  await compute("b");
  assert.equal(passes, 3, "what an earlier version kept, whose last digits are others, was taken");
  rmSync(folder, { recursive: true });
});

test("norms have the same bytes in this thread and in lanes, in the images' order", async () => {
  const { images, logits, ...options } = await optionsOf("bottleneck-7x7");
  const [count, { classes }] = [72, logits];
  const size = images.channels * images.height * images.width;
  const seen: number[] = [];
  const many = {
    ...options,
    labels: Int32Array.from({ length: count }, (_, i) => i % classes),
    logits: {
      ...{ rows: count, classes },
      data: Float32Array.from(
        { length: count * classes },
        (_, i) => logits.data[i % (16 * classes)],
      ),
    },
    images: {
      ...{ ...images, count },
      readBytes(start: number, rows: number, out: Uint8Array) {
        for (let i = 0; i < rows; i++) {
          images.readBytes((start + i) % 16, 1, out.subarray(i * size, (i + 1) * size));
        }
      },
    },
    onProgress: (done: number) => seen.push(done),
  };
  const lanes = await gradientNorms({ ...many, threads: 2, worthLanes: 0 });
  assert.deepEqual(
    [...seen].sort((one, other) => one - other),
    seen,
  );
  assert.equal(seen.at(-1), count);
  assert.deepEqual(lanes, await gradientNorms({ ...many, threads: 1 }));
});

test("labels or logits that do not fit the images are refused", async () => {
  const options = await optionsOf("bottleneck-7x7");
  await assert.rejects(
    gradientNorms({ ...options, labels: options.labels.subarray(1) }),
    /^RangeError: gradients: found 15 labels and 16 x 5 logits, expected 16 and 16 x 5$/,
  );
});

const bottleneck = networkGraph(openTrained("bottleneck-7x7"), { height: 32, width: 32 });

test("a network that came as an ONNX file has the norms that it has as a state_dict", async () => {
  const options = await optionsOf("bottleneck-7x7");
  const expected = await gradientNorms(options);
  const network = describeOnnx("model.onnx", onnxBytes(bottleneck));
  const found = await gradientNorms({ ...options, network });
  assert.deepEqual(found.names, expected.names);
  found.data.forEach((value, i) => {
    assert.ok(Math.abs(value - expected.data[i]) < 1e-5, `${i}: ${value}, ${expected.data[i]}`);
  });
  // One image a pass, since a batch of 2 is written into the file.
  const inputs = bottleneck.inputs.map((input) => ({ ...input, dimensions: [2, 3, 32, 32] }));
  const fixed = describeOnnx("model.onnx", onnxBytes({ ...bottleneck, inputs }));
  const alone = await gradientNorms({ ...options, network: fixed });
  alone.data.forEach((value, i) => {
    assert.ok(Math.abs(value - expected.data[i]) < 1e-3, `${i}: ${value}, ${expected.data[i]}`);
  });
});

test("why there are no gradients is said beforehand: the operators; of a ResNet there are", () => {
  const size = { height: 32, width: 32 };
  assert.equal(whyNoGradients(openTrained("bottleneck-7x7"), size), null);
  const [first, ...rest] = bottleneck.nodes;
  const whyWith = (operator: string) => {
    const nodes = [
      { operator, name: "first", inputs: ["images"], outputs: ["r"], attributes: {} },
      { ...first, inputs: ["r", ...first.inputs.slice(1)] },
      ...rest,
    ];
    const network = describeOnnx("model.onnx", onnxBytes({ ...bottleneck, nodes }));
    return whyNoGradients(network, size);
  };
  assert.equal(whyWith("Round"), "Round, whose gradient is not known");
  assert.equal(whyWith("Hardmax"), 'Hardmax "r": the shape of its output is not known');
});

test("what onnxruntime refuses is said in one line that names the model", async () => {
  const nodes = bottleneck.nodes.map((node) =>
    node.operator === "Relu" ? { ...node, attributes: { odd: 1 } } : node,
  );
  const network = describeOnnx("model.onnx", onnxBytes({ ...bottleneck, nodes }));
  await assert.rejects(
    gradientNorms({ ...(await optionsOf("bottleneck-7x7")), network }),
    /^InputError: model\.onnx: found what onnxruntime refuses: .*odd.*, expected a graph that it runs$/,
  );
});
