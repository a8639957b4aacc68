import assert from "node:assert/strict";
import { test } from "node:test";
import { SplineLogisticRegression } from "../../lib/ensemble";
import { curvatureSolver } from "../../lib/ensemble/spline/curvature";
import { Design, splineColumns } from "../../lib/ensemble/spline/design";
import { extendKnots, quantileKnots } from "../../lib/ensemble/spline/knots";
import { penalisedLogLoss } from "../../lib/ensemble/spline/loss";
import {
  cholesky,
  column,
  fromColumns,
  type Matrix,
  solveCholesky,
  takeRows,
} from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/spline.json";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";
import { SplineBasis } from "./splineBasis";

const table = membershipTable(golden.fit + golden.scored, 6, 21);
const fitRows = Int32Array.from({ length: golden.fit }, (_, i) => i);
const scoredRows = Int32Array.from({ length: golden.scored }, (_, i) => golden.fit + i);

const designOf = (X: Matrix, n_knots: number, degree: number) =>
  new Design(splineColumns(X, n_knots, degree), X.cols, X.rows).place(X);

for (const [name, expected] of Object.entries(golden.cases)) {
  test(`probabilities are scikit-learn's to 1e-6: ${name}`, async (t) => {
    const X = fromColumns(expected.columns.map((j) => column(table.X, j)));
    const model = new SplineLogisticRegression({ ...expected.parameters, tol: 1e-10 });
    await model.fit(takeRows(X, fitRows), table.y.slice(0, golden.fit));
    const found = model.predictProba(takeRows(X, scoredRows));
    const largest = Math.max(...found.map((p, i) => Math.abs(p - expected.probabilities[i])));
    t.diagnostic(`largest difference: ${largest}`);
    assert.ok(largest < 1e-6, String(largest));
  });
}

test("the functions of a basis sum to 1, at the knots and beyond them too", () => {
  const basis = new SplineBasis(extendKnots(Float64Array.of(-1, 0, 0.5, 4), 3), 3);
  const values = new Float64Array(4);
  for (const x of [-9, -1, -0.2, 0, 0.5, 3, 4, 7]) {
    const first = basis.evaluate(x, values, 0);
    assert.ok(Math.abs(values.reduce((sum, value) => sum + value) - 1) < 1e-15);
    assert.ok(first >= 0 && first + 3 < basis.size);
  }
  const [atEnd, beyond] = [4, 100].map((x) => [basis.evaluate(x, values, 0), ...values]);
  assert.deepEqual(beyond, atEnd);
});

test("quantiles that are equal give one knot", () => {
  assert.deepEqual([...quantileKnots(Float64Array.of(0, 0, 0, 1), 5)], [0, 0.25, 1]);
  assert.deepEqual([...quantileKnots(Float64Array.of(2, 2), 5)], [2]);
});

test("a column's knots are those of a full sort, whatever the order of its values", () => {
  const rng = new MT19937(8);
  const drawn = Float64Array.from({ length: 1001 }, () => rng.double() - 0.5);
  const ends = Float64Array.from(drawn, (_, i) => Math.min(i, 1000 - i));
  for (const values of [drawn, drawn.slice().sort(), ends, drawn.map((x) => Math.round(3 * x))]) {
    const sorted = values.slice().sort();
    const expected = [0, 250, 500, 750, 1000].map((place) => sorted[place] + 0);
    const found = splineColumns(fromColumns([values]), 5, 0).knots[0] ?? [expected[0]];
    assert.deepEqual([...found], [...new Set(expected)]);
  }
});

for (const degree of [0, 1, 2, 3]) {
  test(`rows are placed, and weighed, to the bit as by plain loops: degree ${degree}`, () => {
    const X = takeRows(
      table.X,
      Int32Array.from({ length: 131 }, (_, i) => i),
    );
    const splines = splineColumns(X, 4, degree);
    const { coefficients, width } = new Design(splines, X.cols, 1);
    const design = new Design(splines, X.cols, X.rows).place(X);
    const values = new Float64Array(width);
    const weights = Float64Array.from({ length: coefficients + 1 }, (_, c) => Math.sin(c));
    const gradient = new Float64Array(coefficients);
    const sums = new Float64Array(X.rows);
    design.logOdds(weights, (from, some) => {
      sums.set(some, from);
      some.forEach((_, i) => {
        some[i] = Math.cos(from + i);
      });
      return true;
    });
    for (let i = 0; i < X.rows; i++) {
      let sum = weights[coefficients];
      splines.knots.forEach((knots, b) => {
        const x = X.data[i * X.cols + splines.columns[b]];
        const basis = new SplineBasis(knots, degree);
        const first = splines.offsets[b] + basis.evaluate(x, values, 0);
        const at = i * design.bases + b;
        assert.equal(design.first[at], first);
        assert.deepEqual(design.values.slice(at * width, (at + 1) * width), values);
        values.forEach((value, q) => {
          sum += value * weights[first + q];
          gradient[first + q] += value * Math.cos(i);
        });
      });
      assert.equal(sums[i], sum);
    }
    assert.deepEqual(design.gradient.slice(0, -1), gradient);
  });
}

test("the curvature at 0 is solved to the bit as by a matrix of plain sums", () => {
  const design = designOf(table.X, 4, 3);
  const { first, values, bases, width, coefficients } = design;
  const n = coefficients + 1;
  const rows = Math.min(design.rows, 2 * n);
  const matrix = new Float64Array(n * n);
  for (let s = 0; s < rows; s++) {
    const row = Math.floor((s * design.rows) / rows);
    const dense = new Float64Array(n);
    dense[coefficients] = 1;
    for (let at = row * bases; at < (row + 1) * bases; at++) {
      for (let q = 0; q < width; q++) dense[first[at] + q] = values[at * width + q];
    }
    for (let c = 0; c < matrix.length; c++) matrix[c] += dense[Math.floor(c / n)] * dense[c % n];
  }
  const curvature = matrix.map((sum, c) => {
    const penalised = c % (n + 1) === 0 && c < n * coefficients;
    return sum / (4 * rows) + (penalised ? 1 / (0.1 * design.rows) : 0);
  });
  const vector = Float64Array.from({ length: n }, (_, c) => Math.sin(c));
  const expected = solveCholesky(cholesky(curvature, n), vector.slice(), n);
  assert.deepEqual(curvatureSolver(design, 0.1)(vector), expected);
});

test("the loss's gradient is its slope", () => {
  const loss = penalisedLogLoss(designOf(table.X, 4, 2), table.y, 0.1);
  const n = designOf(table.X, 4, 2).coefficients + 1;
  const rng = new MT19937(1);
  const weights = Float64Array.from({ length: n }, () => rng.double() - 0.5);
  const gradient = new Float64Array(n);
  loss(weights, gradient);
  for (const c of [0, 7, n - 1]) {
    const [above, below] = [1e-6, -1e-6].map((by) => {
      const moved = weights.map((w, i) => (i === c ? w + by : w));
      return loss(moved, new Float64Array(n));
    });
    assert.ok(Math.abs((above - below) / 2e-6 - gradient[c]) < 1e-8);
  }
});

test("Cholesky's factor solves, and refuses what is not positive definite", () => {
  const A = Float64Array.of(4, 2, 2, 2, 5, 1, 2, 1, 6);
  const x = solveCholesky(cholesky(A.slice(), 3), Float64Array.of(8, 8, 9), 3);
  [0, 1, 2].forEach((i) => {
    const product = x.reduce((sum, value, j) => sum + A[3 * i + j] * value, 0);
    assert.ok(Math.abs(product - [8, 8, 9][i]) < 1e-12);
  });
  assert.throws(() => cholesky(Float64Array.of(1, 2, 2, 1), 2), /pivot 1 is -3/);
});

test("learns a bump that no line can rank, from the middle of a column's range", async () => {
  const rng = new MT19937(5);
  const x = Float64Array.from({ length: 2000 }, () => rng.double());
  const y = Uint8Array.from(x, (value) =>
    rng.double() < (Math.abs(value - 0.5) < 0.2 ? 0.8 : 0.3) ? 1 : 0,
  );
  const X = fromColumns([x, x.map(() => 7)]);
  const model = new SplineLogisticRegression();
  await model.fit(X, y);
  assert.ok(rankAuc(y, model.predictProba(X)) > 0.7);
  assert.deepEqual(model.notes, []);
});

test("says when the solver was stopped, tells its progress, and refuses in one line", async () => {
  const { X, y } = table;
  const told: number[][] = [];
  const model = new SplineLogisticRegression({ max_iter: 2, tol: 0 });
  assert.throws(() => model.predictProba(X), /not fitted/);
  await model.fit(X, y, (...progress) => told.push(progress));
  assert.deepEqual(told, [
    [1, 2],
    [2, 2],
  ]);
  assert.match(model.notes[0], /slope above tol after 2 steps/);
  const constant = { ...X, data: X.data.map(() => 1) };
  await assert.rejects(model.fit(constant, y), /only constant columns/);
  assert.throws(() => new SplineLogisticRegression({ C: 0 }), /C is 0/);
  assert.throws(() => new SplineLogisticRegression({ n_knots: 1 }), /n_knots is 1/);
});

test("more values than memory holds are refused with what takes less", () => {
  const splines = { columns: [0, 1], knots: [], offsets: [0, 4, 8], degree: 3 };
  assert.throws(
    () => new Design(splines, 2, 1e8),
    /^RangeError: SplineLogisticRegression, 100000000 rows of 2 columns at degree 3: found \d+ bytes, expected at most 4294967296 \(4 GiB\): fewer rows, fewer columns \(parameters predictors, views\) or a lower degree$/,
  );
});
