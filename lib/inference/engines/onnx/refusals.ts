import { InputError } from "../../../files";
import type { Network } from "../../../network";
import type { Activations, BatchShape } from "../types";
import { RUNTIME } from "./ofRuntime";

/**
 * Adds to what onnxruntime refuses which model it was.
 *
 * @throws InputError where onnxruntime refuses the model; what else fails as it is
 */
export async function saying<T>({ path }: Network, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith(RUNTIME)) throw error;
    const found = `what onnxruntime refuses: ${message.slice(RUNTIME.length)}`;
    throw new InputError(path, found, "a graph that it runs");
  }
}

/**
 * Checks that a pass gave what the network was taken to give.
 *
 * @throws InputError naming the model if it did not
 */
export function requireSizes(
  { path, classes, embeddingSize }: Network,
  { logits, embedding }: Activations,
  [count]: BatchShape,
): void {
  const sizes = [
    ["logits", logits.length, classes],
    ["an embedding", embedding.length, embeddingSize],
  ] as const;
  for (const [what, found, expected] of sizes) {
    if (found === count * expected) continue;
    const shown = `${what} of ${found} numbers for ${count} images`;
    throw new InputError(path, shown, `${expected} for each`);
  }
}
