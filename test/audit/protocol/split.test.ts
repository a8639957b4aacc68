import assert from "node:assert/strict";
import { test } from "node:test";
import { partNames, splitPublicRows } from "../../../lib/audit/protocol";

const membership = Uint8Array.from({ length: 203 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const members = membership.reduce((sum, m) => sum + m, 0);

test("every public row is in one part, 60 : 20 : 20, members in each alike", () => {
  const parts = splitPublicRows(membership, 42);
  const all = [...parts.fit, ...parts.calibrate, ...parts.report].sort((a, b) => a - b);
  assert.deepEqual(
    all,
    Array.from(membership, (_, i) => i),
  );
  for (const [rows, share] of [
    [parts.fit, 0.6],
    [parts.calibrate, 0.2],
    [parts.report, 0.2],
  ] as const) {
    const inPart = rows.reduce((sum, row) => sum + membership[row], 0);
    assert.ok(Math.abs(inPart - share * members) <= 1, `${inPart} members of ${share * members}`);
    assert.ok(Math.abs(rows.length - share * membership.length) <= 2);
  }
});

test("the seed decides the split, and nothing else does", () => {
  assert.deepEqual(splitPublicRows(membership, 7), splitPublicRows(membership, 7));
  assert.notDeepEqual(splitPublicRows(membership, 7).fit, splitPublicRows(membership, 8).fit);
});

test("a class too rare to split is refused with its count", () => {
  const rare = Uint8Array.from({ length: 100 }, (_, i) => (i < 4 ? 1 : 0));
  assert.throws(() => splitPublicRows(rare, 42), /found 4 members, expected at least 10/);
});

test("partNames names the part of each row", () => {
  assert.deepEqual(partNames({ train: [0, 2], validation: [1] }, 4), [
    "train",
    "validation",
    "train",
    "",
  ]);
});
