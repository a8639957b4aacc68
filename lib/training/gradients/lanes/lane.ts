import { openSession } from "../../../inference/engines/onnx";
import { RuntimeThread } from "../../../inference/engines/onnx/runtimeThread";
import type { OnnxModel } from "../../../network/onnx";
import { type Feed, runOn } from "./session";
import { openTask, runTask } from "./task";

/** A session that batches go through one after the other. */
export interface Lane {
  /** Written before each run. */
  readonly feeds: readonly Feed[];
  run(): Promise<Float32Array>;
  /** Ends it as soon as the run is done. */
  close(): Promise<void>;
}

/** What a lane runs. */
export interface LaneModel {
  readonly model: OnnxModel;
  readonly inputs: readonly Pick<Feed, "name" | "shape">[];
  readonly output: string;
}

/** A session in this thread. */
export async function laneHere(
  { model, inputs, output }: LaneModel,
  threads: number,
): Promise<Lane> {
  const session = await openSession(model, threads);
  const feeds = inputs.map((input) => ({ ...input, values: new Float32Array(sizeOf(input)) }));
  return { feeds, run: () => runOn(session, feeds, output), close: () => session.release() };
}

/** A session in a thread of its own. */
export async function laneInThread(
  { model, inputs, output }: LaneModel,
  threads: number,
): Promise<Lane> {
  const thread = new RuntimeThread(runTask);
  try {
    await thread.begin(openTask, { model, threads });
  } catch (error) {
    await thread.close();
    throw error;
  }
  const feeds = inputs.map((input) => {
    const shared = new SharedArrayBuffer(4 * sizeOf(input));
    return { ...input, values: new Float32Array(shared) };
  });
  return {
    feeds,
    run: () => thread.begin(runTask, { feeds, output }),
    close: () => thread.close(),
  };
}

function sizeOf({ shape }: Pick<Feed, "shape">): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
