import type { RecordedLooks } from "../outcome/metrics";
import { GRADIENTS } from "./order";
import { whatAllAdd } from "./whatAllAdd";

/** So many seconds as a person says them. */
function spoken(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} seconds`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} minutes`;
  return `${(seconds / 3600).toFixed(1)} hours`;
}

/**
 * How long the attack will take, and what all looks would.
 *
 * @example
 * forecastSentence(plan.recorded); // "forecast: some 4 minutes, with 8 of 35 looks; all would take 11 minutes"
 */
export function forecastSentence({ looks, forecast, budget }: RecordedLooks): string {
  const taken = looks.filter(({ runs }) => runs).length;
  const within = budget === null ? "" : ` (budget: ${budget} s)`;
  const late =
    budget !== null && forecast.taken > budget ? ", which no choice of looks can keep to" : "";
  const rest = taken < looks.length ? `; all would take ${spoken(forecast.all)}` : "";
  return `forecast: some ${spoken(forecast.taken)}${within}${late}, with ${taken} of ${looks.length} looks${rest}`;
}

/**
 * What was looked at and what was not, what takes the rest, and what that added where it was measured, without a second
 * in it.
 *
 * @example
 * lookedSentence(plan.recorded); // "It looked at the images in 8 of 35 further ways; ..."
 */
export function lookedSentence({ looks, budget, forecast, views }: RecordedLooks): string {
  const rounded =
    views?.precision === "int8" ? ` Views were computed in int8: ${views.because}.` : "";
  const [taken, left] = [true, false].map((runs) => looks.filter((look) => look.runs === runs));
  const kept = budget !== null && forecast.taken <= budget;
  const why = !kept ? "" : ` within a budget of ${budget} seconds`;
  if (left.length === 0)
    return `Every look of its groups was taken${why} (${looks.length}).${rounded}`;
  const others = left.filter(({ look }) => look !== GRADIENTS).length;
  const withGradients = left.length > others ? [GRADIENTS] : [];
  const otherViews = others > 0 ? [`${others} ${others === 1 ? "view" : "views"}`] : [];
  const missing = [...otherViews, ...withGradients].join(" and ");
  const [names, all] = [taken, looks].map((some) => some.map(({ look }) => look));
  const added = whatAllAdd(names, all) ?? "What they would add was not measured.";
  return `${taken.length} of ${looks.length} looks were taken${why}; left out: ${missing}, which \`-p views '"all"'\` or a larger \`-p budget\` takes. ${added}${rounded}`;
}
