import type { InferenceSession } from "onnxruntime-node";
import { type OnnxModel, WEIGHTS } from "../../../network/onnx/onnxModel";
import type { Provider } from "../types";
import { ofRuntime, RUNTIME } from "./ofRuntime";
import { loadOnnxruntime } from "./runtime";

/**
 * How every session of ours runs: on the processor, one operator at a time.
 *
 * @param threads for the work inside one operator
 * @param more session settings by onnxruntime's names
 */
export function sessionOptions(
  threads: number,
  more: Readonly<Record<string, string>> = {},
): InferenceSession.SessionOptions {
  return {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores from whoever else computes.
    extra: { session: { intra_op: { allow_spinning: "0" }, ...more } },
  };
}

/**
 * The same on another provider. onnxruntime would give what a provider does not run to the processor
 * and say nothing: it is told to refuse instead.
 */
function optionsOn(provider: Provider, threads: number): InferenceSession.SessionOptions {
  return {
    ...sessionOptions(threads, { disable_cpu_ep_fallback: "1" }),
    executionProviders: [provider],
    logSeverityLevel: 4, // what it refuses is thrown too
  };
}

/**
 * Makes a model ready to run. The session copies the weights in its own order; the model is not
 * needed afterwards.
 *
 * @param provider what computes instead of the processor, all of it
 * @throws Error in one line if onnxruntime refuses the model, or the provider does not start or does not
 *   run every operator
 * @example
 * const session = await openSession(forwardGraph(network), 2);
 */
export async function openSession(
  model: OnnxModel,
  threads: number,
  provider?: Provider,
): Promise<InferenceSession> {
  const { InferenceSession } = await loadOnnxruntime();
  // onnxruntime takes no file without bytes.
  const apart = model.weights.length > 0 ? [{ path: WEIGHTS, data: model.weights }] : undefined;
  const own = provider === undefined ? sessionOptions(threads) : optionsOn(provider, threads);
  const options = { ...own, externalData: apart };
  const session = ofRuntime(InferenceSession.create(model.graph, options));
  return provider === undefined ? session : allOn(provider, session);
}

/** Says in our words that a graph is not all of the provider's. */
async function allOn<T>(provider: Provider, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error as Error).message.includes("assigned to the default CPU EP")) throw error;
    const found = `${provider} does not run every operator, and what is left would be the processor's`;
    throw new Error(RUNTIME + found, { cause: error });
  }
}
