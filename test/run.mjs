// Node 20's test runner takes no globs, so the test files are listed here.
// `npm test -- metrics files` runs only the files whose path holds one of the words.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));
const words = process.argv.slice(2);
const files = readdirSync(path.join(root, "test"), { recursive: true })
  .map((name) => path.join("test", String(name)))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

if (files.length === 0) {
  console.error(`no test file under test/ matches ${words.join(" ")}`);
  process.exit(1);
}
// Left alone, the runner keeps one core free; half the time on two cores.
const concurrency = `--test-concurrency=${availableParallelism()}`;
const child = spawn(
  process.execPath,
  ["--require", "./lib/prepare.cjs", "--test", concurrency, ...files],
  {
    cwd: root,
    stdio: "inherit",
  },
);
child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
