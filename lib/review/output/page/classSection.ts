import { visible } from "../../../files";
import { rocLogLog, teamCorrelation } from "../../../report/figures";
import { type Cell, cellHtml, type Table, toHtml } from "../../../report/tables";
import type { ClassReview } from "../../class/reviewClass";
import type { Review } from "../../review";
import type { Reviewed } from "../../reviewAll";
import { alikeText, comparedText, rateText, tallyText, tierText } from "../words";
import { figureHtml, linkHtml, safe, teamId } from "./elements";

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
          [{ id: "class-table", text: "All submissions" }],
        )
      : "";
  return `<section id="class">
<h2 id="class-table">All submissions</h2>
<p>${safe(tallyText(review.submissions))}.</p>
${linked(toHtml(tableOf(review, compared)), review.submissions)}
${tiersHtml(compared)}
${upsideDownHtml(compared)}
${duplicatesHtml(compared)}
${alikeHtml(compared)}
<div class="figures">${await figureHtml(matrix, [{ id: "class-duplicates", text: "Near-duplicates" }])}
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
  const tiers = new Map(
    compared.tiers.flatMap(({ teams }, i) => teams.map((team) => [team, i + 1] as const)),
  );
  const judged = submissions.some(({ judgement }) => judgement !== null);
  const titles = ["#", "Team", "Verdict", "Rows", "Ids missing / extra", "Errors / warnings"];
  const measured = ["AUC [95 %]", "TPR at FPR ≤ 0.05 [95 %]", "Tier"];
  const rows = sorted.map(({ team, verdict, rows, findings, judgement }, i): Cell[] => {
    const count = (wanted: string) => findings.filter(({ level }) => level === wanted).length;
    const ids = (code: string) => findings.find((one) => one.code === code)?.count ?? null;
    const place = rank.has(team) ? String(i + 1) : "–";
    const isChecked = verdict !== "unreadable" && ids("ids-unchecked") === null;
    const idsOff = isChecked ? `${ids("id-missing") ?? 0} / ${ids("id-surplus") ?? 0}` : "–";
    const levels = `${count("error")} / ${count("warning")}`;
    const plain = [place, visible(team), verdict, String(rows), idsOff, levels];
    if (!judged) return plain;
    const tier = tiers.get(team);
    const at5 = judgement?.tpr[0];
    return [
      ...plain,
      judgement ? rateText(judgement.auc.auc, judgement.auc.interval) : null,
      at5 ? rateText(at5.tpr, at5.interval) : null,
      tier === undefined ? null : String(tier),
    ];
  });
  const columns = [...titles, ...(judged ? measured : [])].map((title) => ({ title }));
  const sort = judged ? "by TPR at FPR ≤ 0.05" : "in the order given";
  return { columns, rows, caption: `${visible(comparedText(compared))}; ${sort}.`, label: "" };
}

/** The team's cell of each row leads to what was found about it. */
function linked(table: string, submissions: Review["submissions"]): string {
  const cells = new Map(
    submissions.map(({ team }, i) => [
      `<td>${cellHtml(visible(team))}</td>`,
      linkHtml(teamId(i), team),
    ]),
  );
  return table.replace(/<td>[^<]*<\/td>/g, (cell) => {
    const link = cells.get(cell);
    return link === undefined ? cell : `<td>${link}</td>`;
  });
}

function tiersHtml({ tiers }: ClassReview): string {
  if (tiers.length === 0) return "";
  const shown = tiers.map(({ teams }) => `<li>${safe(tierText(teams))}</li>`);
  return `<h3>Tiers</h3>
<p>By the 95 % interval of the paired difference in TPR at FPR ≤ 0.05 from the first of each tier.</p>
<ol>${shown.join("")}</ol>`;
}

function upsideDownHtml({ upsideDown }: ClassReview): string {
  if (upsideDown.length === 0) return "";
  return `<p>Upside down? Against most others rank: ${upsideDown.map(safe).join(", ")}.</p>`;
}

function alikeHtml({ alikeCode }: ClassReview): string {
  if (alikeCode.length === 0) return "";
  const shown = alikeCode.slice(0, mostPairs).map((pair) => `<li>${safe(alikeText(pair))}</li>`);
  return `<h3>Code alike</h3>
<p>Runs of 24 tokens, whatever names, numbers and texts are; what a third of the teams have is left out. Templates, tutorials and the same assistant make code alike: look, before anything is said.</p>
<ul>${shown.join("")}</ul>`;
}

function duplicatesHtml({ nearDuplicates }: ClassReview): string {
  if (nearDuplicates.length === 0) {
    return '<p id="class-duplicates">No two submissions are near-duplicates.</p>';
  }
  const shown = nearDuplicates.slice(0, mostPairs).map(({ teams, correlation, identical }) => {
    const how = identical ? "the same scores" : `rank correlation ${correlation.toFixed(4)}`;
    return `<li>${safe(teams.join(" and "))}: ${how}</li>`;
  });
  const rest = nearDuplicates.length - shown.length;
  return `<h3 id="class-duplicates">Near-duplicates</h3>
<ul>${shown.join("")}</ul>${rest > 0 ? `<p>And ${rest} pairs more, in the JSON output.</p>` : ""}`;
}
