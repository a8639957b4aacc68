import { defineTask } from "../../../lib/numeric/workers";

/** Counts up to n, one by one. */
export const countTask = defineTask("test/numeric/workers/tasks", "countTask", (n: number) => {
  let count = 0;
  while (count < n) count++;
  return count;
});

/** The same, but refuses to count to what is below 0. */
export const countUpTask = defineTask("test/numeric/workers/tasks", "countUpTask", (n: number) => {
  if (n < 0) throw new RangeError(`${n} is below 0`);
  return countTask.run(n);
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
