import type { HighIsMemberScores, Membership } from "../../metrics";
import { defineTask } from "../../numeric/workers";
import { type MetricsRow, metricsRow } from "../outcome";
import type { JudgeOptions } from "../outcome/judged";
import type { MetricsRowName } from "../outcome/metricsRow";

/** Scores to be measured. */
interface Measuring {
  readonly name: MetricsRowName;
  readonly membership: Membership;
  readonly scores: HighIsMemberScores;
  readonly options: JudgeOptions;
}

/** A row of metrics.json, in this thread or in a worker: its intervals are drawn by lot, which takes a while. */
export const metricsTask = defineTask(
  "lib/audit/many/metricsTask",
  "metricsTask",
  ({ name, membership, scores, options }: Measuring): MetricsRow =>
    metricsRow(name, membership, scores, options),
);
