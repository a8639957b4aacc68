import path from "node:path";
import { visible } from "../../files";
import type { Judgement } from "../answers/judge";
import type { CheckedClaim } from "../claims/checkClaims";
import { describeClaim } from "../claims/claim";
import { fits } from "../claims/matchModels";
import type { ClassReview } from "../class/reviewClass";
import type { Finding } from "../finding";
import type { Review, TeamReview } from "../review";
import {
  alikeText,
  claimGroups,
  comparedText,
  gapText,
  rateText,
  sizeText,
  tallyText,
  tierText,
} from "./words";

const mostTeams = 5;
const mostPairs = 10;

/**
 * A review as lines for a terminal. Of more than five submissions only findings of level error and
 * warning are told, and no claim by claim. What comes from files cannot change the terminal.
 *
 * @example
 * console.log(reviewText(review));
 */
export function reviewText({ submissions, class: compared, claims, notebooks, verdict }: Review) {
  const brief = submissions.length > mostTeams;
  const lines = [
    ...submissions.flatMap((team) => teamLines(team, brief)),
    ...(compared === null ? [] : classLines(compared)),
    ...(claims.findings.length === 0 ? [] : ["claims against each other"]),
    ...claims.findings.flatMap(findingLines),
    ...notebooks.flatMap((one) => notebookLines(one, brief)),
    `verdict: ${submissions.length > 1 ? tallyText(submissions) : verdict}`,
  ];
  return lines.map(visible).join("\n");
}

/** Of a class only what was found is told. */
function notebookLines(notebook: Review["notebooks"][number], brief: boolean): string[] {
  const { file, team, verdict, findings } = notebook;
  const told = brief ? findings.filter(({ level }) => level !== "note") : findings;
  if (brief && told.length === 0 && verdict === "accepted") return [];
  const name = team === null ? path.basename(file) : file;
  return [`${name}: ${verdict} (${sizeText(notebook)})`, ...told.flatMap(findingLines)];
}

function teamLines(review: TeamReview, brief: boolean): string[] {
  const { team, file, verdict, rows, distinct, statistics, findings, judgement, claims } = review;
  const scores = statistics
    ? `, range [${statistics.min.toFixed(4)}, ${statistics.max.toFixed(4)}], mean ${statistics.mean.toFixed(4)}, std ${statistics.std.toFixed(4)}`
    : "";
  const { edition } = review;
  const told = brief ? findings.filter(({ level }) => level !== "note") : findings;
  const held =
    verdict === "unreadable" ? file : `${rows} rows, ${distinct} distinct scores${scores}`;
  return [
    `${team}: ${verdict} (${held})`,
    ...(edition === null || brief ? [] : [`  edition ${edition.year}, ${edition.source}`]),
    ...told.flatMap(findingLines),
    ...(judgement === null ? [] : judgementLines(judgement, brief)),
    ...matchLines(review),
    ...(brief ? [] : claimLines(claims)),
  ];
}

function findingLines({ level, code, rows, count, found, expected, mend }: Finding): string[] {
  const more = count > rows.length ? ", ..." : "";
  const where = rows.length === 0 ? "" : ` (${rows.join(", ")}${more})`;
  return [
    `  ${level.padEnd(7)} ${code}${where}: ${found}`,
    `          expected ${expected}; to mend it: ${mend}`,
  ];
}

function judgementLines(judgement: Judgement, brief: boolean): string[] {
  const { auc, tpr, holdout, rows, members, classes, bootstrapReplicates } = judgement;
  const [at5] = tpr;
  const first = `  AUC ${rateText(auc.auc, auc.interval)}`;
  if (brief) return [`${first}  TPR@5% ${rateText(at5.tpr, at5.interval)}`];
  return [
    `${first} (DeLong, ${members} members of ${rows} rows)`,
    ...tpr.map(({ maxFpr, tpr, fpr, interval, lift, advantage, note }) => {
      const why = interval === null && note !== null ? `; no interval: ${note}` : "";
      return `  TPR at FPR <= ${maxFpr}: ${rateText(tpr, interval)}, FPR reached ${fpr.toFixed(4)}, lift ${lift.toFixed(2)}, advantage ${advantage.toFixed(4)}${why}`;
    }),
    `  leaderboard on ${Math.round(holdout.share * 100)} % of the rows less final on the rest, 95 % of ${holdout.splits} splits: ${gapText("AUC", holdout.auc)}, ${gapText("TPR@5%", holdout.tpr)}`,
    ...(classes === null ? [] : [classLine(classes)]),
    `  intervals: 95 %, TPR by ${bootstrapReplicates} bootstrap replicates`,
  ];
}

function classLine(classes: NonNullable<Judgement["classes"]>): string {
  const known = classes.filter(({ auc }) => auc !== null);
  const shown = [...known.slice(0, 2), ...known.slice(2).slice(-1)];
  const figures = shown.map(({ label, auc, interval }) => `${label} ${rateText(auc!, interval)}`);
  return `  AUC by class, the most exposed two and the least: ${figures.join(", ")}`;
}

function matchLines({ matches, team }: TeamReview): string[] {
  return matches
    .filter(fits)
    .map(
      ({ source, model, stated }) =>
        `  match   the ${stated} score statistics that ${source} states for ${model ?? "its model"} are those of ${team}`,
    );
}

/** What was checked line by line; what was not is counted by reason. */
function claimLines(claims: readonly CheckedClaim[]): string[] {
  const { checked, unchecked } = claimGroups(claims);
  return [
    ...checked.map(
      (claim) =>
        `  claim   ${claim.status}: ${claim.source}: ${describeClaim(claim)}; ${claim.reason}`,
    ),
    ...unchecked.map(({ reason, count }) => `  claim   not checkable, ${count}: ${reason}`),
  ];
}

function classLines(review: ClassReview): string[] {
  const { tiers, nearDuplicates, upsideDown, alikeCode } = review;
  return [
    `class: ${comparedText(review)}`,
    ...tiers.map(({ teams }, i) => `  tier ${i + 1}: ${tierText(teams)}`),
    ...upsideDown.map((team) => `  ${team} ranks against most others: upside down?`),
    ...nearDuplicates.slice(0, mostPairs).map(({ teams, correlation, identical }) => {
      const how = identical ? "the same scores" : `rank correlation ${correlation.toFixed(4)}`;
      return `  near-duplicates: ${teams.join(" and ")}, ${how}`;
    }),
    ...alikeCode.slice(0, mostPairs).map((pair) => `  code alike: ${alikeText(pair)}`),
    ...(nearDuplicates.length > mostPairs
      ? [`  and ${nearDuplicates.length - mostPairs} more pairs`]
      : []),
  ];
}
