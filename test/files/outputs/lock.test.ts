import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { InputError } from "../../../lib/files";
import { holderOf, lockFile, lockFolder, lockWhenSilent } from "../../../lib/files/outputs";
import { place, startOf } from "../../../lib/files/outputs/processes";
import { repositoryRoot } from "../../../lib/repository";
import { scratch } from "./scratch";

/** Starts a process that locks the folder; gives it with what it said. */
async function holder(t: TestContext, folder: string): Promise<[ChildProcess, string]> {
  const words = ["lib/run.cjs", path.join("test", "files", "outputs", "holder.ts"), folder];
  const child = spawn(process.execPath, words, {
    cwd: repositoryRoot(),
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  const [text] = await once(child.stdout, "data");
  return [child, String(text).trim()];
}

const ended = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
};

test("a folder that another process holds is refused in one line that names process, host and time", async (t) => {
  const folder = scratch(t, "out");
  const [child, said] = await holder(t, folder);
  assert.equal(said, "held");
  assert.throws(
    () => lockFolder(folder),
    (error: Error) => {
      assert.ok(error instanceof InputError);
      const who = `found process ${child.pid} on \\S+ writing in it since 20\\S+Z, expected no other run there`;
      assert.match(error.message, new RegExp(`^${folder}: ${who} \\(if .* remove \\.mia-lock\\)$`));
      return true;
    },
  );
  child.stdin?.end();
  await ended(child);
  lockFolder(folder).release();
  assert.deepEqual(readdirSync(folder), []);
});

test("a folder and things in it are not locked by two processes at once, whichever came first", (t) => {
  const folder = scratch(t, "out");
  const thing = path.join(folder, "reference-0.lock");
  const whole = path.join(folder, ".mia-lock");
  const other = {
    ...{ pid: process.ppid, host: "node3", since: "2026-01-01T00:00:00Z", place },
    started: startOf(process.ppid),
  };
  mkdirSync(folder);
  writeFileSync(thing, JSON.stringify(other));
  const message = new RegExp(
    `^${folder}: found process ${process.ppid} on node3 writing in it since 2026-01-01T00:00:00Z, expected no other run there`,
  );
  assert.throws(() => lockFolder(folder), { message });
  assert.deepEqual(readdirSync(folder), ["reference-0.lock"]);
  renameSync(thing, whole);
  assert.throws(() => lockFile(thing, "reference-0"), { message });
  assert.deepEqual(readdirSync(folder), [".mia-lock"]);
  // A lock that a process left which is gone is in nobody's way, nor are one's own.
  writeFileSync(whole, JSON.stringify({ ...other, pid: 2 ** 22 + 1 }));
  const first = lockFile(thing, "reference-0");
  const second = lockFile(path.join(folder, "reference-1.lock"), "reference-1");
  const all = lockFolder(folder);
  for (const lock of [all, first, second]) lock.release();
  assert.deepEqual(readdirSync(folder), []);
});

test("the lock of a killed process is taken over by one of several that come at once", async (t) => {
  const folder = scratch(t, "out");
  const [killed] = await holder(t, folder);
  killed.kill("SIGKILL");
  await ended(killed);
  assert.deepEqual(readdirSync(folder), [".mia-lock"]);
  const came = await Promise.all([1, 2, 3].map(() => holder(t, folder)));
  const said = came.map(([, text]) => text).sort();
  assert.equal(said[2], "held");
  for (const text of said.slice(0, 2)) assert.match(text, /found process \d+ on/);
  const [winner] = came.find(([, text]) => text === "held") ?? [];
  assert.equal(JSON.parse(readFileSync(path.join(folder, ".mia-lock"), "utf8")).pid, winner?.pid);
});

/** A lock as a process of another machine leaves it, with its last sign of life. */
function foreign(folder: string, secondsAgo: number): string {
  const file = path.join(folder, ".mia-lock");
  mkdirSync(folder, { recursive: true });
  const holder = {
    pid: 7,
    host: "elsewhere",
    since: "2026-01-01T00:00:00.000Z",
    place: "00000000",
  };
  writeFileSync(file, JSON.stringify(holder));
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(file, then, then);
  return file;
}

test("a lock of another machine holds while it gives signs of life, and is taken over after", (t) => {
  const folder = scratch(t, "out");
  foreign(folder, 0);
  assert.throws(
    () => lockFolder(folder),
    /found process 7 on elsewhere writing in it since 2026-01-01/,
  );
  foreign(folder, 3600);
  lockFolder(folder).release();
  assert.deepEqual(readdirSync(folder), []);
});

test("a lock that another process has taken over is not removed by the one that had it", (t) => {
  const folder = scratch(t, "out");
  const lock = lockFolder(folder);
  const file = foreign(folder, 0);
  lock.release();
  assert.equal(JSON.parse(readFileSync(file, "utf8")).pid, 7);
});

test("a lock that says nothing, or is no plain file, is refused and not waited for", (t) => {
  const folder = scratch(t, "out");
  writeFileSync(foreign(folder, 0), "");
  assert.throws(
    () => lockFolder(folder),
    /found a lock that does not say who holds it, expected no other/,
  );
  const other = scratch(t, "other");
  mkdirSync(path.join(other, ".mia-lock"), { recursive: true });
  assert.throws(() => lockFolder(other), /\.mia-lock: found a folder, expected a plain file/);
});

test("a job that comes again waits for its silent self elsewhere, and for nobody here", async (t) => {
  const folder = scratch(t, "out");
  const file = foreign(folder, 119);
  const told: string[] = [];
  assert.match(String(holderOf(file)), /^process 7 on elsewhere /);
  const lock = await lockWhenSilent(file, "reference-0", (holder) => told.push(holder));
  assert.deepEqual(told.length, 1);
  assert.equal(JSON.parse(readFileSync(file, "utf8")).pid, process.pid);
  await assert.rejects(
    lockWhenSilent(file, "reference-0", (holder) => told.push(holder)),
    /^InputError: reference-0: found process/,
  );
  assert.equal(told.length, 1);
  lock.release();
  assert.equal(holderOf(file), null);
});
