import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import vm from "node:vm";
import { UsageError } from "../../lib/commandLine";
import { parseArguments } from "../../lib/kernel/arguments";
import { InexactError, parseExactly } from "../../lib/kernel/exactJson";
import { literal } from "../../lib/kernel/literal";
import { complaint } from "../../lib/kernel/parameters";
import { scratch } from "../files/outputs/scratch";

/** JSON that JSON.parse would read as something else. */
const INEXACT: [string, RegExp][] = [
  ["1e999", /1e999 \(beyond the largest number\)/],
  ["[[-1e400]]", /-1e400/],
  ["1e-400", /1e-400 \(too close to 0\)/],
  ["9007199254740993", /9007199254740993 \(a number has 53 bits\)/],
  ["-9007199254740993.0", /53 bits/],
  ["9.007199254740993e15", /53 bits/],
  ['{"a": {"b": [123456789012345678901]}}', /123456789012345678901/],
  ['{"a": 1, "b": {"a": 1}, "\\u0061": 2}', /the name "\\u0061" twice/],
  ["[".repeat(101) + "]".repeat(101), /deeper than 100/],
];

/** JSON that is kept, whatever it looks like. */
const EXACT = [
  "0.29803920984268188",
  "9007199254740992",
  "1e300",
  "-0",
  "0e999",
  '"1e999, 9007199254740993 and {\\"a\\": 1, \\"a\\": 2}"',
  '[{"a": 1}, {"a": 1, "": null}, true]',
  '"\u2028\u2029\u0085\ufeff\ud800 \\\\"',
  '{"__proto__": {"a": [-0, {"__proto__": null, "\u2028": 1}]}, "constructor": 1}',
];

describe("parameters come through exactly or are refused", () => {
  test("JSON of which a value would change is refused, nested too, in -p and in a file", (t) => {
    const folder = path.dirname(scratch(t, "x"));
    writeFileSync(path.join(folder, "A.ipynb"), "{}");
    for (const [text, message] of INEXACT) {
      assert.throws(() => parseExactly(text), InexactError);
      const refused = (error: Error) => error instanceof UsageError && message.test(error.message);
      assert.throws(() => parseArguments(["A.ipynb", "-p", "x", text], folder, folder), refused);
      writeFileSync(path.join(folder, "p.json"), `{"x": ${text}}`);
      assert.throws(() => parseArguments(["A.ipynb", "-f", "p.json"], folder, folder), refused);
    }
  });

  test("a value that is kept is, as an expression, the same value", () => {
    for (const text of EXACT) {
      const value = parseExactly(text);
      assert.deepEqual(vm.runInThisContext(`(${literal(value)})`), value);
      assert.doesNotMatch(literal(value), /[\u2028\u2029]/);
    }
    assert.ok(Object.is(vm.runInThisContext(literal(-0)), -0));
  });

  test("a parameter __proto__ is unknown like any other, and takes nothing else along", (t) => {
    const folder = path.dirname(scratch(t, "x"));
    writeFileSync(path.join(folder, "A.ipynb"), "{}");
    writeFileSync(path.join(folder, "p.json"), '{"__proto__": {"seed": 7}}');
    for (const words of [
      ["-p", "__proto__", '{"seed": 7}'],
      ["-p", "__proto__", "5"],
      ["-f", "p.json"],
    ]) {
      const { parameters } = parseArguments(["A.ipynb", ...words], folder, folder);
      assert.deepEqual(Object.keys(parameters), ["__proto__"]);
      const wrong = complaint(parameters, new Map([["seed", "number"]]));
      assert.match(String(wrong), /no parameter is named __proto__; known are: seed/);
    }
  });

  test("an empty text stays one also where a path is meant", (t) => {
    const folder = path.dirname(scratch(t, "x"));
    writeFileSync(path.join(folder, "A.ipynb"), "{}");
    const { parameters } = parseArguments(["A.ipynb", "-p", "answersPath", ""], folder, folder);
    assert.equal(parameters.answersPath, "");
    assert.throws(() => parseArguments(["A.ipynb", "--out", ""], folder, folder), UsageError);
  });
});
