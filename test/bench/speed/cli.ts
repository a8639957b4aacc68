import { type Command, UsageError } from "../../../lib/commandLine";
import { writeJson } from "../../../lib/files/outputs";
import { type BenchArguments, benchArguments, USAGE } from "./arguments";
import { compareWithPython } from "./compare";
import { measureGrowth } from "./growth";
import { peakLines } from "./peak";
import { missingPackages } from "./runPython";
import { stageTable } from "./summary";

const say = (line: string) => console.error(line);

async function compare(asked: BenchArguments): Promise<number> {
  const missing = missingPackages(asked.python);
  if (missing.length > 0) {
    say(
      `${asked.python}: found no ${missing.join(", ")}, expected torch, scikit-learn, LightGBM, SciPy and Pillow`,
    );
    return 1;
  }
  const comparison = await compareWithPython(asked, say);
  const { machine, notebook, checks } = comparison;
  console.log(
    `${machine.cpu}, ${machine.cores} cores, load ${machine.load.before} before, ${machine.load.after} after\n`,
  );
  console.log(stageTable(comparison.stages));
  console.log(`\n${peakLines(comparison).join("\n")}`);
  if (notebook) {
    console.log(
      `\nthe whole notebook, with all that the original has not: ${notebook.ours_s.median.toFixed(1)} s, ${notebook.ours_mb} MiB; its imports are done after ${notebook.start_s.median.toFixed(1)} s`,
    );
  }
  const wrong = checks.filter((check) => !check.ok);
  console.log(`\nequal work: ${checks.length - wrong.length} of ${checks.length} checks hold`);
  for (const { what, found, allowed } of wrong) say(`${what}: found ${found}, expected ${allowed}`);
  if (asked.json) writeJson(asked.json, comparison);
  return wrong.length > 0 ? 1 : 0;
}

/** `npx mia bench`: our stages beside the published notebook in Python. */
export const bench: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const asked = benchArguments(words, typedIn);
    try {
      return await (asked.growth ? measureGrowth(asked, say) : compare(asked));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof UsageError) throw error;
      say(error.message);
      return 1;
    }
  },
};
