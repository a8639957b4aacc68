// Writes a CPU profile of one of our stages: npm run profile -- STAGE [--case DIR]
import path from "node:path";
import { writeJson } from "../../../lib/files/outputs";
import { repositoryRoot } from "../../../lib/repository";
import { caseFiles } from "./caseFiles";
import { busiest, ProfilingClock } from "./profilingClock";
import { publishedRun } from "./publishedRun";
import { runUntil, STAGES } from "./stages";

const PROFILED = STAGES.filter((stage) => stage !== "start" && stage !== "whole");

const USAGE = `usage: npm run profile -- STAGE [--case DIR]

Runs the published attack on DIR (default data) as far as STAGE needs, writes a CPU profile of it
for Chrome's DevTools or VS Code, and prints where the time went. The forest grows in one thread.

STAGE is one of ${PROFILED.join(", ")}`;

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  const [word, option, folder, ...rest] = words;
  const stage = PROFILED.find((name) => name === word);
  const asked = option === undefined || (option === "--case" && folder !== undefined);
  if (!stage || !asked || rest.length > 0) {
    console.error(`found ${words.join(" ") || "nothing"}, expected STAGE [--case DIR]\n\n${USAGE}`);
    return 2;
  }
  const root = repositoryRoot();
  const files = caseFiles(path.resolve(process.env.INIT_CWD ?? root, folder ?? "data"));
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

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
