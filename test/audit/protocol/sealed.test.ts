import assert from "node:assert/strict";
import { test } from "node:test";
import { SealedRows } from "../../../lib/audit/protocol";

test("sealed rows open again for the same choice, in whatever order its parts are named", () => {
  const sealed = new SealedRows("report", Int32Array.of(4, 7));
  assert.deepEqual([...sealed.open({ model: "RF", seed: 42 })], [4, 7]);
  assert.deepEqual([...sealed.open({ seed: 42, model: "RF" })], [4, 7]);
});

test("another choice is an error that says who opened the rows first", () => {
  const sealed = new SealedRows("report", Int32Array.of(4, 7));
  sealed.open({ model: "RF" });
  assert.throws(
    () => sealed.open({ model: "MLP" }),
    /found the choice \{model: "MLP"\}.*\{model: "RF"\}/,
  );
});

test("what a caller does to the rows it got does not reach the next one", () => {
  const sealed = new SealedRows("report", Int32Array.of(4, 7));
  sealed.open({ model: "RF" })[0] = 99;
  assert.deepEqual([...sealed.open({ model: "RF" })], [4, 7]);
});

test("the number of sealed rows is known, the rows are not", () => {
  const sealed = new SealedRows("report", Int32Array.of(4, 7));
  assert.equal(sealed.size, 2);
  assert.deepEqual(JSON.parse(JSON.stringify(sealed)), { name: "report" });
});
