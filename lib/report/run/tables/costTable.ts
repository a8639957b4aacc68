import { count } from "../../figures/style";
import type { Table } from "../../tables";
import type { Run } from "../readRun";

const MEBIBYTE = 2 ** 20;

/**
 * Seconds by stage and the largest memory of a run.
 *
 * @example
 * gallery.showTable("cost", "Seconds and memory", costTable(run), { timed: true });
 */
export function costTable({ metrics, membership, privateScores }: Run): Table {
  const { stages, engine, memory } = metrics;
  const seconds = Object.entries(stages).map(([stage, spent]) => [stage, spent, "s"]);
  const peak = memory ? [["largest resident memory", memory.peakBytes / MEBIBYTE, "MiB"]] : [];
  const rows = `${count(membership.length)} public and ${count(privateScores.rows)} private rows.`;
  const missing = memory ? "" : " The run has not kept its memory.";
  return {
    label: "tab:cost",
    columns: ["Stage", "Spent", "Unit"].map((title) => ({ title })),
    rows: [...seconds, ...peak],
    caption: `Cost by stage, engine ${engine}, ${rows}${missing}`,
  };
}
