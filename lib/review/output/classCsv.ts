import { writeCsv } from "../../files/outputs";
import type { TeamPoints } from "../points/pointsOf";
import type { Review } from "../review";

/**
 * Writes class.csv, a row a team, the best first: rank and tier, verdict, AUC and TPR at FPR <= .05 with
 * 95 % intervals, rows, errors and warnings by name, and points where there is a rubric.
 *
 * @param points in the order of the submissions; null without a rubric
 * @throws InputError if the file cannot be written
 * @example
 * writeClassCsv("class.csv", review, null);
 */
export function writeClassCsv(file: string, review: Review, points: readonly TeamPoints[] | null) {
  const { submissions, class: compared, notebooks } = review;
  const isRanked = (compared?.tiers.length ?? 0) > 0;
  const rank = new Map((compared?.order ?? []).map((team, i) => [team, i + 1]));
  const tier = new Map(
    (compared?.tiers ?? []).flatMap(({ teams }, i) => teams.map((team) => [team, i + 1] as const)),
  );
  const places = [...submissions.keys()].sort(
    (a, b) => (rank.get(submissions[a].team) ?? 1e9) - (rank.get(submissions[b].team) ?? 1e9),
  );
  const column = <T>(of: (team: Review["submissions"][number], i: number) => T) =>
    places.map((i) => of(submissions[i], i));
  const found = (team: Review["submissions"][number], level: string) => {
    const own = notebooks.filter((one) => one.team === team.team);
    const all = [...team.findings, ...own.flatMap(({ findings }) => findings)];
    const codes = all.filter((one) => one.level === level).map(({ code }) => code);
    return [...new Set(codes)].join(" ");
  };
  writeCsv(file, {
    rank: column(({ team }) => (isRanked ? (rank.get(team) ?? null) : null)),
    tier: column(({ team }) => tier.get(team) ?? null),
    team: column(({ team }) => team),
    verdict: column(({ verdict }) => verdict),
    auc: column(({ judgement }) => judgement?.auc.auc ?? null),
    auc_low: column(({ judgement }) => judgement?.auc.interval?.[0] ?? null),
    auc_high: column(({ judgement }) => judgement?.auc.interval?.[1] ?? null),
    tpr_at_0_05: column(({ judgement }) => judgement?.tpr[0].tpr ?? null),
    tpr_low: column(({ judgement }) => judgement?.tpr[0].interval?.[0] ?? null),
    tpr_high: column(({ judgement }) => judgement?.tpr[0].interval?.[1] ?? null),
    rows: column(({ rows }) => rows),
    errors: column((team) => found(team, "error")),
    warnings: column((team) => found(team, "warning")),
    ...(points === null ? {} : { points: column((_, i) => points[i].points) }),
  });
}
