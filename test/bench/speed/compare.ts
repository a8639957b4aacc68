import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PublishedName } from "../../../lib/ensemble";
import type { BenchArguments } from "./arguments";
import { caseFiles } from "./caseFiles";
import { equalScores } from "./equalScores";
import { type Check, equalWork } from "./equalWork";
import { load, type Machine, machine } from "./machine";
import { inferenceWork } from "./networkWork";
import { type Peak, peakOf } from "./peak";
import { type NotebookRun, runNotebook } from "./runNotebook";
import { notebookStart, runOurs } from "./runOurs";
import { runPython } from "./runPython";
import type { Measured } from "./stageClock";
import { runUntil } from "./stages";
import { type Spread, type StageRow, spread, stageRows } from "./summary";

/** What the bench writes as JSON. */
export interface Comparison {
  readonly machine: Machine;
  readonly repeat: number;
  readonly threads: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the machine reaches in a plain product. */
  readonly peak: Peak;
  /** Float32 operations of inference, one pass over both datasets, in thousand millions. */
  readonly inference_gflop: number;
  /** The published models that all sides fitted. */
  readonly models: readonly PublishedName[];
  /** Without boosting where Python has no LightGBM. */
  readonly stages: readonly StageRow[];
  /** The whole attack notebook, most of which the Python original does not have. */
  readonly notebook?: {
    /** From the kernel's start to the end of its imports. */
    readonly start_s: Spread;
    readonly ours_s: Spread;
    readonly ours_mb: number;
  };
  readonly checks: readonly Check[];
}

/**
 * Runs all sides in turn, as often as asked, and compares what they measured and what they made.
 *
 * @param models those that all sides fit
 * @param say told of each run that ends
 * @throws Error in one line if a file is missing or a run fails
 * @example
 * const { stages } = await compareWithPython(benchArguments(["--case", "data"], "."), PUBLISHED_MODELS, console.error);
 */
export async function compareWithPython(
  { folder, python, stages, repeat }: BenchArguments,
  models: readonly PublishedName[],
  say: (line: string) => void,
): Promise<Comparison> {
  const before = load();
  const files = caseFiles(folder);
  const until = runUntil(stages);
  const boosting = models.includes("LightGBM");
  const fewer = boosting ? [] : ["--without-boosting"];
  const out = mkdtempSync(path.join(tmpdir(), "mia-bench-"));
  const runs = { ours: [] as Measured[], published: [] as Measured[], careful: [] as Measured[] };
  const notebooks: (NotebookRun & { readonly start: number })[] = [];
  try {
    const place = (side: string) => {
      const place = path.join(out, side);
      mkdirSync(place, { recursive: true });
      return place;
    };
    for (let round = 1; round <= repeat; round++) {
      const took = (side: string, { seconds }: Measured) =>
        say(`run ${round} of ${repeat}, ${side}: ${(seconds.whole ?? 0).toFixed(1)} s`);
      runs.ours.push(await runOurs(files, place("ours"), until, models));
      took("ours", runs.ours[round - 1]);
      for (const side of ["published", "careful"] as const) {
        runs[side].push(await runPython(python, side, files, place(side), until, fewer));
        took(side, runs[side][round - 1]);
      }
      if (!stages.includes("whole")) continue;
      const start = await notebookStart();
      notebooks.push({ start, ...(await runNotebook(files, place("notebook"))) });
      say(
        `run ${round} of ${repeat}, the whole notebook: ${notebooks[round - 1].seconds.toFixed(1)} s`,
      );
    }
    const sameLogits = until === "whole" ? place("same logits") : null;
    if (sameLogits) {
      const more = [...fewer, "--logits", place("ours")];
      await runPython(python, "careful", files, sameLogits, until, more);
    }
    const peak = await peakOf(python);
    const sides = ["ours", "published", "careful"] as const;
    const each = <T>(of: (run: Measured) => T) =>
      Object.fromEntries(sides.map((side) => [side, of(runs[side][0])]));
    return {
      machine: machine(before),
      repeat,
      threads: each((run) => run.threads),
      versions: each((run) => run.versions),
      peak,
      inference_gflop: inferenceWork(files) / 1e9,
      models,
      stages: stageRows(
        runs,
        stages.filter((stage) => stage !== "boosting" || boosting),
      ),
      ...(notebooks.length > 0 && {
        notebook: {
          start_s: spread(notebooks.map((run) => run.start)),
          ours_s: spread(notebooks.map((run) => run.seconds)),
          ours_mb: Math.round(Math.max(...notebooks.map((run) => run.peakMb))),
        },
      }),
      checks: [
        ...(["published", "careful"] as const).flatMap((side) =>
          equalWork(place("ours"), place(side), side, models),
        ),
        ...(sameLogits
          ? equalScores(place("ours"), sameLogits, path.join(folder, "answers.csv"), models)
          : []),
      ],
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
