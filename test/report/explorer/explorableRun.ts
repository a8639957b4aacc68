import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeCsv, writeJson, writeNpy } from "../../../lib/files/outputs";
import { MT19937 } from "../../../lib/numeric/random";
import { writeSyntheticRun } from "../syntheticRun";

export const rows = { public: 60, private: 40 };
const classes = 4;

/** A synthetic run of 60 public and 40 private rows with all that the explorer reads. */
export function writeExplorableRun(folder: string): string {
  const options = { seed: 5, rows: rows.public, privateRows: rows.private, models: ["RF", "MLP"] };
  const images = writeSyntheticRun(folder, { ...options, members: 0.5, answers: false });
  const random = new MT19937(11);
  const drawn = (n: number) => Float64Array.from({ length: n }, () => random.double());
  const file = (name: string) => path.join(folder, name);
  const ids = { public: (row: number) => 5000 + row, private: (row: number) => 100_000 + row };
  for (const set of ["public", "private"] as const) {
    const n = rows[set];
    const id = Array.from({ length: n }, (_, row) => ids[set](row));
    const score = drawn(n);
    writeCsv(file(`records_${set}.csv`), {
      id,
      score,
      rank: Int32Array.from(score, (own) => 1 + score.filter((other) => other > own).length),
      p_value: drawn(n),
      flagged_5: id.map((_, row) => (row === 3 ? 1 : 0)),
      flagged_10: id.map((_, row) => (row === 3 || row === 4 ? 1 : 0)),
    });
    const logits = (seed: number) => {
      const normal = new MT19937(seed);
      return Float32Array.from({ length: n * classes }, () => 4 * normal.double());
    };
    storeView(folder, `logits_${set}`, "plain", logits(n), "this");
    storeView(folder, `logits_${set}_flip`, "flip", logits(n + 1), "this");
    storeView(folder, `logits_${set}_blur`, "blur", logits(n + 2), "another");
  }
  writeCsv(file("predictors_private.csv"), {
    id: Array.from({ length: rows.private }, (_, row) => ids.private(row)),
    label: Array.from({ length: rows.private }, (_, row) => row % classes),
    phi: drawn(rows.private),
  });
  return images;
}

function storeView(folder: string, name: string, view: string, data: Float32Array, model: string) {
  const shape = [data.length / classes, classes];
  const sha256 = writeNpy(path.join(folder, `${name}.npy`), { data, shape });
  writeJson(path.join(folder, `${name}.json`), { origin: { model, view }, shape, sha256 });
}

/** Changes a file as a person with an editor would. */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`${file}: nothing to edit`);
  writeFileSync(file, edited);
}
