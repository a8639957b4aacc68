import { type Metrics, type MetricsRow, stageOf } from "../../audit/outcome";
import { judgedAs, type Protocol } from "./protocols";

/** A row of metrics.json as figures name it. */
export interface AttackRow {
  /** The model; "best" for the attack that a run of Best_Attack has chosen. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly row: MetricsRow;
}

/** Protocols under which an attack is fitted and judged as under the corrected one. */
const honest = ["corrected", "best", "references"];

/**
 * The rows of metrics.json whose scores figures show: of each model and protocol the stage that
 * `judgedAs` names, on public rows. The chosen attack of a Best_Attack run and the attacks by
 * reference models alone were fitted and judged as the corrected ones, and stand among them.
 *
 * @example
 * attackRows(metrics).map(({ name, protocol }) => `${name} ${protocol}`); // ["RF published", ...]
 */
export function attackRows({ rows }: Metrics): AttackRow[] {
  return rows.flatMap((row): AttackRow[] => {
    const protocol = honest.includes(row.protocol) ? "corrected" : row.protocol;
    if (row.part === "private" || !isProtocol(protocol)) return [];
    const isBest = row.protocol === "best";
    const stage = isBest ? row.column.replace(/^best_/, "") : stageOf(row);
    if (stage !== judgedAs[protocol].stage) return [];
    return [{ name: isBest ? "best" : row.model, protocol, row }];
  });
}

function isProtocol(name: string): name is Protocol {
  return Object.hasOwn(judgedAs, name);
}
