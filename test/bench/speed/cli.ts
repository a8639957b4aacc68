import { type Command, UsageError } from "../../../lib/commandLine";
import { writeJson } from "../../../lib/files/outputs";
import { type BenchArguments, benchArguments, USAGE } from "./arguments";
import { compareWithPython } from "./compare";
import { measureGrowth } from "./growth";
import { peakLines } from "./peak";
import { PUBLISHED_MODELS } from "./publishedModels";
import { missingPackages } from "./runPython";
import { stageTable } from "./summary";

const say = (line: string) => console.error(line);

async function compare(asked: BenchArguments): Promise<number> {
  const missing = missingPackages(asked.python);
  const needsBoosting = asked.stages.every((stage) => stage === "boosting");
  if (missing.packages.length > 0 || (missing.boosting && needsBoosting)) {
    const found = [...missing.packages, ...(missing.boosting ? ["lightgbm"] : [])].join(", ");
    say(
      `${asked.python}: found no ${found}, expected torch, scikit-learn, LightGBM, SciPy and Pillow`,
    );
    return 1;
  }
  const models = PUBLISHED_MODELS.filter((name) => name !== "LightGBM" || !missing.boosting);
  const comparison = await compareWithPython(asked, models, say);
  const { machine, notebook, checks } = comparison;
  console.log(
    `${machine.cpu}, ${machine.cores} cores, load ${machine.load.before} before, ${machine.load.after} after\n`,
  );
  console.log(stageTable(comparison.stages));
  if (missing.boosting) {
    console.log(
      `\n${asked.python} has no LightGBM: boosting, its scores' part of other stages and its checks are left out on all sides`,
    );
  }
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
