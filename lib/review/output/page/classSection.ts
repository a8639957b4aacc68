import { visible } from "../../../files";
import { rocLogLog, teamCorrelation } from "../../../report/figures";
import { type Cell, type Table, toHtml } from "../../../report/tables";
import type { ClassReview } from "../../class/reviewClass";
import type { Review } from "../../review";
import type { Reviewed } from "../../reviewAll";
import { comparedText, differenceText, rateText } from "../words";
import { figureHtml, safe } from "./elements";

const mostCurves = 7;
const mostPairs = 40;

/**
 * The submissions of a class side by side: the table, who is ahead of whom, and how alike they are.
 *
 * @example
 * await classSection(reviewed, review.class);
 */
export async function classSection(
  { review, answers, teams }: Reviewed,
  compared: ClassReview,
): Promise<string> {
  const { names, correlation } = ordered(compared);
  const nearDuplicates = compared.nearDuplicates.map(({ teams: [a, b] }) => [a, b] as const);
  const order = compared.leads.length > 0 ? "best first" : "as given";
  const matrix = teamCorrelation({
    names,
    correlation,
    nearDuplicates,
    rows: compared.rows,
    order,
  });
  const curves = teams.flatMap(({ name, scores }) =>
    scores ? [{ name: visible(name), scores }] : [],
  );
  const roc =
    answers !== null && curves.length > 0 && curves.length <= mostCurves
      ? await figureHtml(
          rocLogLog({ curves: curves.map((c) => ({ ...c, membership: answers.membership })) }),
        )
      : "";
  return `<section id="class">
<h2>All submissions</h2>
${toHtml(tableOf(review, compared))}
${upsideDownHtml(compared)}
${duplicatesHtml(compared)}
<div class="figures">${await figureHtml(matrix)}
${roc}</div>
</section>`;
}

/** Correlations in the order of the table. */
function ordered({ order, compared, correlation }: ClassReview) {
  const places = order.map((name) => compared.indexOf(name));
  return { names: order, correlation: places.map((i) => places.map((j) => correlation[i][j])) };
}

function tableOf({ submissions }: Review, compared: ClassReview): Table {
  const rank = new Map(compared.order.map((name, i) => [name, i]));
  const last = compared.order.length;
  const sorted = [...submissions].sort(
    (a, b) => (rank.get(a.team) ?? last) - (rank.get(b.team) ?? last),
  );
  const leads = new Map(compared.leads.map((lead) => [lead.team, lead]));
  const judged = submissions.some(({ judgement }) => judgement !== null);
  const titles = ["#", "Team", "Verdict", "Rows", "Ids missing / extra", "Errors / warnings"];
  const measured = [
    "AUC [95 %]",
    "TPR at FPR ≤ 0.05 [95 %]",
    "TPR less the next one's",
    "AUC less the next one's",
    "Ahead",
  ];
  const rows = sorted.map(({ team, verdict, rows, findings, judgement }, i): Cell[] => {
    const count = (wanted: string) => findings.filter(({ level }) => level === wanted).length;
    const ids = (code: string) => findings.find((one) => one.code === code)?.count ?? null;
    const place = rank.has(team) ? String(i + 1) : "–";
    const isChecked = verdict !== "unreadable" && ids("ids-unchecked") === null;
    const idsOff = isChecked ? `${ids("id-missing") ?? 0} / ${ids("id-surplus") ?? 0}` : "–";
    const levels = `${count("error")} / ${count("warning")}`;
    const plain = [place, visible(team), verdict, String(rows), idsOff, levels];
    if (!judged) return plain;
    const lead = leads.get(team);
    const at5 = judgement?.tpr[0];
    return [
      ...plain,
      judgement ? rateText(judgement.auc.auc, judgement.auc.interval) : null,
      at5 ? rateText(at5.tpr, at5.interval) : null,
      lead ? differenceText(lead.tpr) : null,
      lead ? differenceText(lead.auc) : null,
      lead ? (lead.established ? "yes" : "no") : null,
    ];
  });
  const columns = [...titles, ...(judged ? measured : [])].map((title) => ({ title }));
  const sort = judged ? "by TPR at FPR ≤ 0.05" : "in the order given";
  return { columns, rows, caption: `${visible(comparedText(compared))}; ${sort}.`, label: "" };
}

function upsideDownHtml({ upsideDown }: ClassReview): string {
  if (upsideDown.length === 0) return "";
  return `<p>Upside down? Against most others rank: ${upsideDown.map(safe).join(", ")}.</p>`;
}

function duplicatesHtml({ nearDuplicates }: ClassReview): string {
  if (nearDuplicates.length === 0) return "<p>No two submissions are near-duplicates.</p>";
  const shown = nearDuplicates.slice(0, mostPairs).map(({ teams, correlation, identical }) => {
    const how = identical ? "the same scores" : `rank correlation ${correlation.toFixed(4)}`;
    return `<li>${safe(teams.join(" and "))}: ${how}</li>`;
  });
  const rest = nearDuplicates.length - shown.length;
  return `<h3>Near-duplicates</h3>
<ul>${shown.join("")}</ul>${rest > 0 ? `<p>And ${rest} pairs more, in the JSON output.</p>` : ""}`;
}
