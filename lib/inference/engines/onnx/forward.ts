import type { InferenceSession } from "onnxruntime-node";
import { FORWARD } from "../../../network/onnx/forwardNames";
import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";
import type { Intake } from "./intake";
import { ofRuntime } from "./ofRuntime";

/** Runs a session of the forward graph on one batch; the call before with the same intake must have ended. */
export async function forward(
  session: InferenceSession,
  intake: Intake,
  batch: Batch,
  shape: BatchShape,
): Promise<Activations> {
  const images = await intake.take(batch, shape);
  const values = await ofRuntime(session.run({ [FORWARD.images]: images }));
  return {
    logits: values[FORWARD.logits].data as Float32Array,
    embedding: values[FORWARD.embedding].data as Float32Array,
  };
}
