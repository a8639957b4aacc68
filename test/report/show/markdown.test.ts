import assert from "node:assert/strict";
import { test } from "node:test";
import { showMarkdown } from "../../../lib/report/show";
import { printed, published } from "./printed";

test("in a notebook Markdown stays Markdown, outside it is printed as it is", async () => {
  const [{ data }] = await published(() => showMarkdown("**differ**"));
  assert.equal(data["text/markdown"], "**differ**");
  assert.equal(await printed(() => showMarkdown("**differ**")), "**differ**");
});
