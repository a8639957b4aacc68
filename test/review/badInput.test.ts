import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import { test } from "node:test";
import { readAnswerRows } from "../../lib/review/answers/readAnswerRows";
import { reviewClaims } from "../../lib/review/claims/reviewClaims";
import { reviewNotebook } from "../../lib/review/notebook/reviewNotebook";
import { readExpectedRows } from "../../lib/review/readExpectedRows";
import { reviewSubmission } from "../../lib/review/submission/reviewSubmission";
import { splitFields } from "../../lib/review/submission/splitFields";
import { scratchFolder } from "./makeSubmission";

const { folder, write } = scratchFolder();
const review = (file: string) => reviewSubmission(file, { ids: null }).review;

test("a file of 1 GiB is refused by its size, unread, wherever it is given", async () => {
  const file = write("big.csv", "");
  truncateSync(file, 2 ** 30);
  assert.match(review(file).findings[0].found, /1024\.0 MiB/);
  assert.match((await reviewClaims([file])).review.findings[0].found, /1024\.0 MiB/);
  const notebook = await reviewNotebook(file, { execute: false });
  assert.match(notebook.findings[0].found, /1024\.0 MiB/);
  assert.throws(() => readExpectedRows(file), /found 1024\.0 MiB, expected at most 64\.0 MiB/);
  assert.throws(() => readAnswerRows(file, null), /found 1024\.0 MiB/);
});

test("a file of millions of lines, or with a line of a million fields, costs little", () => {
  const lines = review(write("lines.csv", `ids,score${"\n".repeat(2_000_001)}`));
  assert.deepEqual([lines.verdict, lines.findings[0].found], ["unreadable", "2000001 lines"]);
  assert.equal(splitFields(",".repeat(1e6), ",", 3).length, 3);
  assert.equal(splitFields('"a",'.repeat(1e6), ",", 3).length, 3);
  const wide = review(write("wide.csv", `ids,score\n${",".repeat(1e6)}\n`));
  assert.deepEqual([wide.verdict, wide.findings[0].code], ["rejected", "row-width"]);
});

test("a folder, an empty file, deep JSON and JSON that is no notebook are told apart", async () => {
  const found = async (file: string) =>
    (await reviewNotebook(file, { execute: false })).findings[0].found;
  assert.equal(await found(folder), "a folder");
  assert.equal(await found(write("empty.ipynb", "")), "an empty file");
  assert.match(await found(write("deep.ipynb", "[".repeat(1e5))), /nested more than 200 deep/);
  assert.match(await found(write("other.ipynb", '{"nbformat": 3}')), /no notebook \(nbformat 3\)/);
  assert.throws(() => readExpectedRows(write("empty.csv", "")), /found nothing in line 1/);
  assert.throws(() => readExpectedRows(write("other.csv", "a,b\n1,2\n")), /expected one named ids/);
});
