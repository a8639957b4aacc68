import { readFileSync } from "node:fs";
import path from "node:path";
import { AT_RANDOM } from "../../audit/epsilon";
import { counted, share, withInterval } from "../../audit/summary";
import type { Figure, Gain, Verdict } from "../../audit/verdict";
import { markup } from "../../files";
import { pageFrame } from "./pageFrame";

/** Digits of a hash that are enough to tell files apart by eye. */
const HASH_SHOWN = 12;

/**
 * A run's verdict on one screen, for people who decide: what was attacked, how strong the attack is,
 * what that means in epsilon, who is exposed, and what was not tested.
 *
 * @returns one HTML file without network or script
 * @example
 * run.text("summary.html", verdictPage(verdict));
 */
export function verdictPage(verdict: Verdict): string {
  const body = `<header>
<h1>What this run has found</h1>
<p class="what">${markup(attackedLine(verdict))}</p>
</header>
<main>
${bannersHtml(verdict)}<p class="headline">${markup(headline(verdict))}</p>
<div class="parts">
${section("How strong", strengthHtml(verdict))}
${section("In epsilon, the measure of privacy guarantees", epsilonHtml(verdict))}
${section("Who is exposed", exposedHtml(verdict))}
${section("What was not tested", listHtml(verdict.notTested))}
</div>
</main>
<footer>${markup(footerLine(verdict))} All figures, for programs: <a href="summary.json">summary.json</a>.</footer>`;
  const style = readFileSync(path.join(__dirname, "verdict.css"), "utf8");
  return pageFrame({ title: "What this run has found", style, body: withPercentSigns(body) });
}

function section(title: string, html: string): string {
  return `<section>\n<h2>${markup(title)}</h2>\n${html}\n</section>`;
}

function attackedLine({ attacked }: Verdict): string {
  const { model, network } = attacked;
  const file = model
    ? `${model.file} (SHA-256 ${model.sha256.slice(0, HASH_SHOWN)}…)`
    : "outputs of a model that was not given";
  const known = `${counted(attacked.public.rows, "public row")}, ${counted(attacked.public.members, "member")} among them`;
  return `Attacked: ${file}: ${network}. ${known}; ${counted(attacked.private.rows, "private row")}.`;
}

function bannersHtml({ warnings, thresholds }: Verdict): string {
  const warned = warnings.map((text) =>
    banner("warning", `Before all else: ${withoutMarks(text)}`),
  );
  const judged = thresholds.map(({ threshold, fails, found }) => {
    const [kind, word] = fails ? ["failed", "Failed"] : ["passed", "Passed"];
    return banner(`warning ${kind}`, `${word}: ${threshold}; found ${found}.`);
  });
  return [...warned, ...judged].map((html) => `${html}\n`).join("");
}

function banner(kind: string, text: string): string {
  return `<p class="${kind}" role="status">${markup(text)}</p>`;
}

/** Warnings are written in Markdown. */
function withoutMarks(text: string): string {
  return text.split("**").join("").split("\\").join("");
}

function headline({ judged, attack }: Verdict): string {
  const { low, high } = judged.auc;
  const found = `AUC ${withInterval(judged.auc)}, where guessing has .5`;
  if (low === null || high === null) {
    return `Whether training images can be told from others, these rows cannot say: ${attack} reaches ${found}.`;
  }
  if (low > 0.5)
    return `Training images can be told from others, beyond luck: ${attack} reaches ${found}.`;
  return `It is not shown that training images can be told from others: ${attack} reaches ${found}.`;
}

function strengthHtml(verdict: Verdict): string {
  const { judged, gains, found, attack } = verdict;
  const rows = Object.entries(judged.tpr)
    .sort(([one], [other]) => Number(other) - Number(one))
    .map(([limit, { value, low, high }]) => {
      const cells = [oneIn(Number(limit)), percent(value)];
      const interval =
        low === null || high === null ? "not resolved" : `${percent(low)} to ${percent(high)}`;
      return [...cells, interval, percent(Number(limit))];
    });
  const own = gains.filter((gain) => gain.attack === attack);
  const paired = own.map(gainWords).join("; ");
  return [
    scaleHtml(judged.auc),
    tableHtml(["others falsely accused", "members found", "95 % interval", "guessing has"], rows),
    `<p class="small">${markup(
      `On ${counted(judged.rows, "row")} (${counted(judged.members, "member")}) that it had not learnt from.${paired === "" ? "" : ` Beside ${own[0].over}, paired: ${paired}.`}${found ? ` By the answers, on ${counted(found.rows, "private row")}: AUC ${withInterval(found.auc)}.` : ""}`,
    )}</p>`,
  ].join("\n");
}

/** The AUC between guessing and certainty. */
function scaleHtml({ value, low, high }: Figure): string {
  const place = (auc: number) => Math.min(Math.max(200 * (auc - 0.5), 0), 100).toFixed(1);
  const [from, to] = [low ?? value, high ?? value].map((end) => Number(place(end)));
  return `<div class="scale"><span style="left: ${from}%; width: ${(to - from).toFixed(1)}%"></span><b style="left: ${place(value)}%"></b></div>
<div class="ends"><span>guessing: AUC .5</span><span>certain: 1</span></div>`;
}

function gainWords({ figure, value, low, high }: Gain): string {
  const shown = `${figure} ${value < 0 ? "" : "+"}${withInterval({ value, low, high })}`;
  if (low === null || high === null) return `${shown}, no interval`;
  if (low > 0) return `${shown}, ahead`;
  return `${shown}, ${high < 0 ? "behind" : "not shown to differ"}`;
}

function epsilonHtml({ epsilon, guarantee }: Verdict): string {
  const rows = epsilon.map(({ method, epsilon, assumes }) => [
    method,
    `≥ ${epsilon.toFixed(2)}`,
    assumes.filter((one) => one !== AT_RANDOM).join("; ") || "nothing more than all need",
  ]);
  const [{ delta, confidence }] = epsilon;
  const sure = `${Number((100 * confidence).toPrecision(6))} %`;
  const says = `At delta ${delta}, each bound with confidence ${sure}; all need ${AT_RANDOM}. A guarantee of a smaller epsilon is contradicted; 0 contradicts nothing, and proves no privacy.`;
  const promise = guarantee ? `<p class="promise">${markup(guarantee.says)}</p>` : "";
  const table = tableHtml(["method", "epsilon", "needs"], rows);
  return `${promise}\n${table}\n<p class="small">${markup(says)}</p>`;
}

function exposedHtml({ flagged }: Verdict): string {
  if (flagged.length === 0) return "<p>This run does not look at single rows.</p>";
  const rows = flagged.map(({ set, rate, count, realised }) => [
    set,
    `at most ${percent(rate)}`,
    count.toLocaleString("en-US"),
    realised === null ? (count === 0 ? "nobody is flagged" : "not known") : percent(realised),
  ]);
  const head = [
    "rows",
    "wrongly flagged, promised",
    "flagged as members",
    "wrongly flagged, found",
  ];
  const nobody = flagged.every(({ count }) => count === 0)
    ? "No single row can be named with that certainty; with few non-members none could be."
    : "Who they are: records_public.csv and records_private.csv.";
  return `${tableHtml(head, rows)}\n<p class="small">${markup(nobody)}</p>`;
}

function listHtml(phrases: readonly string[]): string {
  if (phrases.length === 0) return "<p>Nothing that this run knows of.</p>";
  return `<ul>\n${phrases.map((phrase) => `<li>${markup(phrase)}</li>`).join("\n")}\n</ul>`;
}

/** The second column holds numbers. */
function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) =>
    row
      .map((text, i) => `<${tag}${i === 1 ? ' class="whole"' : ""}>${markup(text)}</${tag}>`)
      .join("");
  return `<div class="scroll"><table>
<thead><tr>${cells(head, "th")}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n")}
</tbody>
</table></div>`;
}

function footerLine({ attack, chosenBy, submission, judged }: Verdict): string {
  const { protocol, part, column } = judged;
  const who = `${attack[0].toUpperCase()}${attack.slice(1)}`;
  return `${who} was chosen by ${chosenBy}; it hands in ${submission}. Judged: ${column} on the ${part} rows of the ${protocol} protocol. AUC: the chance that a member scores above another row (${share(0.5)} by guessing).`;
}

/** .05 as "5 in 100", .001 as "1 in 1,000". */
function oneIn(rate: number): string {
  const whole = [100, 1000, 10_000].find((of) =>
    Number.isInteger(Number((rate * of).toPrecision(9))),
  );
  if (whole === undefined) return percent(rate);
  return `${Math.round(rate * whole)} in ${whole.toLocaleString("en-US")}`;
}

/** A number and its percent sign stay on one line. */
function withPercentSigns(html: string): string {
  return html.split(" %").join("\u00a0%");
}

function percent(rate: number): string {
  return `${Number((100 * rate).toFixed(1))} %`;
}
