import { share } from "../summary/words";
import type { Threshold } from "./threshold";
import type { Figure, JudgedThreshold, Verdict } from "./verdict";

/** A number of a verdict, how it is written, or why there is none. */
type Read = { readonly value: number; readonly shown: string } | { readonly missing: string };

/**
 * Holds a figure of a verdict against a threshold. A figure that is not known, or that the rows
 * could not resolve, fails: a threshold is never passed in silence.
 *
 * @example
 * judgeThreshold(parseThreshold("tpr@0.01 > 0.05"), verdict).fails; // false
 */
export function judgeThreshold(threshold: Threshold, verdict: Verdict): JudgedThreshold {
  const { text, figure, operator, value } = threshold;
  const read = readFigure(figure, verdict);
  if ("missing" in read)
    return { threshold: text, fails: true, found: `no figure: ${read.missing}` };
  const holds = {
    ">": read.value > value,
    ">=": read.value >= value,
    "<": read.value < value,
    "<=": read.value <= value,
  };
  return { threshold: text, fails: holds[operator], found: read.shown };
}

function readFigure(name: string, verdict: Verdict): Read {
  const [, end = "value"] = /\.(low|high)$/.exec(name) ?? [];
  const plain = end === "value" ? name : name.slice(0, -end.length - 1);
  const [kind, of = ""] = plain.split("@");
  if (kind === "auc") return endOf(verdict.judged.auc, end);
  if (kind === "tpr") return tprOf(verdict, of, end);
  if (kind === "epsilon") return epsilonOf(verdict, of || "one-run");
  const rows = verdict.flagged.find(
    ({ set, rate }) => `flagged.${set}` === kind && rate === Number(of),
  );
  if (!rows) return { missing: "this run does not say who is exposed" };
  return { value: rows.count, shown: `${rows.count} ${rows.set} rows` };
}

function tprOf({ judged }: Verdict, limit: string, end: string): Read {
  const point = judged.tpr[limit];
  if (point === undefined) return { missing: `no TPR at FPR ${limit} was measured` };
  return point.note ? { missing: point.note } : endOf(point, end);
}

function endOf(figure: Figure, end: string): Read {
  const { value, low, high, note } = figure;
  const wanted = { value, low, high }[end as "value" | "low" | "high"];
  if (wanted === null) return { missing: note ?? "it has no interval" };
  const interval = low === null || high === null ? "" : ` [${share(low)}, ${share(high)}]`;
  return { value: wanted, shown: `${share(value)}${interval}` };
}

function epsilonOf({ epsilon }: Verdict, method: string): Read {
  const bound = epsilon.find((one) => one.method === method);
  if (!bound) return { missing: `no bound by ${method} was computed` };
  const { delta, confidence } = bound;
  const shown = `at least ${bound.epsilon.toFixed(3)} (${method}, delta ${delta}, confidence ${confidence})`;
  return { value: bound.epsilon, shown };
}
