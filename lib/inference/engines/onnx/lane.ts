import type { InferenceSession } from "onnxruntime-node";
import type { OnnxModel } from "../../../network/onnx";
import { defineTask } from "../../../numeric/workers";
import type { Activations, BatchShape } from "../types";
import { forward } from "./forward";
// not by the folder's index, which reads what makes graphs too: a lane is ready in half the time
import { openSession } from "./session";

const MODULE = "lib/inference/engines/onnx/lane";

/** What every call takes beside its own arguments. */
interface Call {
  /** One number in shared memory: 1 while onnxruntime works, then 0. */
  readonly working: Int32Array;
}

/** What this thread has open. */
let session: InferenceSession;
let own = new Float32Array(0);

/** Opens this thread's session. */
export const openLane = defineTask(
  MODULE,
  "openLane",
  async ({ working, model, threads }: Call & { model: OnnxModel; threads: number }) => {
    await untilDone(working, async () => {
      session = await openSession(model, threads);
    });
  },
);

/** Runs this thread's session on a batch in shared memory, which onnxruntime itself does not take. */
export const runLane = defineTask(
  MODULE,
  "runLane",
  ({ working, batch, shape }: Call & { batch: Float32Array; shape: BatchShape }) =>
    untilDone(working, (): Promise<Activations> => {
      if (own.length < batch.length) own = new Float32Array(batch.length);
      own.set(batch);
      return forward(session, own.subarray(0, batch.length), shape);
    }),
);

async function untilDone<T>(working: Int32Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    Atomics.store(working, 0, 0);
    Atomics.notify(working, 0);
  }
}
