import { createRequire } from "node:module";
import path from "node:path";
import type { Network } from "../../network";
import { repositoryRoot } from "../../repository";
import { setBackend, tfjsForward } from "./tfjsForward";
import type { Backend } from "./types";

/** TensorFlow.js on WebAssembly with SIMD: no native code; its threads do not start in Node. */
export async function openTfjsWasm(network: Network): Promise<Backend> {
  const tf = await import("@tensorflow/tfjs-core");
  const wasm = await import("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(distFolder());
  const use = () => setBackend(tf, "wasm");
  await withoutNewListeners(use);
  const forward = tfjsForward(tf, network);
  return {
    version: `@tensorflow/tfjs-backend-wasm ${wasm.version_wasm}`,
    threads: 1,
    batchSize: 64,
    lanes: 1,
    async forward(batch, shape) {
      await use();
      return forward.run(batch, shape);
    },
    close: async () => forward.dispose(),
  };
}

/** Where the .wasm files lie, with the separator at the end that the backend demands. */
function distFolder(): string {
  const fromRoot = createRequire(path.join(repositoryRoot(), "package.json"));
  return path.dirname(fromRoot.resolve("@tensorflow/tfjs-backend-wasm")) + path.sep;
}

/**
 * The WebAssembly loader listens for uncaught errors only to throw them again under 20 KB of its
 * own source; what it adds is taken away.
 */
async function withoutNewListeners(load: () => Promise<void>): Promise<void> {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = events.map((event) => new Set(process.rawListeners(event)));
  await load();
  events.forEach((event, i) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[i].has(listener)) process.off(event, listener as () => void);
    }
  });
}
