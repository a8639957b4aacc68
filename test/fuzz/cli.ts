import path from "node:path";
import { parseArgs } from "node:util";
import { runCampaign } from "./campaign";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      "keep-read": { type: "string" },
    },
  });
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  if (!(seconds > 0) || !Number.isInteger(seed) || seed < 0) {
    throw new RangeError(
      "--seconds N [--seed S] [--keep-read DIR]: a time and a whole number from 0",
    );
  }
  const keep = path.join("out", "fuzz");
  const found = await runCampaign({ seed, seconds, keep, keepRead: values["keep-read"] });
  console.log(`seed ${seed}: ${found.files} files in ${seconds} s`);
  console.log(`refused ${found.refused}, read ${found.read}`);
  console.log(`worst time ${found.worstMilliseconds.toFixed(0)} ms`);
  console.log(`worst growth ${(found.worstGrowth / 2 ** 20).toFixed(0)} MiB`);
  console.log(`findings ${found.findings.length}`);
  for (const finding of found.findings) console.log(finding);
  return found.findings.length === 0 ? 0 : 1;
}

void main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
