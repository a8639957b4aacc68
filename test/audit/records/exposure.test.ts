import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  flaggedByAll,
  privateByAttack,
  privateExposure,
  publicByAttack,
  publicExposure,
  recordsCsv,
  recordsOf,
} from "../../../lib/audit/records";
import { writeCsv } from "../../../lib/files/outputs";
import { normalQuantile } from "../../../lib/metrics";
import { MT19937 } from "../../../lib/numeric/random";

const gaussians = (n: number, rng: MT19937, shift = 0) =>
  Float64Array.from({ length: n }, () => normalQuantile(rng.double()) + shift);
const numbered = (n: number) => Array.from({ length: n }, (_, i) => i);

test("a public row's p-value counts the non-members that score as high, never the row itself", () => {
  const { pValues, ranks } = publicExposure({
    ids: ["a", "b", "c", "d", "e"],
    membership: [1, 0, 0, 0, 1],
    scores: [5, 4, 3, 3, 3],
  });
  // Against three non-members (members) or the two others (non-members), one added to both counts.
  assert.deepEqual([...pValues], [1 / 4, 1 / 3, 1, 1, 1]);
  assert.deepEqual([...ranks], [1, 2, 3, 3, 3]);
});

test("among public non-members p-values are uniform: one at each step", () => {
  const scores = gaussians(100, new MT19937(1));
  const membership = Uint8Array.from(scores, (_, i) => (i < 50 ? 1 : 0));
  const { pValues } = publicExposure({ ids: numbered(100), membership, scores });
  assert.deepEqual(
    [...pValues.slice(50)].sort((a, b) => a - b),
    Array.from({ length: 50 }, (_, i) => (i + 1) / 50),
  );
});

test("private rows of which none is a member: rarely anyone is flagged", () => {
  const rng = new MT19937(2);
  const samples = 500;
  const alarms = [0, 0];
  for (let sample = 0; sample < samples; sample++) {
    const scores = gaussians(60, rng);
    const rows = { ids: numbered(60), scores, membership: new Uint8Array(60) };
    privateExposure(rows, gaussians(300, rng)).flags.forEach(({ count, realised }, k) => {
      if (count > 0) alarms[k]++;
      assert.equal(realised, count > 0 ? 1 : null);
    });
  }
  // Every flag is false here, so the promised rate bounds how often there is one at all.
  assert.ok(alarms[1] / samples < 0.14 && alarms[0] / samples < 0.08, `${alarms} of ${samples}`);
  assert.ok(alarms[1] > 5, "the bound is not met by never flagging");
});

test("members that stand out are flagged, non-members among them no oftener than promised", () => {
  const rng = new MT19937(3);
  const rates: number[] = [];
  for (let sample = 0; sample < 100; sample++) {
    const scores = Float64Array.from([...gaussians(100, rng, 4), ...gaussians(100, rng)]);
    const membership = Uint8Array.from(scores, (_, i) => (i < 100 ? 1 : 0));
    const rows = { ids: numbered(200), scores, membership };
    const [, atTen] = privateExposure(rows, gaussians(1000, rng)).flags;
    assert.ok(atTen.count > 80, `${atTen.count} flagged`);
    rates.push(atTen.realised!);
  }
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  // Benjamini and Hochberg give the rate times the share of non-members: .1 x .5.
  assert.ok(Math.abs(mean - 0.05) < 0.01, `mean realised rate ${mean}`);
});

test("on public rows the realised rate never exceeds the promised one", () => {
  const rng = new MT19937(4);
  const scores = Float64Array.from([...gaussians(300, rng, 3), ...gaussians(300, rng)]);
  const membership = Uint8Array.from(scores, (_, i) => (i < 300 ? 1 : 0));
  const { flags } = publicExposure({ ids: numbered(600), membership, scores });
  flags.forEach(({ rate, count, realised }) => {
    assert.ok(count > 100 && realised! <= rate, `${count} flagged, ${realised} of them wrong`);
  });
  assert.ok(flags[1].count > flags[0].count);
});

test("where all scores are equal nobody is flagged, and it is said", () => {
  const { flags, note, pValues } = publicExposure({
    ids: numbered(4),
    membership: [1, 1, 0, 0],
    scores: [7, 7, 7, 7],
  });
  assert.deepEqual([...pValues], [1, 1, 1, 1]);
  assert.deepEqual(
    flags.map(({ count, realised }) => [count, realised]),
    [
      [0, null],
      [0, null],
    ],
  );
  assert.equal(note, "all scores are equal: they say nothing about any row");
});

test("without answers the realised rate is null, and the records have no membership column", () => {
  const exposure = privateExposure(
    { ids: [4, 9], scores: [9, 1], membership: null },
    gaussians(200, new MT19937(5)),
  );
  assert.deepEqual(
    exposure.flags.map(({ count, realised }) => [count, realised]),
    [
      [1, null],
      [1, null],
    ],
  );
  assert.deepEqual(Object.keys(recordsCsv(exposure)), [
    "id",
    "score",
    "rank",
    "p_value",
    "flagged_5",
    "flagged_10",
  ]);
});

test("the records go to one CSV, a row for each id", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-records-"));
  const file = path.join(folder, "records.csv");
  const exposure = publicExposure({
    ids: ["x", "y", "z"],
    membership: [1, 0, 0],
    scores: [0.75, 0.5, 0.25],
  });
  writeCsv(file, recordsCsv(exposure));
  const [header, first] = readFileSync(file, "utf8").split("\n");
  rmSync(folder, { recursive: true });
  assert.equal(header, "id,membership,score,rank,p_value,flagged_5,flagged_10");
  assert.equal(first, "x,1,0.75,1,0.3333333333333333,0,0");
});

test("rows that cannot be ranked or compared are refused in one line", () => {
  const ids = [1, 2, 3];
  const membership = [1, 0, 0];
  assert.throws(
    () => publicExposure({ ids, membership, scores: [1, Number.NaN, 2] }),
    /^RangeError: scores: found NaN in row 1, expected a finite number$/,
  );
  assert.throws(
    () => publicExposure({ ids, membership, scores: [1, 2] }),
    /scores: found 2 rows, expected 3/,
  );
  assert.throws(
    () => publicExposure({ ids, membership: [1, 0, 2], scores: [1, 2, 3] }),
    /membership: found 2 in row 2, expected 0 or 1/,
  );
  assert.throws(
    () => publicExposure({ ids, membership: [1, 1, 0], scores: [1, 2, 3] }),
    /membership: found 1 non-members, expected at least 2/,
  );
  assert.throws(
    () => privateExposure({ ids, membership: null, scores: [1, 2, 3] }, []),
    /nonMemberScores: found no rows/,
  );
});

/** 40 non-members in ascending order of the score, and members above some of them. */
const strangers = Float64Array.from({ length: 40 }, (_, i) => i);

test("an attack flags the rows that at most 5 % of the non-members reach, each by its own scores", () => {
  const membership = Uint8Array.from({ length: 44 }, (_, i) => (i < 40 ? 0 : 1));
  const rows = { ids: numbered(44), membership };
  const one = Float64Array.of(...strangers, 38.5, 39.5, 2, 30);
  const other = Float64Array.of(...strangers.map((score) => -score), 5, -60, 6, -70);
  const { attacks, flaggedBy } = publicByAttack(rows, { one, other });
  // (1 + non-members at least as high) / 41 <= .05: of members, those above all but one.
  assert.deepEqual([...attacks[0].flagged.slice(40)], [1, 1, 0, 0]);
  assert.deepEqual([...attacks[1].flagged.slice(40)], [1, 0, 1, 0]);
  assert.deepEqual([...flaggedBy.slice(40)], [2, 1, 1, 0]);
  const share = attacks[0].flagged.slice(0, 40).reduce((sum, flag) => sum + flag, 0) / 40;
  assert.equal(share, 0.05);
  const { pValues } = publicExposure({ ...rows, scores: one });
  assert.deepEqual(
    [...attacks[0].flagged],
    [...pValues].map((p) => Number(p <= 0.05)),
  );
});

test("private rows are held against the same attack's public non-members", () => {
  const isMember = Uint8Array.from({ length: 40 }, () => 0);
  const outOfFold = { one: strangers, other: strangers.map((score) => 10 * score) };
  const scores = { one: [39.5, 20, 100], other: [39.5, 380.5, 1000] };
  const rows = { ids: ["a", "b", "c"], membership: null };
  const { attacks, flaggedBy } = privateByAttack(rows, scores, outOfFold, isMember);
  assert.deepEqual(
    attacks.map(({ flagged }) => [...flagged]),
    [
      [1, 0, 1],
      [0, 1, 1],
    ],
  );
  assert.deepEqual([...flaggedBy], [1, 1, 2]);
  assert.throws(() => privateByAttack(rows, scores, { one: strangers }, isMember), {
    name: "RangeError",
    message: "attack other: found public scores of one, expected its own",
  });
});

test("rows that all attacks flag come with the highest mean rank first", () => {
  const flags = (name: string, scores: number[], flagged: number[]) => {
    return { name, scores, flagged: Uint8Array.from(flagged) };
  };
  const attacks = [
    flags("one", [9, 8, 1, 7], [1, 1, 0, 1]),
    flags("other", [2, 8, 9, 7], [1, 1, 1, 1]),
  ];
  const found = { attacks, flaggedBy: Uint8Array.of(2, 2, 1, 2) };
  assert.deepEqual(flaggedByAll(found), [1, 0, 3]);
  assert.deepEqual(flaggedByAll(found, 1), [1]);
  assert.deepEqual(flaggedByAll({ attacks: [], flaggedBy: new Uint8Array(3) }), []);
});

test("records name every attack's score and flag behind what stood there, and how many flag a row", () => {
  const rows = { ids: [7, 8, 9], membership: [1, 0, 0], scores: [3, 2, 1] };
  const exposure = publicExposure(rows);
  const flags = publicByAttack(rows, { RF: [3, 2, 1], MLP: [1, 2, 3] });
  const columns = recordsCsv(exposure, flags);
  const before = Object.keys(recordsCsv(exposure));
  assert.deepEqual(Object.keys(columns), [
    ...before,
    ...["RF_score", "RF_flagged", "MLP_score", "MLP_flagged", "flagged_by"],
  ]);
  assert.deepEqual([...(columns.MLP_score as Float64Array)], [1, 2, 3]);
  assert.throws(
    () => recordsCsv(exposure, { ...flags, flaggedBy: new Uint8Array(2) }),
    /attacks: found flags of 2 rows, expected 3/,
  );
});

test("records of both sets are those of the chosen attack, with every attack's flags behind", () => {
  const membership = Uint8Array.from({ length: 44 }, (_, i) => (i < 40 ? 0 : 1));
  const rows = { ids: numbered(44), membership };
  const outOfFold = {
    RF: Float64Array.of(...strangers, 38.5, 39.5, 2, 30),
    MLP: Float64Array.of(...strangers, 50, 60, 70, 80),
  };
  const others = { ids: ["a", "b"], membership: null };
  const privateScores = { RF: [39.5, 1], MLP: [1, 2] };
  const all = { public: rows, private: others, outOfFold, privateScores };
  const records = recordsOf({ ...all, chosen: "MLP" });
  assert.deepEqual(records.exposed, publicExposure({ ...rows, scores: outOfFold.MLP }));
  assert.deepEqual([...(records.publicColumns.flagged_by as Uint8Array)].slice(40), [2, 2, 1, 1]);
  assert.deepEqual([...(records.privateColumns.flagged_by as Uint8Array)], [1, 0]);
  assert.deepEqual(
    records.flagged.map(({ set }) => set),
    ["public", "public", "private", "private"],
  );
  assert.throws(() => recordsOf({ ...all, chosen: "best" }), {
    name: "RangeError",
    message: "outOfFold: found scores of RF, MLP, expected those of best too",
  });
});
