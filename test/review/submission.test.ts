import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { MT19937 } from "../../lib/numeric/random";
import { reviewSubmission } from "../../lib/review";

const folder = mkdtempSync(path.join(tmpdir(), "review-"));
after(() => rmSync(folder, { recursive: true }));

const rng = new MT19937(1);
const ids = Array.from({ length: 200 }, (_, i) => String(1000 + 7 * i));
const expected = { ids: new Set(ids) };
const rows = ids.map((id) => `${id},${rng.double()}`);
const sound = ["ids,score", ...rows];

function review(text: string | Uint8Array) {
  const file = path.join(folder, "submission.csv");
  writeFileSync(file, text);
  return reviewSubmission(file, expected).review;
}
const errors = (text: string | Uint8Array) =>
  review(text).findings.filter(({ level }) => level === "error");
const joined = (lines: readonly string[]) => `${lines.join("\n")}\n`;
const changed = (row: number, line: string) => joined(sound.map((l, i) => (i === row ? line : l)));

test("a sound submission is accepted, in either edition, with CRLF and with a byte order mark", () => {
  for (const text of [
    joined(sound),
    joined(["id,score", ...rows]),
    `${sound.join("\r\n")}\r\n`,
    `\ufeff${joined(sound)}`,
  ]) {
    const { verdict, rows: found, statistics } = review(text);
    assert.equal(verdict, "accepted");
    assert.equal(found, 200);
    assert.ok(statistics && statistics.min >= 0 && statistics.max <= 1);
  }
});

for (const [what, text, line] of [
  ["a wrong header", changed(0, "row,value"), 1],
  ["a score above 1", changed(5, `${ids[4]},1.5`), 6],
  ["a score below 0", changed(5, `${ids[4]},-0.1`), 6],
  ["a score that is not a number", changed(5, `${ids[4]},member`), 6],
  ["a score that is not finite", changed(5, `${ids[4]},nan`), 6],
  ["an id twice", changed(5, rows[0]), 6],
  ["an id that nobody asked for", changed(5, "5,0.5"), 6],
] as const) {
  test(`${what} is an error that names its line and how to mend it`, () => {
    const found = errors(text);
    assert.ok(found.length > 0);
    assert.ok(
      found.some((one) => one.rows.includes(line)),
      JSON.stringify(found),
    );
    for (const one of found) assert.ok(one.mend !== "" && one.expected !== "");
  });
}

test("missing ids are an error, constant scores are not", () => {
  assert.ok(errors(joined(sound.slice(0, -3))).length > 0);
  const constant = review(joined(["ids,score", ...ids.map((id) => `${id},0.5`)]));
  assert.equal(constant.verdict, "accepted");
  assert.ok(constant.findings.some(({ level }) => level === "warning"));
});

test("what is no text is unreadable, and says so without throwing", () => {
  assert.equal(review(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)).verdict, "unreadable");
  assert.equal(reviewSubmission(folder, expected).review.verdict, "unreadable");
  assert.equal(
    reviewSubmission(path.join(folder, "no.csv"), expected).review.verdict,
    "unreadable",
  );
  assert.notEqual(review("").verdict, "accepted");
});

test("an edition that is named has its own header and rules, and the review says where it is from", (t) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "edition-")), "a.csv");
  t.after(() => rmSync(path.dirname(file), { recursive: true }));
  writeFileSync(file, "ids,score\n1,-0.5\n2,1.75\n");
  const reviewed = (edition: 2025 | 2026 | null) => {
    const { review } = reviewSubmission(file, { ids: null, edition });
    const errors = review.findings.filter(({ level }) => level === "error");
    return [review.edition, errors.map(({ code }) => code)];
  };
  assert.deepEqual(reviewed(2025), [{ year: 2025, source: "as given" }, []]);
  assert.deepEqual(reviewed(2026), [
    { year: 2026, source: "as given" },
    ["header", "score-outside"],
  ]);
  const guessed = { year: 2025, source: "guessed from the header ids,score" };
  assert.deepEqual(reviewed(null), [guessed, ["score-outside"]]);
});
