import type { OnnxModel } from "../../../network/onnx";
import type { Activations, BatchShape } from "../types";
import { openLane, runLane } from "./lane";
import { RuntimeThread } from "./runtimeThread";

/** A thread with a session of its own, and the shared memory through which batches reach it. */
export class LaneThread {
  private readonly thread = new RuntimeThread(runLane);
  private shared: Float32Array = new Float32Array(0);

  /** Makes the session. */
  open(model: OnnxModel, threads: number): Promise<void> {
    return this.thread.begin(openLane, { model, threads });
  }

  /** Runs the session on one batch; the call before must have ended. */
  run(images: Float32Array, shape: BatchShape): Promise<Activations> {
    if (this.shared.length < images.length) {
      this.shared = new Float32Array(new SharedArrayBuffer(images.byteLength));
    }
    this.shared.set(images);
    const batch = this.shared.subarray(0, images.length);
    return this.thread.begin(runLane, { batch, shape });
  }

  /** Ends the thread as soon as the call that runs is done. */
  close(): Promise<void> {
    return this.thread.close();
  }
}
