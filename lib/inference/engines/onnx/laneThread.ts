import type { OnnxModel } from "../../../network/onnx";
import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";
import { openLane, runLane } from "./lane";
import { RuntimeThread } from "./runtimeThread";

/** A thread with a session of its own, and the shared memory through which batches reach it. */
export class LaneThread {
  private readonly thread = new RuntimeThread(runLane);
  private shared = new SharedArrayBuffer(0);

  /** Makes the session. */
  open(model: OnnxModel, threads: number): Promise<void> {
    return this.thread.begin(openLane, { model, threads });
  }

  /** Runs the session on one batch; the call before must have ended. */
  run(images: Batch, shape: BatchShape): Promise<Activations> {
    return this.thread.begin(runLane, { batch: this.share(images), shape });
  }

  private share(images: Batch): Batch {
    const { byteLength } = images instanceof Float32Array ? images : images.bytes;
    if (this.shared.byteLength < byteLength) this.shared = new SharedArrayBuffer(byteLength);
    if (images instanceof Float32Array) {
      const floats = new Float32Array(this.shared, 0, images.length);
      floats.set(images);
      return floats;
    }
    const bytes = new Uint8Array(this.shared, 0, byteLength);
    bytes.set(images.bytes);
    return { ...images, bytes };
  }

  /** Ends the thread as soon as the call that runs is done. */
  close(): Promise<void> {
    return this.thread.close();
  }
}
