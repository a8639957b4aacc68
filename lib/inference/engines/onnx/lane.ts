import type { InferenceSession } from "onnxruntime-node";
import type { OnnxModel } from "../../../network/onnx";
import { defineTask } from "../../../numeric/workers";
import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";
import { forward } from "./forward";
import { Intake } from "./intake";
// not by the folder's index, which reads what makes graphs too: a lane is ready in half the time
import { openSession } from "./session";
import { type Call, untilDone } from "./untilDone";

const MODULE = "lib/inference/engines/onnx/lane";

/** What this thread has open. */
let session: InferenceSession;
let intake: Intake;
let own = new Float32Array(0);

/** Opens this thread's session. */
export const openLane = defineTask(
  MODULE,
  "openLane",
  async ({ working, model, threads }: Call & { model: OnnxModel; threads: number }) => {
    await untilDone(working, async () => {
      session = await openSession(model, threads);
      intake = new Intake(model.windows);
    });
  },
);

/** Runs this thread's session on a batch in shared memory. */
export const runLane = defineTask(
  MODULE,
  "runLane",
  ({ working, batch, shape }: Call & { batch: Batch; shape: BatchShape }) =>
    untilDone(working, (): Promise<Activations> => forward(session, intake, owned(batch), shape)),
);

/** onnxruntime takes no floats in shared memory. */
function owned(batch: Batch): Batch {
  if (!(batch instanceof Float32Array)) return batch;
  if (own.length < batch.length) own = new Float32Array(batch.length);
  own.set(batch);
  return own.subarray(0, batch.length);
}
