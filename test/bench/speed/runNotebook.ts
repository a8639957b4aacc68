import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../lib/repository";
import type { CaseFiles } from "./caseFiles";

/** A run of the whole attack notebook, with everything that the published one does not do. */
export interface NotebookRun {
  readonly seconds: number;
  readonly peakMb: number;
}

/**
 * Runs the attack notebook as `npm run notebook` does, from its command to its last file.
 *
 * @throws Error with its last line if it fails
 * @example
 * (await runNotebook(caseFiles("data"), "out/bench/notebook")).seconds; // 20.3
 */
export async function runNotebook(files: CaseFiles, out: string): Promise<NotebookRun> {
  const root = repositoryRoot();
  const start = performance.now();
  const words = [
    path.join(root, "lib", "mia.cjs"),
    "notebook",
    path.join(root, "notebooks", "A1_12_Ensemble.ipynb"),
    ...(["model", "public", "private"] as const).flatMap((role) => [
      "-p",
      `${role}Path`,
      files[role],
    ]),
    ...["--out", out],
  ];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`A1_12_Ensemble: ${complaint.trim().split("\n").at(-1)}`);
  const metrics = JSON.parse(readFileSync(path.join(out, "metrics.json"), "utf8"));
  return { seconds, peakMb: metrics.memory.peakBytes / 2 ** 20 };
}
