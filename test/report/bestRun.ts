import path from "node:path";
import { ScoreTable } from "../../lib/audit/outcome";
import { writeCsv, writeJson } from "../../lib/files/outputs";
import { MT19937 } from "../../lib/numeric/random";
import { type Run, readRun } from "../../lib/report";
import { fakeRun } from "./fakeRun";

const n = 60;
const random = new MT19937(11);
const drawn = (shift = 0) =>
  Float64Array.from({ length: n }, (_, row) => 0.2 + 0.6 * random.double() + shift * (row % 2));
const membership = Uint8Array.from({ length: n }, (_, row) => row % 2);
const ids = Array.from({ length: n }, (_, row) => 500 + row);
const third = (start: number) => Int32Array.from({ length: 20 }, (_, i) => start + i);

/**
 * A run as Best_Attack leaves it, written and read again: the published and the corrected forest, an
 * attack by reference models alone, the chosen attack, and an ablation.
 */
export function bestRun(folder: string): Run {
  const parts = { fit: third(0), calibrate: third(20), report: third(40) };
  const own = { parts, judges: "report" };
  const table = new ScoreTable(
    { ids, membership },
    { ids, membership: null },
    { heldout: own, corrected: own, best: own, references: own },
  );
  table.addOn(parts.report, { model: "RF", protocol: "heldout", stage: "raw" }, drawn().slice(40));
  table.add({ model: "RF", protocol: "corrected", stage: "raw" }, [drawn(0.1)]);
  table.add({ model: "RMIA", protocol: "references", stage: "raw" }, [drawn(0.1)]);
  const named = { model: "networks", protocol: "best" };
  for (const stage of ["raw", "calibrated"]) {
    table.add({ ...named, stage, column: `best_${stage}` }, [drawn(0.2), drawn()]);
  }
  fakeRun(folder, { rows: table.metricsRows({ seed: 1 }), artefacts: undefined });
  writeCsv(path.join(folder, "scores_public.csv"), table.publicColumns);
  writeCsv(path.join(folder, "scores_private.csv"), table.privateColumns);
  const predictors = { phi: drawn(0.3), confidence: drawn() };
  const label = ids.map((_, row) => Math.floor(row / 2) % 2);
  const columns = { id: ids, label, membership, ...predictors };
  writeCsv(path.join(folder, "predictors_public.csv"), columns);
  const gain = { value: 0.1, low: 0, high: 0.2 };
  const gains = [{ name: "views", groupIn: gain, groupOut: gain }];
  writeJson(path.join(folder, "ablation.json"), { base: "plain", part: "fit", n: 20, gains });
  return readRun(folder);
}
