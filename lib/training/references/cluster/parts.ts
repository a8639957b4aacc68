import { UsageError } from "../../../commandLine";
import type { Shard } from "../plan";
import type { SlurmSite } from "./slurmArray";

/**
 * Which of how many parts is meant.
 *
 * @throws UsageError in one line
 * @example
 * shardOf("2/8"); // { index: 2, count: 8 }
 */
export function shardOf(text: string): Shard {
  const [index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.slice(1).map(Number) ?? [0, 0];
  if (index >= 1 && index <= count) return { index, count };
  throw new UsageError(`--shard: found ${text}, expected I/N with I from 1 to N`);
}

/** What a site wants in a batch script, as typed. */
interface SiteWords {
  readonly partition: string | null;
  readonly account: string | null;
  /** Options of sbatch without their dashes. */
  readonly sbatch: readonly string[];
}

/**
 * What a site wants in a batch script, checked.
 *
 * @throws UsageError in one line
 * @example
 * siteOf({ partition: "gpu", account: null, sbatch: ["constraint=avx512"] }).lines; // ["--constraint=avx512"]
 */
export function siteOf({ partition, account, sbatch }: SiteWords): SlurmSite {
  return {
    partition: oneWord(partition, "--partition"),
    account: oneWord(account, "--account"),
    lines: sbatch.map((text) => `--${oneLine(text)}`),
  };
}

/** A site's own name for something, which needs no quotes. */
function oneWord(text: string | null, option: string): string | null {
  if (text === null || /^[\w.,@+-]+$/.test(text)) return text;
  throw new UsageError(`${option}: found ${text}, expected a name`);
}

function oneLine(text: string): string {
  if (/^[a-z][^\r\n]*$/.test(text)) return text;
  throw new UsageError(`--sbatch: found ${text}, expected an option of sbatch without its dashes`);
}
