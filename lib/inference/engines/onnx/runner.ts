import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";

/** A model that is open, for images of one size. */
export interface Runner {
  forward(batch: Batch, shape: BatchShape): Promise<Activations>;
  close(): Promise<void>;
}
