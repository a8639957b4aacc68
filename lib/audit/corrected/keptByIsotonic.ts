import type { ScoreStage } from "./scoreStages";

/**
 * What isotonic calibration leaves of each model's scores, a line a model: how many it still tells
 * apart, and what that does to AUC and TPR at FPR <= .05.
 *
 * @param stages as `scoreStages` gives them
 * @throws RangeError if a model has no stage raw or isotonic
 * @example
 * keptByIsotonic(stages)[0];
 * // "RF: isotonic leaves 21 of 396 distinct scores; TPR@5% 0.1500 -> 0.1450, AUC 0.6812 -> 0.6790"
 */
export function keptByIsotonic(stages: readonly ScoreStage[]): string[] {
  const models = [...new Set(stages.map(({ model }) => model))];
  return models.map((model) => {
    const [raw, isotonic] = [stageOf(stages, model, "raw"), stageOf(stages, model, "isotonic")];
    const change = (quantity: "TPR@5%" | "AUC") =>
      `${quantity} ${raw[quantity].toFixed(4)} -> ${isotonic[quantity].toFixed(4)}`;
    const left = `${isotonic["distinct scores"]} of ${raw["distinct scores"]} distinct scores`;
    return `${model}: isotonic leaves ${left}; ${change("TPR@5%")}, ${change("AUC")}`;
  });
}

function stageOf(stages: readonly ScoreStage[], model: string, score: string): ScoreStage {
  const found = stages.find((stage) => stage.model === model && stage.score === score);
  if (found) return found;
  const known = stages.filter((stage) => stage.model === model).map((stage) => stage.score);
  throw new RangeError(`stages of ${model}: found ${known.join(", ")}, expected ${score}`);
}
