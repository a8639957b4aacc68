import type { OnnxModel } from "../../../network/onnx";
import type { Batch } from "../batch";
import type { Activations, BatchShape } from "../types";
import { LaneThread } from "./laneThread";

/** Someone who waits for a lane. */
interface Waiting {
  readonly take: (lane: LaneThread) => void;
  readonly giveUp: (error: unknown) => void;
}

/**
 * Several sessions of one model, each in a thread of its own; a batch goes to whichever is free.
 *
 * @example
 * const lanes = await Lanes.open(forwardGraph(network), [1, 1]);
 * const [a, b] = await Promise.all([lanes.forward(first, shape), lanes.forward(second, shape)]);
 * await lanes.close();
 */
export class Lanes {
  private readonly lanes: LaneThread[];
  private readonly idle: LaneThread[] = [];
  private readonly waiting: Waiting[] = [];
  private failure: { readonly error: unknown } | null = null;

  private constructor(count: number) {
    this.lanes = Array.from({ length: count }, () => new LaneThread());
  }

  /**
   * Fulfils when the first lane is open; the others follow one by one, since a session takes more than
   * twice its weights while it is being made.
   *
   * @param shares each lane's threads
   * @throws Error what onnxruntime says if it refuses the model
   */
  static async open(model: OnnxModel, shares: readonly number[]): Promise<Lanes> {
    const lanes = new Lanes(shares.length);
    const open = async (i: number) => {
      await lanes.lanes[i].open(model, shares[i]);
      lanes.free(lanes.lanes[i]);
    };
    try {
      await open(0);
    } catch (error) {
      await lanes.close();
      throw error;
    }
    const openOthers = async () => {
      for (let i = 1; i < shares.length && !lanes.failure; i++) await open(i);
    };
    openOthers().catch((error) => lanes.fail(error));
    return lanes;
  }

  /** Runs the batch in the first lane that is free. The batch may be used again when this returns. */
  async forward(batch: Batch, shape: BatchShape): Promise<Activations> {
    this.refuseAfterFailure();
    const lane = this.idle.pop() ?? (await this.nextFree());
    try {
      this.refuseAfterFailure();
      return await lane.run(batch, shape);
    } finally {
      this.free(lane);
    }
  }

  /** Ends all threads as soon as what runs is done; what waits is given up. */
  async close(): Promise<void> {
    this.fail(new Error("the engine is closed"));
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private refuseAfterFailure(): void {
    if (this.failure) throw this.failure.error;
  }

  private nextFree(): Promise<LaneThread> {
    return new Promise((take, giveUp) => this.waiting.push({ take, giveUp }));
  }

  private free(lane: LaneThread): void {
    const next = this.waiting.shift();
    if (next) next.take(lane);
    else this.idle.push(lane);
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    for (const { giveUp } of this.waiting.splice(0)) giveUp(error);
  }
}
