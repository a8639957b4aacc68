import { bounds } from "../../metrics";
import { aheadClause, differencesOf } from "./ahead";
import { costSentences } from "./costSentences";
import { furtherSentences } from "./furtherSentences";
import type { Judged, JudgedAttack, Outcome } from "./outcome";
import { counted, withInterval } from "./words";

/**
 * What a run has found, in plain sentences: which attack was chosen and what it reaches, whether it
 * and the others are shown to be ahead of the published one on the same rows, which mistakes cost
 * something, what to hand in, and what would sharpen the answer. Every number is the run's own.
 *
 * @returns Markdown, a list; ends with a newline
 * @throws RangeError if the chosen attack is none of those judged
 * @example
 * run.text("summary.md", summaryOf({ chosen: "corrected RF", judged, costs, ... }));
 */
export function summaryOf(outcome: Outcome): string {
  const { judged, costs = [], warnings } = outcome;
  const chosen = judged.find(({ attack }) => attack === outcome.chosen);
  if (chosen === undefined) {
    const known = judged.map(({ attack }) => attack).join(", ");
    throw new RangeError(`chosen: found ${outcome.chosen}, expected one of ${known}`);
  }
  const others = judged.filter((one) => one !== chosen && differencesOf(one).length > 0);
  const entries = [
    ...warnings.map((warning) => entry("Before all else", warning)),
    entry("The attack", attackSentence(outcome, chosen)),
    ...(outcome.looked ? [entry("What it looked at", outcome.looked)] : []),
    entry("Against the published one", rivalSentence(chosen), others.map(rivalSentence)),
    ...foundEntry(outcome, chosen),
    ...(costs.length > 0 ? [entry("The mistakes", "", costSentences(costs))] : []),
    entry("What to hand in", handInSentence(outcome, chosen)),
    entry("What would sharpen this", "", furtherSentences(outcome, chosen)),
  ];
  return `${entries.join("\n")}\n`;
}

function entry(head: string, text: string, below: readonly string[] = []): string {
  const first = text === "" ? `- **${head}.**` : `- **${head}.** ${text}`;
  return [first, ...below.map((line) => `  - ${line}`)].join("\n");
}

function attackSentence(outcome: Outcome, { attack, ...judged }: JudgedAttack) {
  const { membership, folds, chosenBy } = outcome;
  const members = counted(membership.filter((member) => member === 1).length, "member");
  const all = counted(membership.length, folds ? "public row" : "row");
  const rows = folds
    ? `all ${all} (${members}), each judged by an attack that had not seen it (${new Set(folds).size} folds; fit, calibration and choice on the others)`
    : `${all} that took no part in fit, calibration or choice (${members})`;
  return `${attack}, chosen by ${chosenBy}. On ${rows} it reaches ${reached(judged)}. ${beyondChance(judged)}`;
}

function reached({ AUC, "TPR@5%": tpr }: Judged): string {
  const why = tpr.note ? ` (${tpr.note})` : "";
  return `an AUC of ${withInterval(AUC)} and a TPR of ${withInterval(tpr)} at an FPR of at most 5 %${why}`;
}

function beyondChance({ AUC }: Judged): string {
  const ends = bounds(AUC);
  if (ends === null) return "Whether that is more than luck, these rows cannot say.";
  if (ends[0] > 0.5) return "It tells members from non-members beyond luck.";
  return ends[1] < 0.5
    ? "It takes members for non-members, and the other way round, beyond luck."
    : "It is not shown to tell members from non-members at all.";
}

function rivalSentence(judged: JudgedAttack): string {
  const clause = aheadClause(judged);
  const { attack, rival } = judged;
  if (clause === "") return `${attack} has no rival on these rows.`;
  return `On these rows ${attack}, paired row by row with ${rival}, ${clause}.`;
}

function foundEntry({ found }: Outcome, { attack, rival }: JudgedAttack): string[] {
  if (found === null) return [];
  const clause = aheadClause(found);
  const beside = clause === "" ? "" : ` Paired with ${rival} as handed in, it ${clause}.`;
  const what = `On ${counted(found.n, "private row")} ${attack} reaches ${reached(found)}.${beside}`;
  return [entry("By the answers", what)];
}

function handInSentence(outcome: Outcome, { rival, ...judged }: JudgedAttack) {
  const { submission, warnings, folds } = outcome;
  const when = folds
    ? "Such an attack is chosen for each fold without the fold's rows"
    : "It was chosen before these rows were opened";
  const behind = aheadClause(judged).includes("behind**");
  const doubt = warnings.length > 0 ? " Mend what stands first in this list before." : "";
  const rule = behind
    ? ` ${when}. To take ${rival} instead, since it did better here, is a choice made on these rows, which can then judge it no more.`
    : ` ${when}, so its figures above are not flattered by the choice.`;
  return `\`${submission}\`.${rule}${doubt}`;
}
