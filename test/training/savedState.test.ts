import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { Trainer } from "../../lib/training";
import { restoreState, saveState } from "../../lib/training/references/savedState";
import { openNetwork } from "../inference/fixtures";

describe("a saved state", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "state-"));
  const file = path.join(folder, "reference-0.state.safetensors");
  const origin = { plan: "a".repeat(64), model: 0 };
  const epochs = [{ loss: 1.5, accuracyIn: 0.5, accuracyOut: 0.25 }];
  const progress = { epochs, steps: 17, lossSum: 25.300000000000004 };
  let trainer: Trainer;

  before(async () => {
    trainer = await Trainer.create(openNetwork("resnet18-7x7"), {
      batchSize: 2,
      size: { height: 8, width: 8 },
      momentum: 0.9,
      weightDecay: 5e-4,
      unfoldAgain: false,
      threads: 1,
    });
  });
  afterEach(() => rmSync(file, { force: true }));
  after(async () => {
    await trainer.close();
    rmSync(folder, { recursive: true });
  });
  const restore = (from = origin) => restoreState(file, trainer, from, () => []);

  test("gives back what was saved, and none where there is none", () => {
    assert.deepEqual(restore(), { epochs: [], steps: 0, lossSum: 0 });
    saveState(file, trainer, progress, origin);
    const weight = trainer.state().get("fc.bias")?.data ?? new Float32Array();
    const saved = weight.slice();
    weight.fill(7);
    assert.deepEqual(restore(), progress);
    assert.deepEqual(trainer.state().get("fc.bias")?.data, saved);
  });

  test("between two epochs says nothing of steps", () => {
    saveState(file, trainer, { epochs, steps: 0, lossSum: 0 }, origin);
    assert.deepEqual(restore(), { epochs, steps: 0, lossSum: 0 });
  });

  test("of another model, or of another plan, is refused by name", () => {
    saveState(file, trainer, progress, { ...origin, model: 3 });
    assert.throws(restore, /found a state of model 3, expected one of model 0 \(remove the file/);
    saveState(file, trainer, progress, { ...origin, plan: "b".repeat(64) });
    assert.throws(restore, /found a state of the plan bbbb.*, expected one of the plan aaaa/);
  });

  test("with one bit changed anywhere is refused, and the trainer stays as it was", () => {
    saveState(file, trainer, progress, origin);
    const sound = readFileSync(file);
    const before = trainer.state().get("conv1.weight")?.data.slice();
    const start = 8 + Number(sound.readBigUInt64LE());
    for (const at of [start, start + 4 * 1001, sound.length - 4 * 75, sound.length - 4]) {
      const damaged = Buffer.from(sound);
      damaged[at] ^= 1;
      writeFileSync(file, damaged);
      assert.throws(
        restore,
        /found a state whose checksum is not its own, expected one as it was saved/,
      );
    }
    assert.deepEqual(trainer.state().get("conv1.weight")?.data, before);
  });
});
