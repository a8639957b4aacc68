import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { corpus, mutated } from "./mutate";
import { type Outcome, ReadingProcess } from "./readingProcess";

/** What a campaign found. */
export interface Summary {
  files: number;
  read: number;
  refused: number;
  worstMilliseconds: number;
  /** Growth of a reading process beyond what it held before its first file, in bytes. */
  worstGrowth: number;
  readonly findings: string[];
}

/** When a campaign ends (whichever comes first), what it allows and where it keeps files. */
export interface CampaignOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly files?: number;
  /** The first file's number. */
  readonly first?: number;
  /** Reading processes at a time. */
  readonly workers?: number;
  /** Milliseconds for one file. */
  readonly timeLimit?: number;
  /** Module and export that read the files; a faulty one shows what a campaign notices. */
  readonly reader?: string;
  /** Where files with findings are kept. */
  readonly keep: string;
  /** Where files that were read are kept too, to be compared with torch. */
  readonly keepRead?: string;
}

/** What the issue of a file may be at most: milliseconds and bytes. */
const TIME_LIMIT = 2_000;
const MEMORY_LIMIT = 512 * 1024 * 1024;

/**
 * Reads mutated files in processes of their own, which are ended when one takes more than 2 s or
 * more than 512 MiB. File `i` depends on the seed and `i` alone.
 *
 * @example
 * (await runCampaign({ seed: 1, seconds: 60, keep: "out/fuzz" })).findings; // []
 */
export async function runCampaign(options: CampaignOptions): Promise<Summary> {
  const { seed, seconds, files = Number.POSITIVE_INFINITY, first = 0, keep, keepRead } = options;
  const reading = {
    seed,
    timeLimit: options.timeLimit ?? TIME_LIMIT,
    memoryLimit: MEMORY_LIMIT,
    reader: options.reader ?? "test/fuzz/inspect.ts#inspections",
  };
  const summary: Summary = {
    files: 0,
    read: 0,
    refused: 0,
    worstMilliseconds: 0,
    worstGrowth: 0,
    findings: [],
  };
  const seedlings = corpus();
  const save = (to: string, number: number) => {
    mkdirSync(to, { recursive: true });
    const { name, bytes } = mutated(seedlings, seed, number);
    const file = path.join(to, `${seed}-${number}-${name.replaceAll("/", "-")}`);
    writeFileSync(file, bytes);
    return file;
  };
  const count = (number: number, outcome: Outcome) => {
    summary.files++;
    if (outcome.fault !== null) {
      const where = `${save(keep, number)} (seed ${seed}, number ${number})`;
      summary.findings.push(`${where}: ${outcome.fault}`);
    } else if (outcome.read) summary.read++;
    else summary.refused++;
    if (outcome.read && keepRead !== undefined) save(keepRead, number);
    summary.worstMilliseconds = Math.max(summary.worstMilliseconds, outcome.milliseconds);
    summary.worstGrowth = Math.max(summary.worstGrowth, outcome.growth);
  };
  const end = performance.now() + seconds * 1000;
  let next = first;
  const work = async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "mia-fuzz-"));
    const process = new ReadingProcess(reading, folder);
    try {
      while (next < first + files && performance.now() < end) {
        const number = next++;
        count(number, await process.judge({ number }));
      }
    } finally {
      process.end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: options.workers ?? 1 }, work));
  return summary;
}

/** Reads one file as a campaign does. */
export async function replay(file: string): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-fuzz-"));
  const reader = "test/fuzz/inspect.ts#inspections";
  const limits = { seed: 0, timeLimit: TIME_LIMIT, memoryLimit: MEMORY_LIMIT, reader };
  const process = new ReadingProcess(limits, folder);
  try {
    return await process.judge({ file });
  } finally {
    process.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
