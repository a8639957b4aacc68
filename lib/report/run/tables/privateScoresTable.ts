import { scoreColumn } from "../../../audit/outcome";
import { type ModelName, reported } from "../../../audit/published";
import { scoreStatistics } from "../../../metrics";
import { count } from "../../figures/style";
import type { Cell, Table } from "../../tables";
import type { Run } from "../readRun";
import { target } from "./reportedTable";

const keys = ["min", "max", "mean", "std"] as const;

/**
 * Statistics of the private scores as they are handed in, each model's beside those that the report
 * prints of it.
 *
 * @example
 * gallery.showTable("private-scores", "Scores of the private rows", privateScoresTable(run));
 */
export function privateScoresTable({ metrics, privateScores }: Run): Table {
  const models = [...new Set(metrics.rows.map(({ model }) => model))];
  const published = models.map((model) => {
    return { model, column: scoreColumn({ model, protocol: "published", stage: "raw" }) };
  });
  const handedIn = [...published, { model: "best", column: "best_calibrated" }].filter(
    ({ column }) => privateScores.names.includes(column),
  );
  const isReported = handedIn.some(({ model }) => model in reported.privateScores);
  return {
    label: "tab:private",
    columns: ["Model", "Of", ...keys].map((title) => ({ title })),
    rows: handedIn.flatMap(({ model, column }): Cell[][] => {
      const ours = scoreStatistics(privateScores.numbers(column));
      const theirs = reported.privateScores[model as ModelName];
      const line = [model, "this run", ...keys.map((key) => ours[key])];
      return theirs ? [line, ["", "reported", ...keys.map((key) => theirs[key])]] : [line];
    }),
    caption: `Scores of ${count(privateScores.rows)} private rows as handed in${isReported ? `; ${target}` : ""}.`,
  };
}
