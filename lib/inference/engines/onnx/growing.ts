import type { OnnxModel } from "../../../network/onnx";
import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";
import { Lanes } from "./lanes";
import type { Runner } from "./runner";
import { openInThisThread } from "./thisThread";

/** Work of so many ms in one session is worth other threads, each of which takes .3 s to be ready. */
const WORTH_LANES_MS = 1000;

/**
 * A model in one session in this thread, with all threads inside of one operator, as long as there is
 * little work; where there is more, in lanes, which are opened meanwhile. The bytes are the same in either.
 *
 * @example
 * const runner = await Growing.open(forwardGraph(network), [1, 1]);
 * const { logits } = await runner.forward(batch, shape);
 * await runner.close();
 */
export class Growing implements Runner {
  private worked = 0;
  /** The last call of the one session, which takes one after the other. */
  private last: Promise<unknown> = Promise.resolve();
  private opening: Promise<void> | undefined;
  private lanes: Lanes | undefined;
  private failure: { readonly error: unknown } | undefined;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly one: Runner,
    private model: OnnxModel | undefined,
    private readonly shares: readonly number[],
    private readonly worthLanes: number,
  ) {}

  /**
   * @param shares each lane's threads
   * @param worthLanes ms of work after which lanes are opened
   * @throws Error what onnxruntime says if it refuses the model
   */
  static async open(
    model: OnnxModel,
    shares: readonly number[],
    worthLanes = WORTH_LANES_MS,
  ): Promise<Growing> {
    const threads = shares.reduce((sum, share) => sum + share, 0);
    return new Growing(await openInThisThread(model, threads), model, shares, worthLanes);
  }

  async forward(batch: Batch, shape: BatchShape): Promise<Activations> {
    if (this.closing) throw new Error("the engine is closed");
    if (this.lanes) return this.lanes.forward(batch, shape);
    const before = this.last;
    const result = before.then(() => this.inOne(batch, shape));
    this.last = result.catch(() => {});
    return result;
  }

  /** Ends what is open as soon as the calls that run are done; what waits is given up. */
  close(): Promise<void> {
    this.closing ??= (async () => {
      await this.opening;
      await this.lanes?.close();
      if (this.lanes === undefined) await this.closeOne();
    })();
    return this.closing;
  }

  private async inOne(batch: Batch, shape: BatchShape): Promise<Activations> {
    if (this.closing) throw new Error("the engine is closed");
    if (this.failure) throw this.failure.error;
    if (this.lanes) return this.lanes.forward(batch, shape);
    const start = performance.now();
    const found = await this.one.forward(batch, shape);
    this.worked += performance.now() - start;
    if (this.worked > this.worthLanes) this.opening ??= this.grow();
    return found;
  }

  private async grow(): Promise<void> {
    const { model } = this;
    if (model === undefined) return;
    try {
      this.lanes = await Lanes.open(model, this.shares);
      this.model = undefined;
      void this.closeOne();
    } catch (error) {
      this.failure = { error };
    }
  }

  private async closeOne(): Promise<void> {
    await this.last;
    await this.one.close();
  }
}
