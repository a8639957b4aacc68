import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Metrics, metricsRow } from "../../lib/audit/outcome";
import { sha256Of, writeCsv, writeJson } from "../../lib/files/outputs";

const n = 40;
const membership = Uint8Array.from({ length: n }, (_, i) => i % 2);
const ids = Array.from({ length: n }, (_, i) => 100 + i);
const scores = Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) / n);
const parts = ids.map((_, i) => (i < 20 ? "fit" : "report"));

/** The few files of a run that `readRun` reads; what `metrics` gives stands in metrics.json instead. */
export function fakeRun(folder: string, metrics: Partial<Metrics> = {}): void {
  mkdirSync(folder, { recursive: true });
  const report = Int32Array.from({ length: 20 }, (_, i) => 20 + i);
  const name = { column: "RF_corrected_raw", model: "RF", protocol: "corrected", part: "report" };
  const row = metricsRow(
    name,
    Uint8Array.from(report, (i) => membership[i]),
    Float64Array.from(report, (i) => scores[i]),
    { seed: 1 },
  );
  const file = (one: string) => path.join(folder, one);
  const known = { id: ids, membership };
  writeCsv(file("scores_public.csv"), {
    ...known,
    part_corrected: parts,
    RF_corrected_raw: scores,
  });
  writeCsv(file("predictors_public.csv"), { ...known, phi: scores });
  writeCsv(file("scores_private.csv"), { id: ids, RF_corrected_raw: scores });
  const fall = { value: 0.1, low: null, high: null };
  writeJson(file("importance.json"), {
    model: "RF",
    protocol: "corrected",
    part: "report",
    n: 20,
    importance: [{ name: "phi", auc: fall, tpr: fall }],
  });
  writeJson(file("blind.json"), {
    n,
    auc: { value: 0.5, low: 0.3, high: 0.7 },
    differ: false,
    verdict: "no difference in source found",
  });
  const hashed = ["scores_public.csv", "predictors_public.csv", "scores_private.csv"];
  const all = {
    rows: [row],
    seeds: { seed: 1 },
    engine: "onnx",
    stages: {},
    versions: {},
    inputs: {},
    artefacts: sha256Of(folder, [...hashed, "importance.json", "blind.json"]),
  };
  writeFileSync(file("metrics.json"), JSON.stringify({ ...all, ...metrics }));
}
