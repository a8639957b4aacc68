import path from "node:path";
import {
  alongCsv,
  alongNames,
  auditModels,
  JUDGED_ATTACK,
  type ModelStanding,
  modelFiles,
  modelStandings,
  type RefusedModel,
} from "../../audit/many";
import { optionLines } from "../../commandHelp";
import { type Command, CommandLine, UsageError, whole } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { writeAtomically, writeJson } from "../../files/outputs";
import { ENGINES } from "../../inference";
import { STEMS } from "../../network";
import { alongModels } from "../figures";
import { exportFigure } from "../pages/exportFigure";
import { toCsv } from "../tables";
import { modelsTable } from "./modelsTable";
import { modelsPage } from "./page";
import { readRows } from "./readRows";

const OPTIONS = {
  "--models": {
    value: "FILES",
    help: "checkpoints: 'ckpt/*.pt'; may be repeated, and words beside options count as well",
  },
  "--public": { value: "P", help: "rows with membership: all of them judge, by five folds" },
  "--private": { value: "Q", help: "rows without, that each model's attack scores too" },
  "--answers": { value: "FILE", help: "the private rows' membership, where somebody knows it" },
  "--out": { value: "DIR", help: "the folder of the audit, with one for each model in it" },
  "--along": {
    value: "FILE",
    help: "CSV with a column model and one of numbers (default: the number in the files' names)",
  },
  "--baseline": {
    value: "NAME",
    help: "the model that the others are paired with (default: the first)",
  },
  "--seed": { value: "S", help: "of folds and attacks (default 42)" },
  "--stem": { value: "STEM", help: `how networks begin: ${STEMS.join(", ")}` },
  "--engine": { value: "ENGINE", help: `auto, ${ENGINES.join(", ")}` },
} as const;

const USAGE = `usage: npx mia audit --models 'CKPT/*.pt' --public P [--private Q] --out DIR [option]...
       npm run audit -- ...

Attacks many models on the same rows, in one process, and sets them side by side: AUC, TPR and
epsilon with intervals, paired differences, against epoch or whatever their names or a CSV file say.
Stopped, the same command goes on with the models that are missing.

${optionLines(OPTIONS)}

leaves DIR/models.html, models.csv, models.json, figures/ and a folder for each model

exit status: 0 done, 1 some models were refused, 2 wrong usage or unreadable input`;

/** `npx mia audit`: many models on the same rows. */
export const audit: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    const patterns = [...line.paths("--models"), ...line.words.map((word) => line.resolve(word))];
    if (patterns.length === 0) throw new UsageError("--models: found none, expected checkpoints");
    const publicPath = line.requiredPath("--public");
    const privatePath = line.path("--private");
    const out = line.requiredPath("--out");
    const settings = {
      out,
      seed: line.number("--seed", 42, whole(0, 2 ** 32 - 1)),
      stem: line.oneOf("--stem", "auto", STEMS),
      engine: line.oneOf("--engine", "auto", ["auto", ...ENGINES]),
    } as const;
    try {
      const models = modelFiles(patterns);
      const names = models.map(({ name }) => name);
      const along = line.path("--along");
      const axis = along === null ? alongNames(names) : alongCsv(along, names);
      const baseline = line.text("--baseline") ?? inOrder(names, axis.values)[0];
      const first = models.find(({ name }) => name === baseline);
      if (first === undefined) {
        throw new UsageError(`--baseline: found ${baseline}, expected one of ${names.join(", ")}`);
      }
      const rows = readRows(models[0].path, publicPath, privatePath, line.path("--answers"));
      try {
        const refused = await auditModels(models, rows, settings, warn);
        const attacked = models.filter((model) => refused.every((one) => one.model !== model));
        if (!attacked.includes(first)) {
          throw new InputError(first.path, "a baseline that was refused", "another --baseline");
        }
        const order = inOrder(
          attacked,
          attacked.map((model) => axis.values[models.indexOf(model)]),
        );
        const values = order.map((model) => axis.values[models.indexOf(model)]);
        const standings = modelStandings(order, first, rows, settings);
        await write(out, standings, { ...axis, values }, baseline, refused);
        tell(`-> ${path.join(out, "models.html")}`);
        return refused.length === 0 ? 0 : 1;
      } finally {
        rows.public.close();
        rows.private?.close();
      }
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
      warn(error.message);
      return 2;
    }
  },
};

function inOrder<T>(models: readonly T[], values: readonly number[]): T[] {
  return models
    .map((model, i) => ({ model, value: values[i] }))
    .sort((one, other) => one.value - other.value)
    .map(({ model }) => model);
}

async function write(
  out: string,
  standings: readonly ModelStanding[],
  along: ReturnType<typeof alongNames>,
  baseline: string,
  refused: readonly RefusedModel[],
): Promise<void> {
  const table = modelsTable(standings, along, baseline);
  const points = standings.map(({ model: name, auc, tpr5 }, i) => {
    return { name, at: along.values[i], auc, tpr5 };
  });
  const split = "public rows, five folds";
  const figure = await exportFigure(
    path.join(out, "figures"),
    { name: "models", title: `Models along ${along.name}` },
    ["5.5in", "2.65in"],
    (own) => alongModels(points, { ...own, along: along.name, rows: standings[0].n, split }),
  );
  writeAtomically(path.join(out, "models.csv"), [toCsv(table)]);
  writeJson(path.join(out, "models.json"), {
    along,
    baseline,
    attack: JUDGED_ATTACK,
    models: standings,
    refused: refused.map(({ model: { name }, reason }) => ({ model: name, reason })),
  });
  const [{ svg: file }] = figure.files;
  const shown = { file: `figures/${file}`, altText: figure.altText };
  const files = ["models.csv", "models.json"];
  writeAtomically(path.join(out, "models.html"), [
    modelsPage({ table, figure: shown, refused, files }),
  ]);
}
