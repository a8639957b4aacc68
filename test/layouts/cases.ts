/**
 * Reads every case that cases.py made as the attack notebooks do, and prints what comes out beside what
 * is wanted; then the self-check's tables of a misread and of a right case, and how far resizes are from
 * torchvision's:
 *
 *     python test/layouts/cases.py SCRATCH && node lib/run.cjs test/layouts/cases.ts SCRATCH > cases.md
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  readingsTable,
  type SelfCheck,
  selfCheck,
  targetAccuracies,
} from "../../lib/audit/selfCheck";
import { InputError, noticed, readCheckpoint, requireAttackable } from "../../lib/files";
import { openTarget, resolveReading } from "../../lib/inference";
import { describeNetwork, type Stem } from "../../lib/network";
import { resizeRows } from "./resizes";

interface Case {
  readonly row: string;
  readonly name: string;
  readonly folder: string;
  readonly want: "read" | "said" | "warned" | "declared" | "quiet" | "refused";
  readonly words: string;
  /** Rows that torch names right. */
  readonly right: number;
  readonly parameters: { weights?: string; stem?: Stem; preprocessing?: unknown };
}

interface Cases {
  readonly versions: string;
  readonly rows: number;
  readonly cases: readonly Case[];
}

interface Outcome {
  readonly right: number | null;
  /** Notes and the warning, or the refusal. */
  readonly said: readonly string[];
  readonly check: SelfCheck | null;
}

const root = process.argv[2];
const made: Cases = JSON.parse(readFileSync(path.join(root, "cases.json"), "utf8"));

/** The cells from the files to the self-check. */
async function comesOutOf({ folder, parameters }: Case): Promise<Outcome> {
  const [modelPath, publicPath] = ["model.pt", "pub.pt"].map((name) =>
    path.join(root, folder, name),
  );
  const { weights = null, stem, preprocessing = null } = parameters;
  const reading = resolveReading({ modelPath, preprocessing });
  const checkpoint = readCheckpoint(modelPath, { weights });
  const network = describeNetwork(checkpoint, { stem });
  const dataset = reading.dataset(publicPath);
  const membership = requireAttackable(network, dataset, dataset);
  const notes = noticed(checkpoint, network, dataset).map(({ note }) => note);
  const opening = { checkpoint, modelPath, stem, mean: null, std: null, reading };
  const target = await openTarget(network, { ...opening, engine: "auto" });
  const seen = { network, ...target, modelPath, preprocessing: reading.preprocessing, membership };
  const check = await selfCheck({ ...seen, dataset, seed: 42 });
  const logits = await target.logits(dataset.images);
  const [{ n, accuracy }] = targetAccuracies({ public: { ...dataset, membership: null, logits } });
  const said = check.warns ? [...notes, check.verdict] : notes;
  await target.engine.close();
  dataset.close();
  checkpoint.close();
  return { right: Math.round(n * accuracy.value), said, check };
}

async function outcomeOf(one: Case): Promise<Outcome> {
  try {
    return await comesOutOf(one);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const said = error.message.replaceAll(`${path.join(root, one.folder)}${path.sep}`, "");
    return { right: null, said: [said], check: null };
  }
}

/** Whether it came out as `cases.py` wants it. */
function isAsWanted({ want, words, right }: Case, outcome: Outcome): boolean {
  const told = new RegExp(words).test(outcome.said.join(" | "));
  if (want === "refused") return outcome.right === null && told;
  if (outcome.right === null || outcome.check === null) return false;
  const { warns } = outcome.check;
  if (want === "warned") return warns && told;
  if (want === "quiet") return !warns;
  return outcome.right === right && told && (!warns || want === "declared");
}

const cell = (text: string) => text.replace(/[|\\]/g, "\\$&").replaceAll("\n", " ");

function line(one: Case, outcome: Outcome): string {
  const { right, said } = outcome;
  const share = (count: number) => (count / made.rows).toFixed(3);
  const accuracy = right === null ? "refused" : share(right);
  const torch = one.want === "refused" ? "" : share(one.right);
  const wanted = isAsWanted(one, outcome) ? one.want : `WRONG, wanted ${one.want} ${one.words}`;
  const words = said.map((text) => cell(text.replaceAll("**", ""))).join("<br>");
  return `| ${cell(one.row)} | ${cell(one.name)} | ${wanted} | ${accuracy} | ${torch} | ${words} |`;
}

function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const titles = Object.keys(rows[0]);
  const shown = (value: unknown) =>
    typeof value === "number" ? `${Number(value.toPrecision(3))}` : cell(String(value));
  return [
    `| ${titles.join(" | ")} |`,
    `|${titles.map(() => "---|").join("")}`,
    ...rows.map((row) => `| ${titles.map((title) => shown(row[title])).join(" | ")} |`),
  ].join("\n");
}

async function main(): Promise<number> {
  console.log("# Files as people have them, and what comes out\n");
  const make = "python test/layouts/cases.py SCRATCH";
  const read = "node lib/run.cjs test/layouts/cases.ts SCRATCH > test/layouts/cases.md";
  console.log(`\`${make} && ${read}\` makes this table.\n`);
  console.log(
    `The embedded model and ${made.rows} of its public rows, spoiled by \`cases.py\` (${made.versions}).`,
  );
  console.log(
    "Wanted and found; accuracy here and in torch, which reads the file as it was meant.\n",
  );
  console.log(
    "| kind | case | came out as | accuracy | torch | what is said |\n|---|---|---|---|---|---|",
  );
  const outcomes = new Map<string, Outcome>();
  let wrong = 0;
  for (const one of made.cases) {
    const outcome = await outcomeOf(one);
    outcomes.set(`${one.row}: ${one.name}`, outcome);
    if (!isAsWanted(one, outcome)) wrong++;
    console.log(line(one, outcome));
  }
  console.log(`\n${made.cases.length} cases, ${wrong} not as wanted\n`);
  for (const name of [
    "images stored at another size: 64 x 64",
    "images stored at another size: as they are",
  ]) {
    const check = outcomes.get(name)?.check;
    if (!check) throw new Error(`no self-check of ${name}`);
    console.log(`## The self-check's table: ${name}\n\n${tableOf(readingsTable(check))}\n`);
    console.log(`${check.verdict}\n`);
  }
  console.log("## Resizes beside torchvision's\n");
  console.log(
    "Largest distance, over all pixels of a fixture of odd size; bytes in steps of 1/255.\n",
  );
  console.log(tableOf(resizeRows()));
  return wrong === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
