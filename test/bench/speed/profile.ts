import path from "node:path";
import { columns, optionLines } from "../../../lib/commandHelp";
import { type Command, CommandLine, UsageError } from "../../../lib/commandLine";
import { writeJson } from "../../../lib/files/outputs";
import { repositoryRoot } from "../../../lib/repository";
import { caseFiles } from "./caseFiles";
import { busiest, ProfilingClock } from "./profilingClock";
import { publishedRun } from "./publishedRun";
import { runUntil, STAGES } from "./stages";

const PROFILED = STAGES.filter((stage) => stage !== "start" && stage !== "whole");

const OPTIONS = {
  "--case": { value: "DIR", help: "a folder with the model and both datasets (default data)" },
};

const USAGE = `usage: npx mia profile STAGE [--case DIR]
       npm run profile -- ...

Runs the published attack as far as STAGE needs, writes a CPU profile of it for Chrome's DevTools or
VS Code, and prints where the time went. The forest grows in one thread.

${columns([["STAGE", PROFILED.join(", ")]])}
${optionLines(OPTIONS)}

exit status: 0 written, 1 a file is missing or cannot be read, 2 wrong usage`;

async function profileStage(words: readonly string[], typedIn: string): Promise<number> {
  const line = new CommandLine(words, OPTIONS, typedIn);
  const stage = PROFILED.find((name) => name === line.words[0]);
  if (!stage || line.words.length > 1) {
    const found = line.words.join(" ") || "nothing";
    throw new UsageError(`found ${found}, expected one of ${PROFILED.join(", ")}`);
  }
  const root = repositoryRoot();
  const files = caseFiles(line.path("--case") ?? path.join(root, "data"));
  const out = path.join(root, "out", "profile", stage);
  const clock = new ProfilingClock(stage);
  await publishedRun(files, out, runUntil([stage]), { clock, forestJobs: 1 });
  clock.profiles.forEach((profile, i) => {
    const file = path.join(out, `${stage}-${i + 1}.cpuprofile`);
    writeJson(file, profile);
    console.log(file);
    for (const { name, ms } of busiest(profile, 10)) {
      console.log(`${ms.toFixed(0).padStart(8)} ms  ${name}`);
    }
  });
  return 0;
}

/** `npx mia profile`: a CPU profile of one of our stages. */
export const profile: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    try {
      return await profileStage(words, typedIn);
    } catch (error) {
      if (!(error instanceof Error) || error instanceof UsageError) throw error;
      console.error(error.message);
      return 1;
    }
  },
};
