import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { otherReadings } from "../../lib/audit/selfCheck/readings";
import { type Checkpoint, readCheckpoint } from "../../lib/files";
import { writeSafetensors } from "../../lib/files/outputs/writeSafetensors";
import { openEngine } from "../../lib/inference";
import { describeNetwork, otherGroups, withUnsaid } from "../../lib/network";
import { largestDifference } from "./fixtures";

const FOLDER = path.join("test", "fixtures", "families");
const golden = JSON.parse(readFileSync(path.join(FOLDER, "golden.json"), "utf8"));

const open = (name: string) => readCheckpoint(path.join(FOLDER, `${name}.pt`));

function read(name: string) {
  const checkpoint = open(name);
  try {
    return describeNetwork(checkpoint);
  } finally {
    checkpoint.close();
  }
}

/** As make.py makes them. */
const images = Float32Array.from({ length: 3 * 3 * 1024 }, (_, i) =>
  Math.fround((((i * 7919) % 509) - 254) / 127),
);

/** Each state_dict and the name that it is read by. */
const networks: Record<string, string> = {
  resnext: "ResNeXt-17, 2 groups of 4",
  "wide-resnet": "Wide ResNet of 1-1-1-1 bottleneck blocks",
  "resnet-group-norm": "ResNet-10",
  resnet20: "ResNet-20, shortcuts without weights",
  "resnet-kuangliu": "ResNet of 1-1-1-1 basic blocks",
  "resnet-weiaicunzai": "ResNet-18",
  "resnet-weiaicunzai-bottleneck": "ResNet-26",
  preact: "pre-activation ResNet-18",
  "preact-bottleneck": "pre-activation ResNet-26",
  "wrn-16-2": "WRN-16-2",
  "wrn-10-2-group-norm": "WRN-10-2",
  "wrn-10-2-biased": "WRN-10-2",
  vgg: "VGG-7",
  "vgg-bn": "VGG-7",
  "vgg-kuangliu": "VGG-7",
  "vgg-weiaicunzai": "VGG-9",
  densenet: "DenseNet-14",
  "densenet-kuangliu": "DenseNet-14",
  mobilenet: "MobileNetV2",
  "mobilenet-kuangliu": "MobileNetV2",
};

for (const [name, architecture] of Object.entries(networks)) {
  test(`${name}: read by names and shapes, its logits are torch's`, async () => {
    const network = read(name);
    assert.equal(network.architecture, architecture);
    assert.equal(network.parameters, golden[name].parameters);
    const engine = await openEngine(network, { engine: "onnx", threads: 1 });
    const logits = await engine.run(images, 3);
    await engine.close();
    const difference = largestDifference(logits, golden[name].logits);
    assert.ok(difference < 1e-4, `${difference}`);
  });
}

test("TensorFlow.js gives the same logits for families whose operators it knows", async () => {
  for (const name of ["resnext", "preact", "vgg-bn", "densenet", "mobilenet"]) {
    const engine = await openEngine(read(name), { engine: "tfjs-wasm" });
    const logits = await engine.run(images, 3);
    await engine.close();
    const difference = largestDifference(logits, golden[name].logits);
    assert.ok(difference < 1e-4, `${name}: ${difference}`);
  }
});

test("TensorFlow.js names the first node that it does not run", async () => {
  const engine = await openEngine(read("resnet-group-norm"), { engine: "tfjs-wasm" });
  await assert.rejects(
    engine.run(images, 3),
    /^Error: node GroupNormalization_\d+ \(GroupNormalization\): found an operator that/,
  );
  await engine.close();
});

describe("what is no network of a family", () => {
  let checkpoint: Checkpoint;
  before(() => {
    checkpoint = open("wrn-16-2");
  });
  after(() => checkpoint.close());

  const altered = (
    change: (
      tensors: Map<string, Checkpoint["tensors"] extends ReadonlyMap<string, infer T> ? T : never>,
    ) => void,
  ) => {
    const tensors = new Map(checkpoint.tensors);
    change(tensors);
    return () => describeNetwork({ path: "wrn.pt", tensors, close() {} });
  };

  test("is refused with all that is missing, surplus or of another shape", () => {
    const read = altered((tensors) => {
      const bias = tensors.get("fc.bias");
      assert.ok(bias);
      tensors.delete("block2.layer.1.bn2.weight");
      tensors.set("block2.layer.1.gate.weight", bias);
      tensors.set("bn1.bias", bias);
    });
    assert.throws(
      read,
      /wrn\.pt: found missing block2\.layer\.1\.bn2\.weight.*bn1\.bias of shape \[5\] where \[16\] fits.*surplus block2\.layer\.1\.gate\.weight, expected the state_dict of a WRN in xternalz' names/,
    );
  });

  test("is refused with four lines of Python that export it, where no family has such names", () => {
    const read = altered((tensors) => {
      for (const name of [...tensors.keys()]) {
        const tensor = tensors.get(name);
        tensors.delete(name);
        if (tensor) tensors.set(`tower.${name}`, tensor);
      }
    });
    assert.throws(read, (error: Error) => {
      assert.match(
        error.message,
        /^wrn\.pt: found weights of no family that is read \(tower\.conv1/,
      );
      const python = error.message.slice(error.message.indexOf("import torch"));
      assert.equal(python.split("; ").length, 4);
      assert.match(python, /torch\.onnx\.export\(model, images, "model\.onnx"/);
      return true;
    });
  });
});

test("groups that weights do not say can be said, and others be tried", async () => {
  const network = read("resnet-group-norm");
  assert.match(network.notes.join(), /group normalisation, of as many groups as Opacus makes/);
  assert.deepEqual(otherGroups(network), [1, 2]);
  const logitsOf = async (of: typeof network) => {
    const engine = await openEngine(of, { engine: "onnx", threads: 1 });
    const logits = await engine.run(images, 3);
    await engine.close();
    return logits;
  };
  const other = await logitsOf(withUnsaid(network, { groups: 1 }));
  assert.ok(largestDifference(other, golden["resnet-group-norm"].logits) > 1e-2);
  assert.throws(
    () => withUnsaid(network, { groups: 5 }),
    /group-norm\S*: found unsaid groups 5 for 4 channels, expected a number that divides them$/,
  );
  assert.throws(
    () => withUnsaid(network, { strideOn: "1x1" }),
    /group-norm\S*: found unsaid strideOn for ResNet-10\S*, expected epsilon or groups$/,
  );
  assert.throws(
    () => withUnsaid(read("vgg"), { groups: 2 }),
    /vgg\S*: found unsaid groups for VGG-7/,
  );
});

test("the self-check tries what a family's weights do not say", () => {
  const others = (name: string) => {
    const network = read(name);
    const images = { count: 0, channels: 3, height: 32, width: 32, readBytes() {} };
    const normalization = { mean: [0, 0, 0], std: [1, 1, 1] };
    const all = otherReadings({ network, normalization, stored: images, images });
    return all.filter((one) => one.network !== undefined);
  };
  const ofGroups = others("resnet-group-norm");
  assert.deepEqual(
    ofGroups.map(({ reading }) => reading.replace("batch normalisation's ", "")),
    [
      "stem of stride 1 with max-pool",
      "stem of stride 1 without max-pool",
      "stem of stride 2 without max-pool",
      "epsilon 0.001",
      "group normalisation of 1 group",
      "group normalisation of 2 groups",
    ],
  );
  for (const { parameter, network } of ofGroups) {
    const summary = network?.().summary ?? "";
    if (parameter.startsWith("stem")) assert.match(summary, /\(as asked\)/, parameter);
  }
  assert.deepEqual(
    others("wrn-16-2").map(({ parameter }) => parameter),
    ['unsaid {"epsilon":0.001}'],
  );
});

test("what wrappers put before the names is taken off, and one of two networks is chosen", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-families-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "model.safetensors");
  const named = (prefix: string) => {
    const checkpoint = open("wrn-16-2");
    const arrays = [...checkpoint.tensors].map(
      ([name, { shape, toFloat32 }]) => [prefix + name, { shape, data: toFloat32() }] as const,
    );
    checkpoint.close();
    return arrays;
  };
  const reads = (weights: string | null, ...prefixes: string[]) => {
    writeSafetensors(file, new Map(prefixes.flatMap(named)));
    const checkpoint = readCheckpoint(file, { weights });
    const { architecture } = describeNetwork(checkpoint);
    checkpoint.close();
    return [architecture, ...checkpoint.notes].join("; ");
  };
  assert.match(reads(null, "module."), /^WRN-16-2; .*module\. taken off/);
  assert.match(reads(null, "_module."), /^WRN-16-2/);
  assert.match(reads(null, "1."), /^WRN-16-2/);
  assert.match(reads(null, "ema.", "net."), /^WRN-16-2; taken from net, one of 2 models here/);
  assert.match(reads("ema", "ema.", "net."), /^WRN-16-2; taken from ema/);
});

test("a stem is asked for where names do not tell it, and refused where they do", () => {
  const described = (name: string) => {
    const checkpoint = open(name);
    try {
      return describeNetwork(checkpoint, { stem: "stride2" }).summary;
    } finally {
      checkpoint.close();
    }
  };
  for (const name of ["resnet20", "preact"]) {
    assert.match(described(name), /stem 3x3 of stride 2 with no max-pool \(as asked\)/);
  }
  for (const name of ["vgg", "wrn-16-2", "mobilenet", "resnet-weiaicunzai"]) {
    assert.throws(() => described(name), /found stem "stride2" for a .*, expected "auto"/);
  }
});

test("a VGG's map is averaged to what its first linear layer takes, as torch does it", async () => {
  // 32 x 32 images leave 4 x 4 positions, which become 7 x 7: see the fixture's logits.
  const network = read("vgg");
  assert.ok("write" in network);
  const { nodes } = network.write({ height: 56, width: 56 });
  assert.ok(!nodes.some(({ operator }) => operator === "MatMul"), "7 x 7 as they come");
});
