import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { type AuditSet, predictorGroups } from "../../../lib/features/predictors";
import { neighbourDistance } from "../../../lib/features/predictors/activations/neighbours";
import {
  coordinatesOf,
  fitWhitening,
} from "../../../lib/features/predictors/activations/whitening";
import { classLevels } from "../../../lib/features/predictors/classLevels";
import { linearQuantile } from "../../../lib/features/predictors/quantile/linearQuantile";
import { rowSpaceBasis } from "../../../lib/features/predictors/rowSpace";
import { column } from "../../../lib/numeric/arrays";
import { rowsTo } from "./simulated";

const golden = JSON.parse(readFileSync("test/fixtures/predictors/golden.json", "utf8"));

function goldenSet(): AuditSet {
  const { rows, classes, size, models, labels, views, embedding, weight, ...rest } = golden.set;
  const logitsOf = (data: number[]) => ({ data: Float32Array.from(data), rows, classes });
  return {
    rows,
    labels: Int32Array.from(labels),
    membership: null,
    logits: logitsOf(views.plain),
    views: new Map(Object.keys(views).map((view) => [view, logitsOf(views[view])])),
    embedding: { data: Float32Array.from(embedding), rows, size },
    lastLayer: { weight: Float32Array.from(weight), bias: new Float32Array(classes) },
    references: {
      models,
      rows,
      classes,
      logits: new Map([["plain", Float32Array.from(rest.references)]]),
      trainedOn: Uint8Array.from(rest.trainedOn),
    },
  };
}

function assertNear(found: number, expected: number, tolerance: number, what: string) {
  const allowed = tolerance * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(found - expected) <= allowed, `${what}: found ${found}, expected ${expected}`);
}

describe("columns are what numpy and scipy make of the definitions", () => {
  for (const [name, expected] of Object.entries<Record<string, number[]>>(golden.groups)) {
    test(name, () => {
      const set = goldenSet();
      const fitted = predictorGroups([name])[0].fit(set, new Int32Array());
      assert.deepEqual([...fitted.names].sort(), Object.keys(expected).sort());
      const X = fitted.transform(set);
      fitted.names.forEach((columnName, j) => {
        // phi of mean logits goes through float32 means; all else is float64 throughout.
        const tolerance = columnName.endsWith("phi_of_mean") ? 1e-5 : 1e-9;
        column(X, j).forEach((value, i) => {
          assertNear(value, expected[columnName][i], tolerance, `${columnName}, row ${i}`);
        });
      });
    });
  }
});

test("levels of classes are drawn to all rows by ten rows' weight", () => {
  const { labels, phi, at, byClass } = golden.levels;
  const rows = rowsTo(labels.length);
  const values = Float64Array.from(phi);
  const levels = classLevels(rows, Int32Array.from(labels), values, values);
  byClass.forEach((expected: { mean: number; sd: number; rank: number[] }, label: number) => {
    assertNear(levels.phi(label).mean, expected.mean, 1e-12, `mean of ${label}`);
    assertNear(levels.logLoss(label).sd, expected.sd, 1e-12, `sd of ${label}`);
    at.forEach((x: number, k: number) => {
      assertNear(levels.rank(label, x), expected.rank[k], 1e-12, `rank of ${x} in ${label}`);
    });
  });
});

test("quantile regression comes up to scikit-learn's exact solution", () => {
  const { x, y, coefficients } = golden.quantile;
  const X = Float64Array.from((x as number[]).flatMap((value) => [1, value]));
  const pinball = (b: ArrayLike<number>, q: number) =>
    (y as number[]).reduce((sum, value, i) => {
      const residual = value - b[0] - b[1] * x[i];
      return sum + residual * (q - (residual < 0 ? 1 : 0));
    }, 0);
  for (const [q, exact] of Object.entries<number[]>(coefficients)) {
    const found = linearQuantile(X, Float64Array.from(y), Number(q));
    assert.ok(pinball(found, Number(q)) <= pinball(exact, Number(q)) * 1.001, `loss at ${q}`);
    // The loss is flat around its least: within a thousandth of it the line may lie a bit off.
    found.forEach((value, j) => {
      assertNear(value, exact[j], 0.1, `coefficient ${j} at ${q}`);
    });
  }
});

test("principal components are numpy's eigenvectors, and whitened distances are Mahalanobis's", () => {
  const { labels, values, components, mahalanobis } = golden.cloud;
  const embedding = { data: Float32Array.from(values), rows: 60, size: 4 };
  const whitening = fitWhitening(embedding, Int32Array.from(labels), rowsTo(60));
  whitening.directions.forEach((direction, k) => {
    direction.forEach((value, d) => {
      assertNear(value, components[4 * k + d], 1e-6, `component ${k}, entry ${d}`);
    });
  });
  const { whitened } = coordinatesOf(embedding, whitening);
  mahalanobis.forEach((expected: number, i: number) => {
    let squares = 0;
    for (let d = 0; d < 4; d++) squares += (whitened[4 * i + 4 + d] - whitened[4 * i + d]) ** 2;
    assertNear(Math.sqrt(squares), expected, 1e-4, `distance ${i}`);
  });
});

test("the distance to neighbours is the mean of the five smallest, in any order", () => {
  const others = Float64Array.of(9, 9, 3, 0, 0, 1, 0, -2, 5, 0, -4, 0, 30, 40);
  assert.equal(neighbourDistance(Float64Array.of(0, 0), others), (1 + 2 + 3 + 4 + 5) / 5);
});

test("a basis of rows is orthonormal and leaves out what depends on the others", () => {
  const basis = rowSpaceBasis(Float32Array.of(3, 4, 0, 6, 8, 0, 0, 0, 0, 1, 1, 1), 4, 3);
  assert.equal(basis.length, 2);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, d) => sum + v * b[d], 0);
  assertNear(dot(basis[0], basis[1]), 0, 1e-15, "dot product");
  for (const direction of basis) assertNear(dot(direction, direction), 1, 1e-15, "length");
});
