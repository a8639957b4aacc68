import assert from "node:assert/strict";
import { test } from "node:test";
import { readCheckpoint } from "../../lib/files";
import { hasBottlenecks, withUnsaid } from "../../lib/network";
import { describeResidual } from "../inference/fixtures";

const read = (name: string) => readCheckpoint(`test/fixtures/inference/${name}.pt`);

test("a bottleneck's stride moves to its 1x1 convolution and back, and basic blocks keep theirs", () => {
  const network = describeResidual(read("resnet50-7x7"));
  const strides = (of: typeof network) =>
    of.blocks.map(({ convolutions }) => convolutions.map(({ stride }) => stride).join());
  assert.ok(hasBottlenecks(network));
  assert.ok(strides(network).includes("1,2,1"));
  const first = withUnsaid(network, { strideOn: "1x1" });
  assert.ok(strides(first).includes("2,1,1") && !strides(first).includes("1,2,1"));
  assert.deepEqual(strides(withUnsaid(first, { strideOn: "3x3" })), strides(network));
  const basic = describeResidual(read("resnet18-7x7"));
  assert.ok(!hasBottlenecks(basic));
  assert.deepEqual(strides(withUnsaid(basic, { strideOn: "1x1" })), strides(basic));
});

test("an epsilon that is asked for is that of every batch normalisation, and the summary says it", () => {
  const unsaid = { epsilon: 1e-3 };
  const network = describeResidual(read("resnet18-3x3"), { unsaid });
  const every = [network.stem, ...network.blocks.flatMap(({ convolutions }) => convolutions)];
  assert.ok(every.every(({ batchNorm }) => batchNorm.epsilon === 1e-3));
  assert.match(network.summary, /with \{"epsilon":0.001\} as asked/);
  assert.throws(
    () => withUnsaid(network, { groups: 2 }),
    /resnet18-3x3\.pt: found unsaid groups for batch normalisation, expected epsilon or strideOn$/,
  );
});
