import { scoreColumn } from "../../../audit/outcome";
import { type ModelName, reported } from "../../../audit/published";
import { scoreStatistics } from "../../../metrics";
import { count } from "../../figures/style";
import type { Table } from "../../tables";
import type { Run } from "../readRun";
import { target } from "./reportedTable";

const keys = ["min", "max", "mean", "std"] as const;

/**
 * Statistics of the private scores as they are handed in, beside those that the report prints.
 *
 * @example
 * gallery.showTable("private-scores", "Scores of the private rows", privateScoresTable(run));
 */
export function privateScoresTable({ models, privateScores }: Run): Table {
  return {
    label: "tab:private",
    columns: ["Model", ...keys.flatMap((key) => [key, "reported"])].map((title) => ({ title })),
    rows: models.map((model) => {
      const column = scoreColumn({ model, protocol: "published", stage: "raw" });
      const ours = scoreStatistics(privateScores.numbers(column));
      const theirs = reported.privateScores[model as ModelName];
      return [model, ...keys.flatMap((key) => [ours[key], theirs?.[key] ?? null])];
    }),
    caption: `Scores of ${count(privateScores.rows)} private rows as handed in; ${target}.`,
  };
}
