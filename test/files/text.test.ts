import assert from "node:assert/strict";
import { test } from "node:test";
import {
  csvCell,
  csvName,
  InputError,
  markup,
  printable,
  visible,
  visibleLines,
  withoutColours,
} from "../../lib/files";

const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
const controls = all.filter((sign) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(sign));
const bidi = all.filter((sign) => /\p{Bidi_Control}/u.test(sign));
const surrogates = ["\ud800", "\udbff", "\udc00", "\udfff"];

test("one line for people holds no control sign, no line break, no turn of direction, no lone surrogate", () => {
  for (const sign of [...controls, ...bidi, ...surrogates, "\u{e0001}"]) {
    const shown = visible(`a${sign}b`);
    assert.match(shown, /^a(\\u[0-9a-f]{4})+b$/);
    assert.equal(JSON.parse(`"${shown}"`), `a${sign}b`, "spelled as JSON spells it");
    assert.equal(new InputError(`x${sign}`, `y${sign}`, `z${sign}`).message.includes(sign), false);
    assert.equal(printable(sign).includes(sign), false);
    const inLines = visibleLines(`a${sign}b`);
    assert.equal(inLines, sign === "\n" || sign === "\t" ? `a${sign}b` : shown);
  }
  assert.equal(visible("é 界 🙂 a-b"), "é 界 🙂 a-b");
});

test("colours of a compiler are dropped, and any other sequence is not", () => {
  assert.equal(withoutColours("\u001b[31;1mError\u001b[0m: x"), "Error: x");
  assert.equal(
    visibleLines(withoutColours("\u001b[2J\u001b]0;t\u0007")),
    "\\u001b[2J\\u001b]0;t\\u0007",
  );
});

test("no cell of a CSV file, nor what follows a separator in it, starts a formula", () => {
  for (const sign of "=+-@＝＋－＠﹦﹢﹣﹫") {
    assert.equal(csvCell(`${sign}cmd`), `'${sign}cmd`);
    for (const before of [" ", '"', "\u00a0", "\ufeff", "\u200b", "“"]) {
      assert.match(csvCell(`${before}${sign}cmd`), /^"?'/);
    }
    for (const separator of [",", ";", "|", "\t", "\n", "\r", ';"', "; "]) {
      const cell = csvCell(`a${separator}${sign}cmd`);
      const [, rest] = cell.split(separator[0]);
      assert.match(rest, /^'/, JSON.stringify(cell));
    }
  }
  assert.match(csvCell("\tada"), /^'/);
  assert.match(csvCell("\rada"), /^"'/);
});

test("numbers stay numbers, and plain texts stay as they are", () => {
  for (const text of [
    "-1.5",
    "+2e-05",
    "-inf",
    "17",
    "",
    "ada",
    "a-b",
    "1 - 2",
    "x=1",
    "a;b",
    "ids",
  ]) {
    assert.equal(csvCell(text), text);
  }
  for (const number of [-1.5, 0, 1e-7, -3]) assert.equal(csvCell(number), String(number));
  assert.equal(csvCell(null), "");
  assert.equal(csvCell('say "hi", -0.5'), '"say ""hi"", -0.5"');
});

test("markup holds no character that XML forbids, and no tag or end of an attribute", () => {
  const forbidden = controls.filter((sign) => !/[\t\n\r\u2028\u2029]/.test(sign));
  for (const sign of [...forbidden, ...bidi, ...surrogates, "\ufffe", "\uffff"]) {
    assert.match(markup(`a${sign}b`), /^a\\u[0-9a-f]{4}b$/);
  }
  assert.equal(markup(`<a b="c">&`), "&lt;a b=&quot;c&quot;&gt;&amp;");
  assert.equal(markup("é\n👩‍🔬"), "é\n👩‍🔬");
});

test("a column's own name stays what it is, and is quoted where it must be", () => {
  assert.equal(csvName("phi_shift(-8,-8)"), '"phi_shift(-8,-8)"');
  assert.equal(csvName("phi"), "phi");
});
