import { publicExposure } from "../../../audit/records";
import type { PlainExplorerRun } from "../../../report/explorer/reading/readExplorerRun";
import type { TeamScores } from "../../class/rankTeams";
import type { Reviewed } from "../../reviewAll";

/** What a page without the answers leaves unsaid, and what one with them says. */
const [withAnswers, without] = [
  "This page holds the answers and every team's scores: it is the grader's own.",
  "Without answers nobody's membership is known here, and no score is judged.",
];

/**
 * The submissions of a class as the explorer takes a run: teams in place of attacks, the best first.
 *
 * @returns null where no submission has a score for every row
 * @example
 * classRun(await reviewAll(request))?.attacks.map(({ name }) => name); // "team_b", "team_a"
 */
export function classRun(reviewed: Reviewed): PlainExplorerRun | null {
  const { review, answers, ids } = reviewed;
  const teams = inOrder(reviewed);
  if (ids === null || teams.length === 0) return null;
  const rows = ids.length;
  const left = review.submissions.length - teams.length;
  const labels = answers?.labels ?? null;
  const classes = [...new Set(labels ?? [])].sort(byNumber);
  const places = new Map(classes.map((name, label) => [name, label]));
  const unknown = (count: number) => new Int16Array(count).fill(-1);
  return {
    name: "class",
    ids,
    publicRows: 0,
    classes,
    labels:
      labels === null ? unknown(rows) : Int16Array.from(labels, (label) => places.get(label) ?? -1),
    predicted: unknown(rows),
    membership: answers ? Int8Array.from(answers.membership) : new Int8Array(rows).fill(-1),
    attacks: teams.map(({ name, scores }) => {
      return { name, protocol: "submission", scores, judges: new Uint8Array(rows).fill(1) };
    }),
    chosen: 0,
    ...exposureOf(teams[0], reviewed),
    features: [],
    views: [],
    references: null,
    neighbours: null,
    notes: [
      answers ? withAnswers : without,
      ...(left > 0
        ? [
            `${left} of ${review.submissions.length} submissions are left out: they do not score every row.`,
          ]
        : []),
    ],
  };
}

/** Teams that can be compared, from the best down where that is known. */
function inOrder({ review, teams }: Reviewed): TeamScores[] {
  const sound = teams.filter((team): team is TeamScores => team.scores !== null);
  const order = review.class?.order ?? [];
  return sound.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

function exposureOf({ scores }: TeamScores, { answers }: Reviewed) {
  if (answers === null) {
    return {
      pValues: new Float32Array(scores.length).fill(Number.NaN),
      flags: new Uint8Array(scores.length),
    };
  }
  const { pValues, flags } = publicExposure({ ...answers, scores });
  const [five, ten] = flags.map(({ flagged }) => flagged);
  return {
    pValues: Float32Array.from(pValues),
    flags: five.map((flag, row) => flag | (ten[row] << 1)),
  };
}

/** Classes are most often numbers. */
function byNumber(one: string, other: string): number {
  return Number(one) - Number(other) || (one < other ? -1 : 1);
}
