import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import type { Worker } from "node:worker_threads";
import { defineTask, runTask, Thread } from "../../../lib/numeric/workers";
import { repositoryRoot } from "../../../lib/repository";
import {
  countTask,
  countUpTask,
  failTask,
  laterTask,
  leaveTask,
  sharedTask,
  tallyTask,
} from "./tasks";

for (const workers of [1, 2, -1]) {
  test(`results come in the arguments' order with ${workers} workers`, async () => {
    const seen: number[] = [];
    const results = await runTask(countTask, [300000, 1, 200000, 2, 3], {
      workers,
      onProgress: (done, total) => seen.push(done / total),
    });
    assert.deepEqual(results, [300000, 1, 200000, 2, 3]);
    assert.deepEqual(seen, [0.2, 0.4, 0.6, 0.8, 1]);
  });

  test(`a task may answer later with ${workers} workers`, async () => {
    assert.deepEqual(await runTask(laterTask, [1, 2], { workers }), [2, 3]);
    await assert.rejects(runTask(laterTask, [-1, 2], { workers }), { message: "-1 is below 0" });
  });

  test(`an error comes back with its message and type with ${workers} workers`, async () => {
    await assert.rejects(runTask(failTask, [1, 2, 3, 4], { workers }), {
      name: "RangeError",
      message: "row 3 is NaN",
    });
  });
}

test("workers write into shared memory that the caller sees", async () => {
  const values = new Float64Array(new SharedArrayBuffer(8 * 4));
  const calls = [0, 1, 2, 3].map((at) => ({ values, at }));
  await runTask(sharedTask, calls, { workers: 2 });
  assert.deepEqual([...values], [1, 2, 3, 4]);
});

test("calls may be made while the workers start; an error there ends them", async () => {
  const two = { length: 2, make: () => [3, 1] };
  assert.deepEqual(await runTask(countTask, two, { workers: 2 }), [3, 1]);
  assert.deepEqual(await runTask(countTask, two, { workers: 1 }), [3, 1]);
  assert.deepEqual(await runTask(countTask, { length: 0, make: () => [] }, { workers: 2 }), []);
  const make = () => {
    throw new RangeError("no rows");
  };
  await assert.rejects(runTask(countTask, { length: 2, make }, { workers: 2 }), /no rows/);
});

test("there are never more workers than calls", async () => {
  let started = 0;
  const count = () => started++;
  process.on("worker", count);
  await runTask(countTask, { length: 2, make: () => [3, 1] }, { workers: 5 });
  await runTask(countTask, [3, 1], { workers: 5 });
  await runTask(countTask, { length: 1, make: () => [3] }, { workers: 5 });
  process.off("worker", count);
  assert.equal(started, 4);
});

test("a thread keeps what its module keeps, and a module that does not load is told by the call", async () => {
  const thread = new Thread(tallyTask);
  assert.equal(await thread.call(tallyTask, 2), 2);
  assert.equal(await thread.call(tallyTask, 3), 5);
  await thread.close();
  const lost = defineTask("test/numeric/workers/nowhere", "lostTask", (n: number) => n);
  const other = new Thread(lost);
  await assert.rejects(other.call(lost, 1), /nowhere/);
  assert.equal(await other.call(countTask, 4), 4);
  await other.close();
});

test("threads that stay serve one run after the other, also after a call that failed", async () => {
  const threads = [new Thread(tallyTask), new Thread(tallyTask)];
  const run = (calls: number[]) => runTask(tallyTask, calls, { workers: 1, threads });
  await run([1, 1, 1]);
  await run([1, 1]);
  const tallies = await Promise.all(threads.map((thread) => thread.call(tallyTask, 0)));
  assert.equal(tallies[0] + tallies[1], 5, "what a thread tallied stays with it");
  const slowly = [-1, 5e7, 5e7, 5e7];
  await assert.rejects(runTask(countUpTask, slowly, { workers: 1, threads }), /-1 is below 0/);
  assert.deepEqual(await runTask(countTask, [3, 4], { workers: 1, threads }), [3, 4]);
  await Promise.all(threads.map((thread) => thread.close()));
});

test("no calls, no workers, no results", async () => {
  assert.deepEqual(await runTask(countTask, [], { workers: 2 }), []);
});

test("a worker that ends too early is an error, not a wait without end", async () => {
  await assert.rejects(runTask(leaveTask, [7, 7], { workers: 2 }), /ended with code 7/);
});

test("a call of a thread that has ended is an error, not a wait without end", async () => {
  const left = new Thread(leaveTask);
  await assert.rejects(left.call(leaveTask, 7), /ended with code 7/);
  await assert.rejects(left.call(countTask, 1), /ended with code 7/);
  const closed = new Thread();
  await closed.close();
  await assert.rejects(closed.call(countTask, 1), /ended with code/);
});

test("arguments that cannot be copied are refused, and nothing goes on to wait for an answer", async () => {
  const started: Worker[] = [];
  const note = (worker: Worker) => started.push(worker);
  process.on("worker", note);
  const thread = new Thread();
  await assert.rejects(thread.call(countTask, (() => 1) as never), /could not be cloned/);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("worker", note);
  const listeners = started[0].listenerCount("message");
  await thread.close();
  assert.equal(listeners, 0);
});

test("a task that its module does not export is named", async () => {
  const lost = defineTask("test/numeric/workers/tasks", "lostTask", () => 0);
  await assert.rejects(
    runTask(lost, [0, 0], { workers: 2 }),
    /tasks\.ts: found no export lostTask/,
  );
});

test("a reply that comes while its thread is being closed does not let the process end first", () => {
  const script = path.join("test", "numeric", "workers", "closesLate.ts");
  const { stdout, stderr } = spawnSync(process.execPath, ["lib/run.cjs", script], {
    cwd: repositoryRoot(),
    encoding: "utf8",
  });
  assert.deepEqual([stdout, stderr], ["closed\n", ""]);
});
