import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { readCheckpoint, readDataset } from "../../lib/files";
import { readNpy, sha256 } from "../../lib/files/outputs";
import { resolveNormalization } from "../../lib/inference";
import { readReferences, targetNetwork } from "../../lib/lira";
import { describeNetwork, networkGraph, STEMS } from "../../lib/network";
import type { Graph } from "../../lib/network/graph/types";
import { onnxBytes } from "../../lib/network/onnx";
import { repositoryRoot } from "../../lib/repository";
import { parseReferencesArguments, runReferences } from "../../lib/training";
import { openNetwork } from "../inference/fixtures";

const fixtures = path.join(repositoryRoot(), "test", "fixtures");
const dataset = (name: string) => path.join(fixtures, "training", `${name}.npz`);
const scratch = mkdtempSync(path.join(tmpdir(), "references-of-graphs-"));
const asState = path.join(fixtures, "inference", "resnet18-7x7.pt");
const asGraph = path.join(scratch, "target.onnx");
const graph = networkGraph(openNetwork("resnet18-7x7"), { height: 8, width: 8 });
writeFileSync(asGraph, onnxBytes(graph));

const run = (model: string, out: string, ...options: string[]) => {
  const words = [
    ...["--model", model, "--public", dataset("public"), "--private", dataset("private")],
    ...["--out", path.join(scratch, out), "--pairs", "1", "--epochs", "1", "--tail", "1"],
    ...["--batch-size", "12", "--lr", "0.0005", "--threads", "1", ...options],
  ];
  return runReferences(parseReferencesArguments(words, "/"), () => {});
};

const logitsIn = (out: string, set: string, view: string) =>
  readNpy(path.join(scratch, out, `references_${set}_${view}.npy`)).data as Float32Array;

describe("reference models of a target that is a graph", () => {
  after(() => rmSync(scratch, { recursive: true }));

  test("they say what those of the same target as a state_dict say", async () => {
    assert.equal(await run(asState, "state"), 0);
    assert.equal(await run(asGraph, "graph"), 0);
    for (const set of ["public", "private"]) {
      for (const view of ["plain", "flip"]) {
        const expected = logitsIn("state", set, view);
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        logitsIn("graph", set, view).forEach((value, i) => {
          const difference = Math.abs(value - expected[i]);
          assert.ok(difference < 1e-3 * largest, `${set} ${view} ${i}: ${value}, ${expected[i]}`);
        });
      }
    }
  });

  test("each is a graph of its own, which readReferences reads, whatever stem was asked for", async () => {
    const folder = path.join(scratch, "graph");
    const { models } = JSON.parse(readFileSync(path.join(folder, "references.json"), "utf8"));
    assert.deepEqual(
      models.map(({ file }: { file: string }) => file),
      ["reference-0.onnx", "reference-1.onnx"],
    );
    assert.ok(!readdirSync(folder).some((name) => name.endsWith(".safetensors")));
    const sets = {
      public: readDataset(dataset("public")),
      private: readDataset(dataset("private")),
    };
    const network = describeNetwork(readCheckpoint(asGraph));
    const options = {
      ...{
        sets,
        target: {
          sha256: sha256(asGraph),
          classes: 9,
          ...targetNetwork(network, sets.public.images),
        },
      },
      normalization: resolveNormalization({ modelPath: asGraph, channels: 3 }),
    };
    // A stem asked for by name makes stored logits another's, so they are computed again.
    const outputs = await readReferences(folder, { ...options, engine: "onnx", stem: STEMS[1] });
    assert.deepEqual(outputs.public.logits.get("plain"), logitsIn("graph", "public", "plain"));
    for (const set of Object.values(sets)) set.close();
  });

  test("an operator without a gradient is named before anything is written", async () => {
    const [first, ...rest] = graph.nodes;
    const rounded: Graph = {
      ...graph,
      nodes: [
        { operator: "Round", name: "r", inputs: ["images"], outputs: ["r"], attributes: {} },
        { ...first, inputs: ["r", ...first.inputs.slice(1)] },
        ...rest,
      ],
    };
    const file = path.join(scratch, "rounded.onnx");
    writeFileSync(file, onnxBytes(rounded));
    await assert.rejects(
      run(file, "rounded"),
      /rounded\.onnx: found Round, whose gradient is not known, expected operators that can be trained through$/,
    );
    assert.ok(!existsSync(path.join(scratch, "rounded")));
  });

  test("a batch that is written into the graph is refused unless steps are of it", async () => {
    const fixed: Graph = {
      ...graph,
      inputs: graph.inputs.map((input) => ({ ...input, dimensions: [4, 3, 8, 8] })),
    };
    const file = path.join(scratch, "fixed.onnx");
    writeFileSync(file, onnxBytes(fixed));
    await assert.rejects(
      run(file, "fixed"),
      /fixed\.onnx: found a batch of 4 that is written into it, expected --batch-size 4, or a batch left free$/,
    );
  });
});
