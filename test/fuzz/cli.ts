import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { replay, runCampaign, type Summary } from "./campaign";

const USAGE = `npm run fuzz -- [--seconds N | --files N] [--seed S] [--workers N] [--keep-read DIR]
npm run fuzz -- --number N [--seed S]    one file of a campaign again
npm run fuzz -- --replay FILE            any file, as a campaign reads it`;

function whole(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(USAGE);
  return number;
}

function report({ files, refused, read, ...found }: Summary, seed: number, start: number): number {
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`seed ${seed}: ${files} files in ${seconds} s`);
  console.log(`refused ${refused}, read ${read}`);
  console.log(`worst time ${found.worstMilliseconds.toFixed(0)} ms`);
  console.log(`worst growth ${(found.worstGrowth / 2 ** 20).toFixed(0)} MiB`);
  console.log(`findings ${found.findings.length}`);
  for (const finding of found.findings) console.log(finding);
  return found.findings.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string" },
      files: { type: "string" },
      seed: { type: "string" },
      number: { type: "string" },
      workers: { type: "string" },
      replay: { type: "string" },
      "keep-read": { type: "string" },
    },
  });
  const start = performance.now();
  if (values.replay !== undefined) {
    const { read, fault, milliseconds, growth } = await replay(values.replay);
    const size = (growth / 2 ** 20).toFixed(0);
    const verdict = fault ?? (read ? "read" : "refused");
    console.log(`${values.replay}: ${verdict} in ${milliseconds.toFixed(0)} ms, ${size} MiB`);
    return fault === null ? 0 : 1;
  }
  const seed = whole(values.seed, 1);
  const one = values.number !== undefined;
  const bounded = one || values.files !== undefined;
  const summary = await runCampaign({
    seed,
    seconds: whole(values.seconds, bounded ? 86_400 : 60),
    files: one ? 1 : bounded ? whole(values.files, 0) : undefined,
    first: whole(values.number, 0),
    workers: one ? 1 : Math.max(1, whole(values.workers, availableParallelism())),
    keep: path.join("out", "fuzz"),
    keepRead: values["keep-read"],
  });
  return report(summary, seed, start);
}

void main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
