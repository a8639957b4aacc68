import type { NetworkFacts } from "../../../network/types";
import { normalised } from "../batch";
import type { Activations, BatchShape } from "../types";
import type { Runner } from "./runner";

/**
 * A runner whose model takes a fixed number of images: any number goes through it in turns, the last
 * filled up with zeros.
 *
 * @param most images of a pass
 */
export function inBatchesOf(
  most: number,
  runner: Runner,
  { classes, embeddingSize }: Pick<NetworkFacts, "classes" | "embeddingSize">,
): Runner {
  return {
    async forward(batch, wanted): Promise<Activations> {
      const [count, channels, height, width] = wanted;
      const images = normalised(batch, wanted);
      const values = channels * height * width;
      const shape: BatchShape = [most, channels, height, width];
      const logits = new Float32Array(count * classes);
      const embedding = new Float32Array(count * embeddingSize);
      for (let start = 0; start < count; start += most) {
        const rows = Math.min(most, count - start);
        const given = images.subarray(start * values, (start + rows) * values);
        const full = rows === most ? given : new Float32Array(most * values);
        if (full !== given) full.set(given);
        const found = await runner.forward(full, shape);
        logits.set(found.logits.subarray(0, rows * classes), start * classes);
        embedding.set(found.embedding.subarray(0, rows * embeddingSize), start * embeddingSize);
      }
      return { logits, embedding };
    },
    close: () => runner.close(),
  };
}
