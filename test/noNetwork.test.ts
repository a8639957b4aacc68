import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { repositoryRoot } from "../lib/repository";
import { notebookOf } from "./kernel/notebookOf";

const root = repositoryRoot();
const scratch = mkdtempSync(path.join(tmpdir(), "mia-network-"));
const strace = spawnSync("strace", ["-V"]).status === 0;

const SCRIPT = "test/inference/neverCloses.ts";
const CELL = `import { readCheckpoint } from "./lib/files";
import { describeNetwork } from "./lib/network";
import { openEngine } from "./lib/inference";
const engine = await openEngine(
  describeNetwork(readCheckpoint("test/fixtures/inference/resnet18-7x7.pt")),
  { engine: "onnx", threads: THREADS },
);
await engine.run(new Float32Array(3 * 32 * 32), 1);
await engine.close();`;

/** A notebook that runs a network in its own thread, or in others. */
function notebook(threads: number): string {
  const file = path.join(scratch, `Network${threads}.ipynb`);
  writeFileSync(file, JSON.stringify(notebookOf(CELL.replace("THREADS", `${threads}`))));
  return file;
}

/** How onnxruntime comes to be loaded: each command that a user or a test starts. */
const starts: Record<string, () => string[]> = {
  "a command": () => ["lib/run.cjs", SCRIPT, "returns"],
  "a test": () => ["--require", "./lib/prepare.cjs", SCRIPT, "returns"],
  "a program that uses the library in its own way": () => [
    "node_modules/tsx/dist/cli.mjs",
    SCRIPT,
    "returns",
  ],
  "a notebook": () => ["lib/mia.cjs", "notebook", notebook(1), "--out", `${scratch}/out`],
  "a notebook with worker threads": () => [
    ...["lib/mia.cjs", "notebook", notebook(2)],
    ...["--out", `${scratch}/out`],
  ],
};

describe("nothing leaves the machine", {
  skip: process.platform === "win32" && "POSIX only",
}, () => {
  after(() => rmSync(scratch, { recursive: true }));

  for (const [what, words] of Object.entries(starts)) {
    test(`${what}, running a network, calls no address and keeps nothing to send later`, (t) => {
      const home = mkdtempSync(path.join(scratch, "home-"));
      const temporary = path.join(home, "tmp");
      const trace = path.join(home, "trace");
      mkdirSync(temporary);
      const env = { ...process.env, HOME: home, TMPDIR: temporary };
      for (const name of ["ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"])
        Reflect.deleteProperty(env, name);
      const traced = ["-f", "-qq", "-o", trace, "-e", "trace=network", process.execPath];
      const command = strace ? ["strace", ...traced] : [process.execPath];
      const [program, ...given] = [...command, ...words()];
      const { status, stderr } = spawnSync(program, given, { cwd: root, env, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      const left = readdirSync(home, { recursive: true }).map(String);
      const strange = left.filter((name) =>
        /microsoft|onnx|mat-debug|telemetry|\.(db|log)$/i.test(name),
      );
      assert.deepEqual(strange, []);
      if (!strace) return t.diagnostic("no strace here: calls to addresses were not looked at");
      const calls = readFileSync(trace, "utf8").split("\n");
      assert.deepEqual(
        calls.filter((line) => /AF_INET6?|nscd/.test(line)),
        [],
      );
    });
  }
});

test("onnxruntime is loaded in one place of lib", () => {
  const loads = readdirSync(path.join(root, "lib"), { recursive: true })
    .map((name) => path.join("lib", String(name)))
    .filter((name) => /\.[cm]?[jt]s$/.test(name))
    .filter((name) =>
      /^(?!import type).*\b(from|require\(|import\(?) ?"onnxruntime-node"/m.test(
        readFileSync(path.join(root, name), "utf8").replace(/typeof import\(.*?\)/g, ""),
      ),
    );
  assert.deepEqual(loads, [path.join("lib", "inference", "engines", "onnx", "runtime.ts")]);
});

test("Jupyter starts the kernel with telemetry off", () => {
  const file = path.join(root, "lib", "kernel", "kernels", "tslab", "kernel.json");
  const { env } = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(env.ORT_DISABLE_TELEMETRY, "1");
});
