import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { optionLines } from "../../lib/commandHelp";
import { type Command, CommandLine, UsageError, whole } from "../../lib/commandLine";
import { repositoryRoot } from "../../lib/repository";
import { replay, runCampaign, type Summary } from "./campaign";

const OPTIONS = {
  "--seconds": { value: "N", help: "how long (default 60, without end where files are counted)" },
  "--files": { value: "N", help: "how many files" },
  "--seed": { value: "S", help: "of the campaign (default 1)" },
  "--workers": { value: "N", help: "reading processes at a time (default: the cores there are)" },
  "--keep-read": { value: "DIR", help: "keeps also the files that were read" },
  "--number": { value: "N", help: "only the file of this number of a campaign" },
  "--replay": { value: "FILE", help: "any file, as a campaign reads it" },
};

const USAGE = `usage: npx mia fuzz [--seconds N | --files N] [--seed S] [--workers N] [--keep-read DIR]
       npx mia fuzz --number N [--seed S]
       npx mia fuzz --replay FILE
       npm run fuzz -- ...

Throws mutated files at the readers: each must be read or refused, in time and in memory.

${optionLines(OPTIONS)}

exit status: 0 nothing found, 1 findings, 2 wrong usage`;

const COUNT = whole(0, Number.MAX_SAFE_INTEGER);

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

/** `npx mia fuzz`: mutated files against the readers. */
export const fuzz: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    line.requireNoWords();
    const file = line.path("--replay");
    if (file !== null) return replayFile(file);
    const start = performance.now();
    const seed = line.number("--seed", 1, COUNT);
    const one = line.has("--number");
    const bounded = one || line.has("--files");
    const summary = await runCampaign({
      seed,
      seconds: line.number("--seconds", bounded ? 86_400 : 60, COUNT),
      files: one ? 1 : bounded ? line.number("--files", 0, COUNT) : undefined,
      first: line.number("--number", 0, COUNT),
      workers: one ? 1 : line.number("--workers", availableParallelism(), whole(1, 1024)),
      keep: path.join(repositoryRoot(), "out", "fuzz"),
      keepRead: line.path("--keep-read") ?? undefined,
    });
    return report(summary, seed, start);
  },
};

async function replayFile(file: string): Promise<number> {
  if (!existsSync(file)) throw new UsageError(`--replay: found no file ${file}, expected one`);
  const { read, fault, milliseconds, growth } = await replay(file);
  const size = (growth / 2 ** 20).toFixed(0);
  const verdict = fault ?? (read ? "read" : "refused");
  console.log(`${file}: ${verdict} in ${milliseconds.toFixed(0)} ms, ${size} MiB`);
  return fault === null ? 0 : 1;
}
