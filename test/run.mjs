// `npm test` runs all test files but the slow ones, `npm run test:all` those too, and
// `npm test -- metrics files` those whose path holds one of the words. Files of one room share a
// process, since most of a short file's time is its start: each is a suite of that process.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { alone, slow } from "./slow.mjs";

/** So many files share a process: few enough that processes end at about the same time. */
const TOGETHER = 16;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2).filter((word) => word !== "--all");
const isWhole = process.argv.includes("--all") || words.length > 0;
const all = readdirSync(path.join(root, "test"), { recursive: true })
  .map((name) => `test/${String(name).replaceAll(path.sep, "/")}`)
  .filter((name) => name.endsWith(".test.ts"))
  .sort();
for (const name of [...Object.keys(slow), ...Object.keys(alone)]) {
  if (!all.includes(name)) fail(`test/slow.mjs: found ${name}, expected a test file that is there`);
}
const named = all.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
const files = named.filter((name) => isWhole || !Object.hasOwn(slow, name));
if (files.length === 0) fail(`no test file under test/ matches ${words.join(" ")}`);
const left = named.length - files.length;
if (left > 0) console.log(`# npm run test:all runs ${left} files more, which test/slow.mjs names`);

const folder = mkdtempSync(path.join(tmpdir(), "mia-tests-"));
// Left alone, the runner keeps one core free; half the time on two cores.
const concurrency = `--test-concurrency=${availableParallelism()}`;
const processes = processesOf(files).map(program);
const child = spawn(
  process.execPath,
  ["--require", "./lib/prepare.cjs", "--test", concurrency, ...processes],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(signal ? 1 : code);
});

function fail(line) {
  console.error(line);
  process.exit(1);
}

/** Which files share a process: slow and lone ones have their own, those of a room go by the dozen. */
function processesOf(names) {
  const lone = [slow, alone].flatMap((list) =>
    Object.keys(list).filter((one) => names.includes(one)),
  );
  const rooms = new Map();
  for (const name of names.filter((one) => !lone.includes(one))) {
    const [, room] = path.posix.dirname(name).split("/");
    rooms.set(room, [...(rooms.get(room) ?? []), name]);
  }
  return [...lone.map((name) => [name]), ...[...rooms.values()].flatMap(parts)];
}

function parts(names) {
  const count = Math.ceil(names.length / TOGETHER);
  return Array.from({ length: count }, (_, part) => names.filter((_, i) => i % count === part));
}

/** Writes the program that runs these test files. */
function program(names, place) {
  const together = JSON.stringify(path.join(root, "test", "together.cjs"));
  // The runner takes programs by their names.
  const file = path.join(folder, `${String(place).padStart(3, "0")}.cjs`);
  writeFileSync(file, `require(${together}).together(${JSON.stringify(names)});\n`);
  return file;
}
