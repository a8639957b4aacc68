import assert from "node:assert/strict";
import { test } from "node:test";
import { openSummary, showSummary } from "../../../lib/report/show";
import { printed, published } from "./printed";

test("the box opens with questions, and the end puts the answers in it and below its own cell", async () => {
  const [opened, filled, below, ...more] = await published(() => {
    openSummary();
    showSummary("- **The attack.** RF\n  - one\n");
  });
  assert.match(
    opened.data["text/markdown"],
    /^> \*\*What this box will say .*\n>\n> - Which attack/,
  );
  assert.equal(opened.update, undefined);
  const answers = "> **What this run has found**\n>\n> - **The attack.** RF\n>   - one";
  assert.equal(filled.data["text/markdown"], answers);
  assert.equal(filled.update, true);
  assert.equal(filled.id, opened.id);
  assert.equal(below.data["text/markdown"], answers);
  assert.equal(below.update, undefined);
  assert.deepEqual(more, []);
});

test("outside of a notebook the answers are printed once", async () => {
  const text = await printed(() => showSummary("- RF\n"));
  assert.equal(text, "> **What this run has found**\n>\n> - RF");
});
