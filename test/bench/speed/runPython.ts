import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../lib/repository";
import type { CaseFiles } from "./caseFiles";
import type { Measured } from "./stageClock";
import type { Until } from "./stages";

/** The Python sides: as the notebook is, and with care. */
export type PythonSide = "published" | "careful";

/** What the scripts cannot do without, and what only boosting needs. */
const PACKAGES = ["torch", "sklearn", "scipy", "numpy", "PIL"];
const BOOSTING = "lightgbm";

/** What of the scripts' packages a Python lacks. */
export interface Missing {
  readonly packages: readonly string[];
  readonly boosting: boolean;
}

/**
 * The packages that the Python scripts need and that this Python lacks; LightGBM apart, which only one
 * stage needs.
 *
 * @throws Error in one line if there is no such Python
 * @example
 * missingPackages("python3"); // { packages: [], boosting: true }
 */
export function missingPackages(python: string): Missing {
  const names = JSON.stringify([...PACKAGES, BOOSTING]);
  const code = `import importlib.util as u; print(" ".join(n for n in ${names} if u.find_spec(n) is None))`;
  const { status, stdout, error, stderr } = spawnSync(python, ["-c", code], { encoding: "utf8" });
  if (status !== 0) {
    const found = error ? (error as NodeJS.ErrnoException).code : stderr.trim().split("\n").at(-1);
    throw new Error(`${python}: found ${found}, expected a Python with ${PACKAGES.join(", ")}`);
  }
  const missing = stdout.trim().split(" ").filter(Boolean);
  return {
    packages: missing.filter((name) => name !== BOOSTING),
    boosting: missing.includes(BOOSTING),
  };
}

/**
 * Runs one of the Python scripts over a case.
 *
 * @param more further words of its command line
 * @throws Error with its last line if it fails
 * @example
 * await runPython("python3", "careful", caseFiles("data"), "out/bench/careful", "whole");
 */
export async function runPython(
  python: string,
  side: PythonSide,
  files: CaseFiles,
  out: string,
  until: Until,
  more: readonly string[] = [],
): Promise<Measured> {
  const words = [
    path.join(repositoryRoot(), "test", "bench", "python", `${side}.py`),
    ...(["model", "public", "private"] as const).flatMap((role) => [`--${role}`, files[role]]),
    ...["--threads", String(availableParallelism()), "--out", out],
    ...(until === "whole" ? [] : ["--until", until]),
    ...more,
  ];
  const env = { ...process.env, BENCH_SPAWNED: String(Date.now() / 1000) };
  const child = spawn(python, words, { stdio: ["ignore", "ignore", "pipe"], env });
  let complaint = "";
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${side}.py: ${complaint.trim().split("\n").at(-1)}`);
  return readMeasured(out);
}

/** What a run of any side left in stages.json. */
export function readMeasured(out: string): Measured {
  return JSON.parse(readFileSync(path.join(out, "stages.json"), "utf8"));
}
