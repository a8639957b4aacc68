import type { InferenceSession } from "onnxruntime-node";
import { FORWARD } from "../../../network/onnx/forwardNames";
import type { Activations, BatchShape } from "../types";
import { ofRuntime } from "./ofRuntime";
import { loadOnnxruntime } from "./runtime";

/** Runs a session of the forward graph on one batch. */
export async function forward(
  session: InferenceSession,
  batch: Float32Array,
  shape: BatchShape,
): Promise<Activations> {
  const { Tensor } = await loadOnnxruntime();
  const images = new Tensor("float32", batch, shape);
  const values = await ofRuntime(session.run({ [FORWARD.images]: images }));
  return {
    logits: values[FORWARD.logits].data as Float32Array,
    embedding: values[FORWARD.embedding].data as Float32Array,
  };
}
