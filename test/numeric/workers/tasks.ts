import { threadId } from "node:worker_threads";
import { defineTask } from "../../../lib/numeric/workers";

/** Counts up to n, one by one. */
export const countTask = defineTask("test/numeric/workers/tasks", "countTask", (n: number) => {
  let count = 0;
  while (count < n) count++;
  return count;
});

export const laterTask = defineTask(
  "test/numeric/workers/tasks",
  "laterTask",
  async (n: number) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (n < 0) throw new RangeError(`${n} is below 0`);
    return n + 1;
  },
);

export const failTask = defineTask("test/numeric/workers/tasks", "failTask", (row: number) => {
  if (row === 3) throw new RangeError(`row ${row} is NaN`);
});

export const leaveTask = defineTask("test/numeric/workers/tasks", "leaveTask", (code: number) => {
  process.exit(code);
});

export const sharedTask = defineTask(
  "test/numeric/workers/tasks",
  "sharedTask",
  ({ values, at }: { values: Float64Array; at: number }) => {
    values[at] = at + 1;
  },
);

let tally = 0;

/** Adds to what it was given before in the same thread. */
export const tallyTask = defineTask("test/numeric/workers/tasks", "tallyTask", (n: number) => {
  tally += n;
  return tally;
});

export const flagTask = defineTask("test/numeric/workers/tasks", "flagTask", (flag: Int32Array) => {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});

/** Notes as the how-manieth it began, over all threads, from 1. */
export const turnTask = defineTask(
  "test/numeric/workers/tasks",
  "turnTask",
  ({ began, place }: { began: Int32Array; place: number }) => {
    began[place] = Atomics.add(began, 0, 1) + 1;
  },
);

/** The thread that it runs in. */
export const whereTask = defineTask("test/numeric/workers/tasks", "whereTask", (_: number) => {
  return threadId;
});

/** Has no work of its own; its weight says when it is sent. */
export const weighedTask = defineTask(
  "test/numeric/workers/tasks",
  "weighedTask",
  ({ count }: { weight: number; count: number }) => count,
);
