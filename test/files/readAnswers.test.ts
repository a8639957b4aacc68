import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { readAnswers } from "../../lib/files";
import { scratch } from "./outputs/scratch";

function writer(t: TestContext): (text: string) => string {
  const file = scratch(t, "answers.csv");
  return (text) => {
    writeFileSync(file, text);
    return file;
  };
}

test("answers come in the order of the ids asked for, whatever the file's order", (t) => {
  const answers = writer(t);
  const file = answers("ids,membership\n7,1\n5,0\n9,1\n");
  assert.deepEqual([...readAnswers(file, [5, 9, 7])], [0, 1, 1]);
});

test("the 2026 edition's id column is read too", (t) => {
  const answers = writer(t);
  assert.deepEqual([...readAnswers(answers("id,membership\n7,1\n"), [7])], [1]);
});

test("answers may be truth values or words, under any name that a dataset may have for them", (t) => {
  const answers = writer(t);
  for (const text of ["ID,Memberships\n7,True\n5,False\n", "ids,is_member\n7,in\n5,out\n"]) {
    assert.deepEqual([...readAnswers(answers(text), [5, 7])], [0, 1]);
  }
  assert.throws(
    () => readAnswers(answers("id,member\n7,maybe\n"), [7]),
    /membership maybe for id 7/,
  );
});

test("an id without an answer, an id twice and an answer that is none are refused", (t) => {
  const answers = writer(t);
  assert.throws(() => readAnswers(answers("ids,membership\n7,1\n"), [8]), /no row for id 8/);
  assert.throws(() => readAnswers(answers("ids,membership\n7,1\n7,0\n"), [7]), /id 7 twice/);
  assert.throws(() => readAnswers(answers("ids,membership\n7,2\n"), [7]), /membership 2 for id 7/);
  assert.throws(
    () => readAnswers(answers("row,membership\n7,1\n"), [7]),
    /expected one named ids or id/,
  );
});
