// What fitting the scaler again (mistake b) costs, in either arithmetic, on several splits of the public rows:
//   node lib/run.cjs test/bench/mistakes.ts DIR [SPLITS]
// DIR is what a run of A1_12_Ensemble left; SPLITS is 4 unless given. Prints a Markdown table.
import path from "node:path";
import { splitPublicRows } from "../../lib/audit/protocol";
import { fitPublished, type ModelName } from "../../lib/audit/published";
import { extractFeatures, publishedFeatures } from "../../lib/features";
import { readCsv } from "../../lib/files";
import { readNpy } from "../../lib/files/outputs";
import { delongDifference, rocAuc } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";

const [folder, splits = "4"] = process.argv.slice(2);
const predictors = readCsv(path.join(folder, "predictors_public.csv"));
const membership = Uint8Array.from(predictors.numbers("membership"));
const labels = Int32Array.from(predictors.numbers("label"));
const { data, shape } = readNpy(path.join(folder, "logits_public.npy"));
const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
const columnsOf = {
  float32: publishedFeatures(logits, labels).columns,
  float64: extractFeatures(logits, labels).columns,
};
const four = (value: number | null) => (value ?? Number.NaN).toFixed(4);

/** A line a model: AUC on a fifth of the rows of an attack that learnt from the others. */
async function linesOf(split: number, dtype: "float32" | "float64"): Promise<string[]> {
  const parts = splitPublicRows(membership, split);
  const taught = Int32Array.from([...parts.fit, ...parts.calibrate]).sort();
  const rows = { columns: columnsOf[dtype], membership, taught };
  const attack = await fitPublished(rows, { seed: 42, dtype });
  const known = take(membership, parts.report);
  const [refitted, frozen] = [attack.refitted(parts.report), attack.frozen(parts.report)];
  return (Object.keys(frozen) as ModelName[]).map((model) => {
    const [a, b] = [refitted[model], frozen[model]];
    const { value, low, high } = delongDifference(known, b, a);
    const aucs = `${four(rocAuc(known, a))} | ${four(rocAuc(known, b))}`;
    return `| ${split} | ${model} | ${dtype} | ${aucs} | ${four(value)} [${four(low)}, ${four(high)}] |`;
  });
}

async function main(): Promise<void> {
  console.log("| split | model | arithmetic | refitted | frozen | frozen - refitted |");
  console.log("|---|---|---|---|---|---|");
  for (let split = 42; split < 42 + Number(splits); split++) {
    for (const dtype of ["float32", "float64"] as const) {
      for (const line of await linesOf(split, dtype)) console.log(line);
    }
  }
}

void main();
