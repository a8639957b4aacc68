import type { InferenceSession } from "onnxruntime-node";
// not by the folder's index, which reads what makes graphs too
import { openSession } from "../../../inference/engines/onnx/session";
import { type Call, untilDone } from "../../../inference/engines/onnx/untilDone";
import type { OnnxModel } from "../../../network/onnx";
import { defineTask } from "../../../numeric/workers";
import { type Feed, runOn } from "./session";

const MODULE = "lib/training/gradients/lanes/task";

/** What this thread has open. */
let session: InferenceSession;

/** Opens this thread's session. */
export const openTask = defineTask(
  MODULE,
  "openTask",
  ({ working, model, threads }: Call & { model: OnnxModel; threads: number }) =>
    untilDone(working, async () => {
      session = await openSession(model, threads);
    }),
);

/** Runs it on values in shared memory, which onnxruntime itself does not take. */
export const runTask = defineTask(
  MODULE,
  "runTask",
  ({ working, feeds, output }: Call & { feeds: readonly Feed[]; output: string }) =>
    untilDone(working, () => {
      const own = feeds.map((feed) => ({ ...feed, values: new Float32Array(feed.values) }));
      return runOn(session, own, output);
    }),
);
