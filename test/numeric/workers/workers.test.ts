import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { threadId, type Worker } from "node:worker_threads";
import {
  begin,
  callInThreads,
  callLaterInThreads,
  defineTask,
  endKeptThreads,
  finishPiece,
  piecesOf,
  runTask,
  Thread,
  takePiece,
} from "../../../lib/numeric/workers";
import { repositoryRoot } from "../../../lib/repository";
import {
  countTask,
  failTask,
  laterTask,
  leaveTask,
  sharedTask,
  tallyTask,
  turnTask,
  weighedTask,
  whereTask,
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

test("where this thread takes part it does the first call and starts one worker less", async () => {
  await endKeptThreads();
  const threads: number[] = [];
  const count = (worker: Worker) => threads.push(worker.threadId);
  process.on("worker", count);
  const parts = { length: 3, make: () => [0, 0, 0] };
  const [first, ...others] = await runTask(whereTask, parts, { workers: 3, takesPart: true });
  const alone = await runTask(whereTask, [0], { workers: 1, takesPart: true });
  process.off("worker", count);
  assert.equal(first, threadId);
  assert.deepEqual(others.sort(), threads.sort());
  assert.equal(threads.length, 2);
  assert.deepEqual(alone, [threadId]);
});

test("pieces are each taken once, and counted when done", () => {
  const pieces = piecesOf(2);
  assert.deepEqual([takePiece(pieces), takePiece(pieces)], [0, 1]);
  assert.ok(takePiece(pieces) >= pieces.count);
  assert.deepEqual([finishPiece(pieces), finishPiece(pieces)], [1, 2]);
});

test("there are never more workers than calls", async () => {
  await endKeptThreads();
  let started = 0;
  const count = () => started++;
  process.on("worker", count);
  await runTask(countTask, { length: 2, make: () => [3, 1] }, { workers: 5 });
  await runTask(countTask, [3, 1], { workers: 5 });
  await runTask(countTask, { length: 1, make: () => [3] }, { workers: 5 });
  process.off("worker", count);
  assert.equal(started, 2);
});

test("a thread that has done its work does the next; one whose call failed does not", async () => {
  await endKeptThreads();
  let started = 0;
  const count = () => started++;
  process.on("worker", count);
  const [before] = await callInThreads(tallyTask, [2]);
  assert.deepEqual(await callInThreads(tallyTask, [3]), [before + 3]);
  await assert.rejects(callInThreads(leaveTask, [7]), /ended with code 7/);
  assert.deepEqual(await callInThreads(tallyTask, [4]), [4]);
  process.off("worker", count);
  assert.equal(started, 2);
});

test("calls that wait are given up by their signal and where one fails, others are not", async () => {
  const began = new Int32Array(new SharedArrayBuffer(4 * 8));
  const stop = new AbortController();
  const calls = [1, 2, 3].map((place) => ({ began, place }));
  const some = callInThreads(turnTask, calls, { signal: stop.signal });
  const other = callInThreads(turnTask, [{ began, place: 4 }]);
  stop.abort(new Error("no longer wanted"));
  await assert.rejects(some, /no longer wanted/);
  await assert.rejects(callInThreads(turnTask, calls, { signal: stop.signal }), /no longer/);
  await other;
  assert.deepEqual([...began], [1, 0, 0, 0, 1, 0, 0, 0]);
  await assert.rejects(callInThreads(failTask, [3, 3, 3, 3, 3]), { message: "row 3 is NaN" });
});

test("of calls that wait the heaviest begins first, whoever made it", async () => {
  const sent: number[] = [];
  const told: number[] = [];
  const weightOf = ({ weight }: { weight: number }) => weight;
  // What a call takes is read when it is sent to its thread.
  const of = (...weights: number[]) =>
    weights.map((weight) => ({
      weight,
      get count() {
        sent.push(weight);
        return 1;
      },
    }));
  const onProgress = (done: number, total: number) => told.push(done / total);
  await Promise.all([
    callInThreads(weighedTask, of(1, 3, 5, 7), { weightOf, onProgress }),
    callInThreads(weighedTask, of(2, 4, 6), { weightOf }),
  ]);
  assert.deepEqual(sent, [7, 6, 5, 4, 3, 2, 1]);
  assert.deepEqual(told, [0.25, 0.5, 0.75, 1]);
});

test("arguments are made when a call's turn has come; one that cannot be made fails its caller", async () => {
  const made: number[] = [];
  const make = (n: number) => {
    if (n === 3) throw new RangeError("no argument 3");
    return made.push(n);
  };
  const weightOf = (n: number) => n;
  const calls = [1, 2, 4];
  const counted = callLaterInThreads(countTask, calls, make, { weightOf });
  assert.deepEqual(made, []);
  assert.deepEqual(await counted, [3, 2, 1]);
  assert.deepEqual(made, [4, 2, 1]);
  await assert.rejects(callLaterInThreads(countTask, [3], make), /no argument 3/);
});

test("each call that ended well is told of before the next takes its place, one that fails is not", async () => {
  const told: string[] = [];
  const make = (n: number) => {
    told.push(`make ${n}`);
    return n;
  };
  const onDone = (n: number) => void told.push(`done ${n}`);
  const calls = Array.from({ length: availableParallelism() + 1 }, (_, n) => n);
  await callLaterInThreads(countTask, calls, make, { onDone });
  assert.match(told.at(-1) ?? "", /^done/);
  assert.deepEqual(
    told.filter((text) => text.startsWith("done")).sort(),
    calls.map((n) => `done ${n}`).sort(),
  );
  assert.ok(
    told.findIndex((text) => text.startsWith("done")) < told.indexOf(`make ${calls.at(-1)}`),
  );
  told.length = 0;
  await assert.rejects(callLaterInThreads(failTask, [3], make, { onDone }), /row 3/);
  assert.deepEqual(told, ["make 3"]);
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

test("work that was begun fails where it is awaited, however late that is, and nowhere else", async () => {
  const begun = begin(() => Promise.reject(new Error("no room")));
  await setTimeout(5);
  await assert.rejects(begun, /no room/);
});
