import type { OnnxModel } from "../../../network/onnx";
import { Thread } from "../../../numeric/workers";
import type { Activations, BatchShape } from "../types";
import { openLane, runLane } from "./lane";

/** The longest that a process that ends waits for a lane, in ms. */
const PATIENCE = 10_000;

/** Those that are open. onnxruntime aborts the process if its thread is ended while it works. */
const open = new Set<LaneThread>();
process.on("exit", () => {
  for (const lane of open) lane.waitHere();
});

/** A thread with a session of its own, and the shared memory through which batches reach it. */
export class LaneThread {
  private readonly thread = new Thread(runLane);
  private readonly working = new Int32Array(new SharedArrayBuffer(4));
  private shared: Float32Array = new Float32Array(0);
  private call: Promise<unknown> = Promise.resolve();

  /** Makes the session. */
  open(model: OnnxModel, threads: number): Promise<void> {
    open.add(this);
    return this.begin(() => this.thread.call(openLane, { working: this.working, model, threads }));
  }

  /** Runs the session on one batch; the call before must have ended. */
  run(images: Float32Array, shape: BatchShape): Promise<Activations> {
    if (this.shared.length < images.length) {
      this.shared = new Float32Array(new SharedArrayBuffer(images.byteLength));
    }
    this.shared.set(images);
    const batch = this.shared.subarray(0, images.length);
    return this.begin(() => this.thread.call(runLane, { working: this.working, batch, shape }));
  }

  /** Ends the thread as soon as the call that runs is done. */
  async close(): Promise<void> {
    await this.call;
    await this.thread.close();
    open.delete(this);
  }

  /** Stops this thread until onnxruntime is done with the call that runs. */
  waitHere(): void {
    Atomics.wait(this.working, 0, 1, PATIENCE);
  }

  private begin<T>(call: () => Promise<T>): Promise<T> {
    Atomics.store(this.working, 0, 1);
    const result = call();
    this.call = result.catch(() => Atomics.store(this.working, 0, 0)); // the thread may be gone
    return result;
  }
}
