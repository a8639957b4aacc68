import type { Network } from "../../../network";
import { forwardGraph, GraphBuilder, type OnnxModel, writeGraph } from "../../../network/onnx";
import type { Backend, Provider } from "../types";
import { onnxBackend } from "./backend";
import { heldTo } from "./heldTo";
import type { Runner } from "./runner";
import { loadOnnxruntime, runtimeVersion } from "./runtime";
import { openSession } from "./session";
import { openInThisThread } from "./thisThread";

/**
 * onnxruntime-node on one of its other providers: one session in this thread, all of the graph on the
 * provider, its logits held to the processor's on the first batch of each size.
 *
 * @returns opens it, or says what onnxruntime-node has here or why the provider does not start
 * @example
 * const backend = await openOnnxOn("webgpu")(network, 2);
 */
export function openOnnxOn(provider: Provider) {
  return async (network: Network, threads: number): Promise<Backend> => {
    if (provider === "cuda") keepSinglePrecision();
    await requireProvider(provider);
    const version = `${await runtimeVersion()}, provider ${provider}`;
    return onnxBackend(network, { version, threads, lanes: 1 }, async (size) =>
      openHeld(forwardGraph(network, size), threads, provider),
    );
  };
}

/** CUDA's libraries round the factors of products to 10 bits unless this stands there when they load. */
function keepSinglePrecision(): void {
  process.env.NVIDIA_TF32_OVERRIDE ??= "0";
}

async function requireProvider(provider: Provider): Promise<void> {
  const { env, listSupportedBackends } = await loadOnnxruntime();
  env.logLevel = "fatal"; // what it would write to the terminal by itself is thrown too
  const names = listSupportedBackends().map(({ name }) => name);
  if (!names.includes(provider)) {
    const system = `${process.platform} ${process.arch}`;
    throw new Error(`none of that name in onnxruntime-node for ${system}: ${names.join(", ")}`);
  }
  const session = await openSession(smallestModel(), 1, provider);
  await session.release();
}

/** What every provider runs, so that one that does not start is known before images are read. */
function smallestModel(): OnnxModel {
  const builder = new GraphBuilder("smallest");
  const x = builder.input("x", "float", [1]);
  builder.output(builder.node("Add", [x, x]), "twice", "float", [1]);
  return writeGraph(builder.graph());
}

async function openHeld(model: OnnxModel, threads: number, provider: Provider): Promise<Runner> {
  const runner = await openInThisThread(model, threads, provider);
  try {
    return heldTo(await openInThisThread(model, threads), runner, provider);
  } catch (error) {
    await runner.close();
    throw error;
  }
}
