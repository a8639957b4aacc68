import { printable } from "../../files/text";
import type { ExplorerRun } from "./explorerRun";

/**
 * Refuses a run whose columns do not fit each other.
 *
 * @throws RangeError that names the column, what was found and what was expected
 */
export function checkExplorerRun(run: ExplorerRun): void {
  const rows = run.ids.length;
  const who = `explorer: run "${printable(run.name)}"`;
  for (const [name, length] of lengthsOf(run)) {
    if (length !== rows) {
      throw new RangeError(`${who}: ${printable(name)}: found ${length} rows, expected ${rows}`);
    }
  }
  if (!(Number.isInteger(run.publicRows) && run.publicRows >= 0 && run.publicRows <= rows)) {
    throw new RangeError(`${who}: found ${run.publicRows} public rows, expected 0 to ${rows}`);
  }
  if (run.attacks[run.chosen] === undefined) {
    const found = `attack ${run.chosen} of ${run.attacks.length}`;
    throw new RangeError(`${who}: found ${found} as the chosen one, expected one that there is`);
  }
  const sheet = run.images?.sheets.findIndex((text) => !/^[A-Za-z0-9+/]*=*$/.test(text)) ?? -1;
  if (sheet >= 0) throw new RangeError(`${who}: sheet ${sheet}: expected base64`);
}

function lengthsOf(run: ExplorerRun): [string, number][] {
  const { references, neighbours, images } = run;
  return [
    ["labels", run.labels.length],
    ["predicted", run.predicted.length],
    ["membership", run.membership.length],
    ["p-values", run.pValues.length],
    ["flags", run.flags.length],
    ...run.attacks.map(({ name, scores }): [string, number] => [name, scores.length]),
    ...run.attacks.map(({ name, judges }): [string, number] => [
      `judges of ${name}`,
      judges.length,
    ]),
    ...[...run.features, ...run.views].map(({ name, values }): [string, number] => [
      name,
      values.length,
    ]),
    ["references with", references?.with.length ?? run.ids.length],
    ["references without", references?.without.length ?? run.ids.length],
    ["neighbours", neighbours ? neighbours.rows.length / neighbours.count : run.ids.length],
    ["images", images?.places.length ?? run.ids.length],
  ];
}
