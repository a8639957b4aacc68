import assert from "node:assert/strict";
import { test } from "node:test";
import { readCheckpoint, readDataset } from "../../lib/files";
import { expected, fixture } from "./expected";

for (const [name, tensors] of Object.entries(expected.checkpoints)) {
  test(`${name} holds what torch reads from it, element by element`, () => {
    const checkpoint = readCheckpoint(fixture(name));
    assert.deepEqual([...checkpoint.tensors.keys()], Object.keys(tensors));
    for (const [key, facts] of Object.entries(tensors)) {
      const tensor = checkpoint.tensors.get(key)!;
      assert.deepEqual(tensor.shape, facts.shape, key);
      assert.equal(tensor.dtype, facts.dtype, key);
      assert.deepEqual([...tensor.toFloat32()], facts.values, key);
    }
    checkpoint.close();
  });
}

for (const [name, facts] of Object.entries(expected.datasets)) {
  test(`${name} holds what torch reads from it, byte by byte`, () => {
    const dataset = readDataset(fixture(name));
    const { count, channels, height, width } = dataset.images;
    assert.deepEqual([channels, height, width], facts.shape);
    assert.equal(count, facts.bytes.length);
    const bytes = new Uint8Array(count * channels * height * width);
    dataset.images.readBytes(0, count, bytes);
    assert.deepEqual([...bytes], facts.bytes.flat());
    assert.deepEqual([...dataset.labels], facts.labels);
    assert.deepEqual(dataset.membership && [...dataset.membership], facts.membership);
    assert.deepEqual(dataset.ids, facts.ids);
    dataset.close();
  });
}
