import assert from "node:assert/strict";
import { test } from "node:test";
import { correctedLira, type GaussianPair, publishedLira, turningPoints } from "../../lib/lira";
import golden from "../fixtures/lira/lira.json";

const published = publishedLira.fit({
  members: golden.member_confidence,
  nonMembers: golden.non_member_confidence,
});
const corrected = correctedLira.fit({
  members: golden.member_phi,
  nonMembers: golden.non_member_phi,
});

function assertNear(actual: ArrayLike<number>, expected: readonly number[], tolerance: number) {
  assert.equal(actual.length, expected.length);
  expected.forEach((e, i) => {
    const error = Math.abs(actual[i] - e) / Math.max(1, Math.abs(e));
    assert.ok(error <= tolerance, `row ${i}: ${actual[i]} is not ${e}`);
  });
}

const numbers = ({ muIn, sdIn, muOut, sdOut }: GaussianPair) => [muIn, sdIn, muOut, sdOut];

test("the published Gaussians and score equal scipy's, 1e-8 in its three places", () => {
  assertNear(numbers(published), numbers(golden.published.fit), 1e-14);
  assertNear(publishedLira.score(published, golden.p), golden.published.score, 1e-13);
});

test("the published fit adds 1e-8 to a standard deviation of zero and to the density", () => {
  const fitted = publishedLira.fit({ members: [0.5], nonMembers: [0.25, 0.75] });
  assert.equal(fitted.sdIn, 1e-8);
  const far = publishedLira.score({ muIn: 0, sdIn: 1, muOut: 100, sdOut: 1 }, [0])[0];
  const ratio = 1 / Math.sqrt(2 * Math.PI) / 1e-8;
  assertNear([far], [ratio / (1 + ratio)], 1e-14);
});

test("the corrected Gaussians and score equal scipy's log densities, nothing added", () => {
  assertNear(numbers(corrected), numbers(golden.corrected.fit), 1e-14);
  assertNear(correctedLira.score(corrected, golden.phi), golden.corrected.score, 1e-13);
});

test("in and out are not mixed up: a member-like phi scores above 0, an unlike one below", () => {
  const fitted: GaussianPair = { muIn: 5, sdIn: 1, muOut: -5, sdOut: 1 };
  const [member, middle, nonMember] = correctedLira.score(fitted, [5, 0, -5]);
  assertNear([member, middle, nonMember], [50, 0, -50], 1e-14);
  const [high, low] = publishedLira.score(fitted, [5, -5]);
  assert.ok(high > 0.999 && low < 0.001);
});

test("the corrected fit refuses a variance of zero and says whose", () => {
  const [flat, varied] = [
    [0.1, 0.1, 0.1],
    [1, 2],
  ];
  assert.throws(
    () => correctedLira.fit({ members: flat, nonMembers: varied }),
    /members: found the same value in all rows, expected variance/,
  );
  assert.throws(
    () => correctedLira.fit({ members: varied, nonMembers: flat }),
    /phi of non-members/,
  );
});

test("both fits refuse no rows and numbers that are not finite", () => {
  assert.throws(
    () => publishedLira.fit({ members: [], nonMembers: [0.5] }),
    /members: found no rows, expected at least one/,
  );
  assert.throws(
    () => correctedLira.fit({ members: [1, 2], nonMembers: [1, Number.POSITIVE_INFINITY] }),
    /phi of non-members: found Infinity in row 1, expected a finite number/,
  );
});

test("turning points of Gaussians of unequal width are where theory puts them", () => {
  const fitted: GaussianPair = { muIn: 2, sdIn: 1, muOut: 0, sdOut: 2 };
  const turns = turningPoints((x) => correctedLira.score(fitted, x), -10, 10);
  // (muIn / sdIn^2 - muOut / sdOut^2) / (1 / sdIn^2 - 1 / sdOut^2) = 2 / .75
  assert.deepEqual(
    turns.map((t) => t.kind),
    ["maximum"],
  );
  assert.ok(Math.abs(turns[0].x - 8 / 3) < 1e-6);
});

test("a score that only rises turns nowhere", () => {
  const fitted: GaussianPair = { muIn: 2, sdIn: 1, muOut: 0, sdOut: 1 };
  assert.deepEqual(
    turningPoints((x) => correctedLira.score(fitted, x), -10, 10),
    [],
  );
});

test("the published score is not monotone in p_y where the members' Gaussian is the narrower", () => {
  const narrow: GaussianPair = { muIn: 0.8, sdIn: 0.2, muOut: 0.6, sdOut: 0.35 };
  const turns = turningPoints((p) => publishedLira.score(narrow, p), 0, 1);
  assert.deepEqual(
    turns.map((t) => t.kind),
    ["maximum"],
  );
  const [before, at, after] = publishedLira.score(narrow, [turns[0].x - 0.05, turns[0].x, 1]);
  assert.ok(at > before && at > after && turns[0].score === at);
});
