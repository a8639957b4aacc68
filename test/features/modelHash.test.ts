import assert from "node:assert/strict";
import { test } from "node:test";
import { modelHash } from "../../lib/features/observer/modelHash";
import type { GraphNetwork } from "../../lib/network";
import { openNetwork } from "../inference/fixtures";

test("stored outputs are told by the weights beside a model too", () => {
  const graph = { weightFiles: [] } as unknown as GraphNetwork;
  const beside = (sha256: string) => ({ ...graph, weightFiles: [{ path: "w.bin", sha256 }] });
  assert.equal(modelHash("m", openNetwork("resnet18-7x7")), "m");
  assert.equal(modelHash("m", graph), "m");
  const hashes = [
    modelHash("m", beside("a")),
    modelHash("m", beside("b")),
    modelHash("n", beside("a")),
  ];
  assert.equal(new Set([...hashes, "m"]).size, 4);
});
