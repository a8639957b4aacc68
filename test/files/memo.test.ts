import assert from "node:assert/strict";
import test from "node:test";
import { Memo } from "../../lib/files/formats/pickle/memo";

test("a memo gives back what was kept last under each number, in turn or out of turn", () => {
  const memo = new Memo();
  const kept = new Map<number, string>();
  // 2 and 4294967295 come out of turn; 2 is reached by counting later, 1 is kept again
  for (const index of [0, 2, 4294967295, 1, 2, 3, 1]) {
    memo.set(index, `${index} of ${kept.size}`);
    kept.set(index, `${index} of ${kept.size}`);
    assert.equal(memo.size, kept.size, "numbers in use");
  }
  for (const [index, value] of kept) assert.equal(memo.get(index), value);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 4294967295].map((index) => memo.has(index)),
    [true, true, true, true, false, true],
  );
});
