import { CHOSEN } from "../../audit/crossfit";
import { CROSSFITTED, type Metrics, type MetricsRow, stageOf } from "../../audit/outcome";
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
 * The rows of metrics.json whose scores figures show: of each model and protocol those of all public rows,
 * cross-fitted, where there are such, else the stage that `judgedAs` names on the part that judges. What is
 * chosen fold by fold among the models is none of its own and left out. The chosen attack of a Best_Attack run and the attacks by
 * reference models alone were fitted and judged as the corrected ones, and stand among them.
 *
 * @example
 * attackRows(metrics).map(({ name, protocol }) => `${name} ${protocol}`); // ["RF published", ...]
 */
export function attackRows({ rows }: Pick<Metrics, "rows">): AttackRow[] {
  const shown = rows.flatMap((row): AttackRow[] => {
    const protocol = honest.includes(row.protocol) ? "corrected" : row.protocol;
    if (row.part === "private" || row.model === CHOSEN || !isProtocol(protocol)) return [];
    const isBest = row.protocol === "best";
    const stage = isBest ? row.column.replace(/^best_/, "") : stageOf(row);
    if (stage !== CROSSFITTED && stage !== judgedAs[protocol].stage) return [];
    return [{ name: isBest ? "best" : row.model, protocol, row }];
  });
  const isBeaten = (one: AttackRow) =>
    one.row.part !== CROSSFITTED &&
    shown.some(
      ({ name, protocol, row }) =>
        name === one.name && protocol === one.protocol && row.part === CROSSFITTED,
    );
  return shown.filter((one) => !isBeaten(one));
}

/**
 * The row of an attack on the sealed rows of the corrected protocol, where a run has such.
 *
 * @example
 * sealedRow(metrics, "RF")?.part; // "report"
 */
export function sealedRow({ rows }: Metrics, name: string): MetricsRow | undefined {
  const sealed = rows.filter(({ part }) => part === judgedAs.corrected.part);
  return attackRows({ rows: sealed }).find(
    (one) => one.name === name && one.protocol === "corrected",
  )?.row;
}

function isProtocol(name: string): name is Protocol {
  return Object.hasOwn(judgedAs, name);
}
