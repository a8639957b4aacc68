import path from "node:path";
import { ScoreTable } from "../../lib/audit/outcome";
import { PUBLISHED_STATISTICS } from "../../lib/features/published";
import { writeCsv } from "../../lib/files/outputs";
import { MT19937 } from "../../lib/numeric/random";
import { type Run, readRun } from "../../lib/report";
import { fakeRun } from "./fakeRun";

const n = 60;
const random = new MT19937(7);
const drawn = (shift = 0) =>
  Float64Array.from({ length: n }, (_, row) => 0.2 + 0.6 * random.double() + shift * (row % 2));
const membership = Uint8Array.from({ length: n }, (_, row) => row % 2);
const ids = Array.from({ length: n }, (_, row) => 500 + row);
const third = (start: number) => Int32Array.from({ length: 20 }, (_, i) => start + i);

/**
 * A run of two models and 60 rows with all protocols and predictors, written and read again:
 * 20 rows each to fit, to calibrate and to report on; the last 20 judge every protocol.
 */
export function wholeRun(folder: string): Run {
  const [fit, calibrate, last] = [third(0), third(20), third(40)];
  const seen = Int32Array.from([...fit, ...calibrate]);
  const table = new ScoreTable(
    { ids, membership },
    { ids, membership: null },
    {
      published: { parts: { train: seen, validation: last }, judges: "validation" },
      heldout: { parts: { seen, report: last }, judges: "report" },
      corrected: { parts: { fit, calibrate, report: last }, judges: "report" },
    },
  );
  for (const model of ["RF", "MLP"]) {
    const stages = [
      ["published", "raw"],
      ["published", "calibrated"],
      ["heldout", "raw"],
    ];
    for (const [protocol, stage] of [...stages, ["corrected", "raw"]]) {
      table.add({ model, protocol, stage }, [drawn(0.1), drawn()]);
    }
  }
  const rows = table.metricsRows({ seed: 1 });
  fakeRun(folder, { rows, artefacts: undefined });
  writeCsv(path.join(folder, "scores_public.csv"), table.publicColumns);
  writeCsv(path.join(folder, "scores_private.csv"), table.privateColumns);
  const names = [...PUBLISHED_STATISTICS.map(({ name }) => name), "lira_score", "phi"];
  writeCsv(path.join(folder, "predictors_public.csv"), {
    id: ids,
    label: ids.map((_, row) => Math.floor(row / 2) % 2),
    membership,
    prob_0: drawn(),
    prob_1: drawn(),
    ...Object.fromEntries(names.map((name) => [name, drawn(name === "phi" ? 0.3 : 0)])),
  });
  return readRun(folder);
}
