import { writeJson } from "../../../lib/files/outputs";
import { UsageError } from "../../../lib/kernel/arguments";
import { benchArguments, USAGE } from "./arguments";
import { compareWithPython } from "./compare";
import { measureGrowth } from "./growth";
import { missingPackages } from "./runPython";
import { stageTable } from "./summary";

const say = (line: string) => console.error(line);

async function compare(words: readonly string[]): Promise<number> {
  const asked = benchArguments(words, process.env.INIT_CWD ?? process.cwd());
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

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  if (words.includes("--help") || words.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  try {
    const others = words.filter((word) => word !== "--growth");
    return await (others.length < words.length ? measureGrowth(others, say) : compare(words));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

void main().then((code) => process.exit(code));
