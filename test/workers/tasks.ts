import { defineTask } from "../../lib/workers";

/** Counts up to n, one by one. */
export const countTask = defineTask("test/workers/tasks", "countTask", (n: number) => {
  let count = 0;
  while (count < n) count++;
  return count;
});

export const laterTask = defineTask("test/workers/tasks", "laterTask", async (n: number) => {
  await new Promise((resolve) => setImmediate(resolve));
  if (n < 0) throw new RangeError(`${n} is below 0`);
  return n + 1;
});

export const failTask = defineTask("test/workers/tasks", "failTask", (row: number) => {
  if (row === 3) throw new RangeError(`row ${row} is NaN`);
});

export const leaveTask = defineTask("test/workers/tasks", "leaveTask", (code: number) => {
  process.exit(code);
});

export const sharedTask = defineTask(
  "test/workers/tasks",
  "sharedTask",
  ({ values, at }: { values: Float64Array; at: number }) => {
    values[at] = at + 1;
  },
);

let tally = 0;

/** Adds to what it was given before in the same thread. */
export const tallyTask = defineTask("test/workers/tasks", "tallyTask", (n: number) => {
  tally += n;
  return tally;
});
