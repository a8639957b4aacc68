import type { Matrix } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";

/** The same table as membership_table.py in test/fixtures/ensemble, double for double. */
export function membershipTable(rows: number, cols: number, seed: number) {
  const rng = new MT19937(seed);
  const data = new Float64Array(rows * cols);
  const y = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const uniform = Array.from({ length: cols + 1 }, () => rng.double());
    y[i] = uniform[cols] < 0.5 ? 1 : 0;
    for (let j = 0; j < cols; j++) data[i * cols + j] = cell(uniform[j], y[i], j % 6);
  }
  const X: Matrix = { data, rows, cols };
  return { X, y };
}

function cell(u: number, label: number, kind: number): number {
  if (kind < 2) return u + label * 0.15;
  if (kind === 3) return Math.floor(u * 8 + label * 0.4);
  if (kind === 4) return u * u;
  if (kind === 5) return u < 0.99 ? 3 : u;
  return u;
}
