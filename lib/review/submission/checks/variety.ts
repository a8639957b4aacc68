import { scoreStatistics } from "../../../metrics";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

const nearlyConstant = 1e-3;
const fewLevels = 100;

/** The scores differ enough to rank anything: constant, nearly so, predicted classes, few levels. */
export const variety: SubmissionCheck = ({ scores }) => {
  const finite = scores.filter(Number.isFinite);
  if (finite.length < 2) return [];
  const levels = new Set(finite).size;
  const { std, min, max } = scoreStatistics(finite);
  const warn = (code: string, found: string, mend: string) => [
    finding("warning", code, { found, expected: "scores that rank the rows", mend }),
  ];
  if (levels === 1) {
    return warn("constant", `every score is ${min}`, "hand in the attack's score, not a default");
  }
  if (levels === 2) {
    const found = `two values alone, ${min} and ${max}: predicted classes, not scores`;
    return warn("predicted-classes", found, "hand in predict_proba(X)[:, 1], not predict(X)");
  }
  if (std < nearlyConstant) {
    const found = `a standard deviation of ${std.toPrecision(2)}`;
    return warn(
      "nearly-constant",
      found,
      "check that the model was fitted and that its digits are kept",
    );
  }
  if (levels <= fewLevels && levels < finite.length / 10) {
    const found = `${levels} distinct scores in ${finite.length} rows`;
    return warn("few-levels", found, "keep the digits; break ties by the uncalibrated score");
  }
  return [];
};
