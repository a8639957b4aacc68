import type { Network } from "../network";
import { FORWARD, forwardGraph } from "../onnx";
import type { Backend } from "./types";

/**
 * onnxruntime-node over the ONNX bytes that we write.
 *
 * @param threads for the work inside one operator
 */
export async function openOnnx(network: Network, threads: number): Promise<Backend> {
  const ort = await import("onnxruntime-node");
  const session = await ort.InferenceSession.create(forwardGraph(network), {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores from whoever else computes.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return {
    version: `onnxruntime-node ${ort.env.versions.node}`,
    threads,
    batchSize: 64,
    async forward(batch, shape) {
      const images = new ort.Tensor("float32", batch, shape);
      const values = await session.run({ [FORWARD.images]: images });
      return {
        logits: values[FORWARD.logits].data as Float32Array,
        embedding: values[FORWARD.embedding].data as Float32Array,
      };
    },
    close: () => session.release(),
  };
}
