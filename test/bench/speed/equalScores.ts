import { existsSync } from "node:fs";
import path from "node:path";
import type { PublishedName } from "../../../lib/ensemble";
import { readAnswers, readCsv } from "../../../lib/files";
import { rocAuc, spearman } from "../../../lib/metrics";
import type { Check } from "./equalWork";
import { PUBLISHED_MODELS } from "./publishedModels";

/**
 * Least rank correlation of the private scores and largest distance of their AUC, where both sides start
 * from the same logits. Forests are the same tree for tree; the logarithm's last bit may move a bin of
 * LightGBM's; the order in which a BLAS sums moves when the perceptron stops.
 */
const ALLOWED = {
  RF: { correlation: 0.9999, auc: 0.004 },
  LightGBM: { correlation: 0.99, auc: 0.004 },
  MLP: { correlation: 0.9, auc: 0.006 },
} as const;

/**
 * Whether Python, given our logits, hands in our private scores. From its own logits it would not: their
 * last bits move a forest's scores as far as another arithmetic does.
 *
 * @param ours the folder that our run left
 * @param theirs the folder of a Python run with `--logits` ours
 * @param answers a CSV file with the private membership; where there is none, AUC is not compared
 * @param models those that both sides fitted
 * @example
 * equalScores("out/bench/ours", "out/bench/same logits", "data/answers.csv").every(({ ok }) => ok);
 */
export function equalScores(
  ours: string,
  theirs: string,
  answers: string,
  models: readonly PublishedName[] = PUBLISHED_MODELS,
): Check[] {
  return models.flatMap((model) => {
    const allowed = ALLOWED[model];
    const [own, other] = [ours, theirs].map((folder) =>
      readCsv(path.join(folder, `submission_${model}.csv`)),
    );
    const [a, b] = [own, other].map((file) => file.numbers("score"));
    const found = spearman(a, b) ?? Number.NaN;
    const checks: Check[] = [
      {
        what: `${model}'s private scores from the same logits, rank correlation`,
        found,
        allowed: allowed.correlation,
        ok: found >= allowed.correlation,
      },
    ];
    if (!existsSync(answers)) return checks;
    const known = readAnswers(answers, own.texts("ids"));
    const apart = Math.abs(rocAuc(known, a) - rocAuc(known, b));
    const what = `${model}'s private AUC from the same logits`;
    return [...checks, { what, found: apart, allowed: allowed.auc, ok: apart <= allowed.auc }];
  });
}
