import path from "node:path";
import { type Along, JUDGED_ATTACK, type ModelStanding, type RefusedModel } from "../../audit/many";
import { writeAtomically, writeJson } from "../../files/outputs";
import { alongModels } from "../figures";
import { exportFigure } from "../pages/exportFigure";
import { toCsv } from "../tables";
import { modelsTable } from "./modelsTable";
import { modelsPage } from "./page";

/** What an audit of several models has found. */
export interface FoundModels {
  /** In the order of `along`. */
  readonly standings: readonly ModelStanding[];
  readonly along: Along;
  readonly baseline: string;
  readonly refused: readonly RefusedModel[];
}

/**
 * Writes what sets the models side by side: figure, table, JSON and, last, the page.
 *
 * @returns the page
 * @throws InputError if a file cannot be written
 * @example
 * await writeModels("out/audit", { standings, along, baseline, refused }); // "out/audit/models.html"
 */
export async function writeModels(
  out: string,
  { standings, along, baseline, refused }: FoundModels,
): Promise<string> {
  const table = modelsTable(standings, along, baseline);
  const points = standings.map(({ model: name, auc, tpr5 }, i) => {
    return { name, at: along.values[i], auc, tpr5 };
  });
  const split = "public rows, five folds";
  const drawn = { along: along.name, isPlaces: along.isPlaces };
  const figure = await exportFigure(
    path.join(out, "figures"),
    { name: "models", title: `Models along ${along.name}` },
    ["5.5in", "2.65in"],
    (own) => alongModels(points, { ...own, ...drawn, rows: standings[0].n, split }),
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
  const page = path.join(out, "models.html");
  writeAtomically(page, [modelsPage({ table, figure: shown, refused, files })]);
  return page;
}
