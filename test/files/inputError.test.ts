import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { InputError } from "../../lib/files";

test("an input error is one line wherever it is shown, and cannot be made to be more", () => {
  const error = new InputError("pub.pt", "os\nsystem", "plain data");
  const line = "InputError: pub.pt: found os\\u000asystem, expected plain data";
  assert.equal(inspect(error), `[${line}]`);
  assert.equal(String(error), line);
  assert.equal(error.found, "os\nsystem");
});

test("an input error that is thrown through a notebook's cell stays one line", () => {
  const raise = () => {
    throw new InputError("pub.pt", "no labels", "labels");
  };
  try {
    runInNewContext("raise()", { raise });
    assert.fail();
  } catch (error) {
    assert.equal(inspect(error), "[InputError: pub.pt: found no labels, expected labels]");
  }
});
