import type { InferenceSession } from "onnxruntime-node";
import { ofRuntime } from "../../../inference/engines/onnx/ofRuntime";
import { loadOnnxruntime } from "../../../inference/engines/onnx/runtime";

/** What one of the graph's inputs is given. */
export interface Feed {
  readonly name: string;
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Runs a session whose one output is `output`. */
export async function runOn(
  session: InferenceSession,
  feeds: readonly Feed[],
  output: string,
): Promise<Float32Array> {
  const { Tensor } = await loadOnnxruntime();
  const inputs = feeds.map(({ name, values, shape }) => {
    return [name, new Tensor("float32", values, shape)] as const;
  });
  const { [output]: found } = await ofRuntime(session.run(Object.fromEntries(inputs)));
  return found.data as Float32Array;
}
