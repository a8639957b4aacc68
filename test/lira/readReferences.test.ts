import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { sha256 } from "../../lib/files/outputs";
import { computeLogits, openEngine, viewOf } from "../../lib/inference";
import {
  packedModels,
  type ReadReferencesOptions,
  readReferences,
  readReferencesFile,
  requireSameReading,
  targetNetwork,
} from "../../lib/lira";
import {
  goldenImages,
  goldenNormalization,
  largestDifference,
  openCheckpoint,
  openNetwork,
} from "../inference/fixtures";

const FIXTURES = path.join("test", "fixtures", "inference");
const DIGEST = { edition: 1, sha256: "d".repeat(64) };
const TARGET = { sha256: "a".repeat(64), classes: 9, network: "ResNet-18", digest: DIGEST };
const ids = ["a", "b", "c", "d", "e", "f", 7];

/** What the second reference adds to each class's bias, times the class. */
const OTHER_BIAS = 0.5;

/** The first reference with another bias, as a safetensors file. */
function writeOtherNetwork(file: string): void {
  const checkpoint = openCheckpoint("resnet18-7x7");
  const header: Record<string, object> = {};
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const [name, tensor] of checkpoint.tensors) {
    if (name.endsWith("num_batches_tracked")) continue;
    const values = tensor.toFloat32();
    if (name === "fc.bias") for (let k = 0; k < values.length; k++) values[k] += OTHER_BIAS * k;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const data_offsets = [from, from + bytes.length];
    header[name] = { dtype: "F32", shape: tensor.shape, data_offsets };
    parts.push(bytes);
    from += bytes.length;
  }
  checkpoint.close();
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(file, Buffer.concat([length, text, ...parts]));
}

describe("readReferences", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "references-"));
    copyFileSync(path.join(FIXTURES, "resnet18-7x7.pt"), path.join(folder, "first.pt"));
    writeOtherNetwork(path.join(folder, "second.safetensors"));
    describeFolder({});
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function describeFolder(changes: {
    target?: string;
    of?: object;
    first?: object;
    models?: unknown;
    text?: string;
    normalization?: unknown;
    datasets?: unknown;
  }) {
    const digest = (file: string) => sha256(path.join(folder, file));
    const models = changes.models ?? [
      {
        file: "first.pt",
        sha256: digest("first.pt"),
        trainedOn: { public: ["a", "b", 7], private: [] },
        ...changes.first,
      },
      {
        file: "second.safetensors",
        sha256: digest("second.safetensors"),
        trainedOn: { public: ["c", "d", "e"] },
      },
    ];
    const value = {
      target: { sha256: changes.target ?? TARGET.sha256, ...changes.of },
      models,
      normalization: changes.normalization,
      datasets: changes.datasets,
      seed: 42,
    };
    const text = changes.text ?? JSON.stringify(value);
    writeFileSync(path.join(folder, "references.json"), text);
  }

  const options = (changes: Partial<ReadReferencesOptions> = {}): ReadReferencesOptions => ({
    sets: {
      public: { path: path.join(FIXTURES, "images.bin"), ids, images: goldenImages(3) },
    },
    target: TARGET,
    normalization: goldenNormalization(3),
    engine: "onnx",
    stem: "auto",
    ...changes,
  });

  test("gives [M, N, K] logits of plain and flipped images, and who was trained on what", async () => {
    const { public: outputs } = await readReferences(folder, options());
    assert.deepEqual([outputs.models, outputs.rows, outputs.classes], [2, 7, 9]);
    assert.deepEqual([...outputs.trainedOn], [1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0]);
    for (const view of ["plain", "flip"]) {
      const engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "onnx" });
      const images = viewOf(goldenImages(3), view);
      const { data } = await computeLogits(engine, images, goldenNormalization(3));
      await engine.close();
      const found = outputs.logits.get(view) ?? new Float32Array();
      assert.deepEqual(found.subarray(0, 63), data);
      const other = data.map((z, k) => z + OTHER_BIAS * (k % 9));
      assert.ok(largestDifference(found.subarray(63), other) < 1e-5);
    }
  });

  test("ids too many for lists are told in bits, and read as if they were lists", async () => {
    const file = path.join(folder, "references.json");
    const { models, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    const packed = JSON.stringify({ ...rest, ...packedModels(models, { public: ids }, 0) });
    assert.ok(!packed.includes("leftOut") && packed.includes('"trainedOn":{"public":"'));
    writeFileSync(file, packed);
    const { public: outputs } = await readReferences(folder, options());
    assert.deepEqual([...outputs.trainedOn], [1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0]);
    assert.deepEqual(packedModels(models, { public: ids }), { models });
    writeFileSync(file, packed.replace('"public":"', '"public":"AAAA'));
    await assert.rejects(
      readReferences(folder, options()),
      /references.json: found trainedOn without lists of ids in model 0/,
    );
  });

  test("a second reading computes nothing and gives the same", async () => {
    const first = await readReferences(folder, options());
    const computed: string[] = [];
    const onProgress = (what: string) => computed.push(what);
    assert.deepEqual(await readReferences(folder, options({ onProgress })), first);
    assert.deepEqual(computed, []);
    const store = path.join(folder, "elsewhere");
    await readReferences(folder, options({ onProgress, store, views: ["flip"] }));
    assert.deepEqual(computed, ["first, public flip", "second, public flip"]);
    assert.ok(readdirSync(store).includes("logits_public_first_flip.npy"));
  });

  test("takes images prepared as the references' were, and those of a file that names no datasets", async () => {
    const prepared = '{"channels":"BGR"}';
    const images = { ...goldenImages(3), prepared };
    const sets = { public: { ...options().sets.public, images } };
    await readReferences(folder, options({ sets }));
    describeFolder({ datasets: { public: { prepared } } });
    await readReferences(folder, options({ sets }));
    describeFolder({ datasets: { public: {} } });
    await assert.rejects(
      readReferences(folder, options({ sets })),
      /found references made with a preparation of public images of none, expected \{"channels":"BGR"\}$/,
    );
  });

  test("what was named in another way is taken, and cannot be told apart", async () => {
    const sets = options().sets;
    const reading = { target: TARGET, normalization: goldenNormalization(3), sets };
    const untold = () => requireSameReading(folder, readReferencesFile(folder), reading);
    assert.match(untold() ?? "", /references\.json does not say which network .* cannot be told$/);
    describeFolder({ of: { digest: { ...DIGEST, edition: 0 } } });
    assert.match(untold() ?? "", /cannot be told$/);
    describeFolder({ of: { digest: DIGEST } });
    assert.equal(untold(), null);
    assert.equal((await readReferences(folder, options())).public.models, 2);
  });

  test("a network keeps its digest: where it changes, DIGEST_EDITION is raised, or references made before are refused", () => {
    const { digest } = targetNetwork(openNetwork("resnet18-7x7"), { height: 8, width: 8 });
    assert.deepEqual(digest, {
      edition: 1,
      sha256: "8759fa5385ac5ea4472afc1c89d5b4c89255f52e67ebe12844cec88c28b444a1",
    });
  });

  const faults: [string, Parameters<typeof describeFolder>[0], RegExp][] = [
    [
      "another target",
      { target: "b".repeat(64) },
      /references of a target with SHA-256 bbbb.*, expected aaaa/,
    ],
    [
      "another network of the same file",
      { of: { network: "ResNet-18 too", digest: { edition: 1, sha256: "e".repeat(64) } } },
      /references.json: found references made with the network e{16} \(ResNet-18 too\), expected d{16} \(ResNet-18\)$/,
    ],
    [
      "another network, which is not described",
      { of: { digest: { edition: 1, sha256: "e".repeat(64) } } },
      /references.json: found references made with the network e{16}, expected d{16} \(ResNet-18\)$/,
    ],
    [
      "a digest that is none",
      { of: { digest: "e".repeat(64) } },
      /references.json: found target without a sound digest, expected \{"target"/,
    ],
    ["no JSON", { text: "{" }, /references.json: found .*JSON/],
    ["no target", { text: "{}" }, /found no target.sha256, expected \{"target"/],
    [
      "images prepared otherwise",
      { datasets: { public: { prepared: "resized" } } },
      /references.json: found references made with a preparation of public images of resized, expected none$/,
    ],
    [
      "another scale",
      { normalization: { ...goldenNormalization(3), scale: 255 } },
      /references.json: found references made with scale 255, expected 1$/,
    ],
    [
      "a preparation that is no text",
      { datasets: { public: { prepared: 1 } } },
      /references.json: found datasets whose prepared is no text, expected \{"target"/,
    ],
    [
      "another mean",
      { normalization: { ...goldenNormalization(3), mean: [0, 0, 0] } },
      /references.json: found references made with mean \[0,0,0\], expected \[0\.[\d.,]+\]$/,
    ],
    [
      "a normalisation that is none",
      { normalization: { mean: "0.5" } },
      /found normalization without numbers mean and std/,
    ],
    ["no models", { models: [] }, /found no models/],
    ["a model without a file", { first: { file: null } }, /found no file and sha256 in model 0/],
    ["a path", { first: { file: "../x.pt" } }, /found the path "\.\.\/x\.pt" in model 0/],
    ["no ids", { first: { trainedOn: { public: [{}] } } }, /found trainedOn without lists of ids/],
    [
      "an unknown id",
      { first: { trainedOn: { public: ["z"] } } },
      /found public id z in model 0, expected an id of the public dataset/,
    ],
    [
      "an id that all were trained on",
      { first: { trainedOn: { public: ["c"] } } },
      /found public id c, which every model was trained on, expected one left out/,
    ],
    [
      "a changed checkpoint",
      { first: { sha256: "c".repeat(64) } },
      /first.pt: found another SHA-256, expected cccc/,
    ],
  ];
  for (const [what, changes, message] of faults) {
    test(`refuses ${what} on one line`, async () => {
      describeFolder(changes);
      await assert.rejects(readReferences(folder, options()), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }

  test("refuses references of two architectures", async () => {
    rmSync(path.join(folder, "second.safetensors"));
    copyFileSync(path.join(FIXTURES, "resnet34-7x7.pt"), path.join(folder, "third.pt"));
    const model = (file: string, ids: string[]) => {
      return { file, sha256: sha256(path.join(folder, file)), trainedOn: { public: ids } };
    };
    describeFolder({ models: [model("first.pt", ["a"]), model("third.pt", ["b"])] });
    await assert.rejects(
      readReferences(folder, options()),
      /third\.pt: found ResNet-34, .*, expected ResNet-18, .* as .*first\.pt$/,
    );
  });

  test("refuses references of another number of classes", async () => {
    await assert.rejects(
      readReferences(folder, options({ target: { ...TARGET, classes: 44 } })),
      /first.pt: found 9 classes, expected the target's 44/,
    );
  });
});
