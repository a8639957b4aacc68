import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { corpus, mutated } from "./mutate";
import type { Verdict } from "./worker";

const TIME_LIMIT = 2_000;
const MEMORY_LIMIT = 512 * 1024 * 1024;

/** What a campaign found. */
export interface Summary {
  files: number;
  read: number;
  refused: number;
  worstMilliseconds: number;
  /** Growth of the reading process beyond what it held before its first file, in bytes. */
  worstGrowth: number;
  readonly findings: string[];
}

/** When a campaign ends (whichever comes first) and where the files that it finds are kept. */
export interface CampaignOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly files?: number;
  readonly keep: string;
  /** Where files that were read are kept too, to be compared with torch. */
  readonly keepRead?: string;
}

/** Answers, or says how the reading process ended. */
function reply(child: ChildProcess, limit: number): Promise<Verdict | string> {
  return new Promise((resolve) => {
    const settle = (answer: Verdict | string) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(`no answer within ${limit} ms`), limit);
    child.once("message", (verdict: Verdict) => settle(verdict));
    child.once("exit", (code, signal) => settle(`the process ended with ${signal ?? code}`));
  });
}

/**
 * Reads mutated files in a process of its own, which is ended when one takes more than 2 s or more
 * than 512 MB. File `i` depends on the seed and `i` alone.
 *
 * @example
 * (await runCampaign({ seed: 1, seconds: 60, keep: "out/fuzz" })).findings; // []
 */
export async function runCampaign(options: CampaignOptions): Promise<Summary> {
  const { seed, seconds, files = Number.POSITIVE_INFINITY, keep, keepRead } = options;
  const summary: Summary = {
    files: 0,
    read: 0,
    refused: 0,
    worstMilliseconds: 0,
    worstGrowth: 0,
    findings: [],
  };
  const seedlings = corpus();
  const folder = mkdtempSync(path.join(tmpdir(), "mia-fuzz-"));
  const save = (to: string, number: number) => {
    mkdirSync(to, { recursive: true });
    const { name, bytes } = mutated(seedlings, seed, number);
    const file = path.join(to, `${seed}-${number}-${name}`);
    writeFileSync(file, bytes);
    return file;
  };
  let base = 0;
  const start = async () => {
    const args = [String(seed), path.join(folder, "mutated")];
    const child = fork(path.join("test", "fuzz", "worker.ts"), args, {
      execArgv: ["--import", "tsx", "--disallow-code-generation-from-strings"],
    });
    const ready = await reply(child, 60_000);
    if (typeof ready === "string") throw new Error(`the reading process did not start: ${ready}`);
    base = ready.peak;
    return child;
  };
  let child = await start();
  const end = performance.now() + seconds * 1000;
  for (let number = 0; number < files && performance.now() < end; number++) {
    child.send(number);
    const verdict = await reply(child, TIME_LIMIT);
    summary.files++;
    let fault: string | null;
    if (typeof verdict === "string") fault = verdict;
    else {
      const growth = verdict.peak - base;
      fault =
        verdict.fault ??
        (growth > MEMORY_LIMIT ? `${Math.round(growth / 2 ** 20)} MiB of growth` : null);
      if (verdict.read) summary.read++;
      else summary.refused++;
      if (verdict.read && keepRead !== undefined) save(keepRead, number);
      summary.worstMilliseconds = Math.max(summary.worstMilliseconds, verdict.milliseconds);
      summary.worstGrowth = Math.max(summary.worstGrowth, growth);
    }
    if (fault === null) continue;
    summary.findings.push(`${save(keep, number)} (seed ${seed}, number ${number}): ${fault}`);
    child.kill("SIGKILL");
    child = await start();
  }
  child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  return summary;
}
