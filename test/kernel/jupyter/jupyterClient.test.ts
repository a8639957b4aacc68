import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { repositoryRoot } from "../../../lib/repository";

const PYTHONS = ["python3", "/usr/bin/python3"];

/** A Python that has Jupyter's client, if there is one. */
function pythonWithClient(): string | undefined {
  return PYTHONS.find((python) => spawnSync(python, ["-c", "import jupyter_client"]).status === 0);
}

const python = pythonWithClient();
const skip = python === undefined && "no Python with jupyter_client: not checked through Jupyter";

test("what Jupyter's own test suite for kernels asks holds through Jupyter's client", {
  skip,
}, async () => {
  const launcher = path.join(repositoryRoot(), "lib", "kernel", "launcher.cjs");
  const suite = path.join(repositoryRoot(), "test", "kernel", "jupyter", "kernel_suite.py");
  const words = [suite, process.execPath, launcher];
  const { stdout } = await promisify(execFile)(python as string, words).catch((error) => error);
  const names = ["kernel_info", "execute_stdout", "execute_stderr", "execute_result"];
  const others = ["display_data", "error", "completion", "is_complete", "inspect"];
  const expected = [...names, ...others, "restart", "interrupt"].map((name) => `ok ${name}`);
  assert.deepEqual(stdout.trim().split("\n"), expected);
});
