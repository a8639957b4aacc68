import { count } from "../../figures/style";
import type { Table } from "../../tables";
import type { Run } from "../readRun";

const MEBIBYTE = 2 ** 20;

/**
 * Seconds by stage, those of the whole run, and its largest memory. What no stage has timed (reading
 * back, intervals, files, figures) stands in a line of its own, so that the lines add up.
 *
 * @example
 * gallery.showTable("cost", "Seconds and memory", costTable(run), { timed: true });
 */
export function costTable({ metrics, membership, privateScores }: Run): Table {
  const { stages, engine, memory, clock } = metrics;
  const seconds = Object.entries(stages).map(([stage, spent]) => [stage, spent, "s"]);
  const timed = Object.values(stages).reduce((sum, spent) => sum + spent, 0);
  const whole = clock
    ? [
        ["everything else", Math.max(0, clock.seconds - timed), "s"],
        ["the whole run", clock.seconds, "s"],
      ]
    : [["all stages", timed, "s"]];
  const peak = memory ? [["largest resident memory", memory.peakBytes / MEBIBYTE, "MiB"]] : [];
  const rows = `${count(membership.length)} public and ${count(privateScores.rows)} private rows.`;
  const missing = [
    clock ? "" : " The run has not kept its whole time.",
    memory ? "" : " The run has not kept its memory.",
  ];
  return {
    label: "tab:cost",
    columns: [{ title: "Stage" }, { title: "Spent", digits: 1 }, { title: "Unit" }],
    rows: [...seconds, ...whole, ...peak],
    caption: `Cost by stage, engine ${engine}, ${rows}${missing.join("")}`,
  };
}
