import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { main } from "../../lib/commands";
import { sha256 } from "../../lib/files/outputs";
import { finding } from "../../lib/review/finding";
import { pageNames } from "../../lib/review/output/student/pageNames";
import { studentNotebook } from "../../lib/review/output/student/studentView";
import { teamNames } from "../../lib/review/teamNames";
import { notebookText } from "./makeNotebook";
import { answersText, makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const rows = makeRows({ n: 100 });
const { membership, scores } = rows;
const ids = rows.ids.map((id) => `KEY${id}`);
const { log, error } = console;
before(() => Object.assign(console, { log: () => {}, error: () => {} }));
after(() => Object.assign(console, { log, error }));

write("answers.csv", answersText(ids, membership));
write("alpha.csv", submissionText(ids, scores));
write("bravo.csv", submissionText(ids.slice(7), scores.slice(7)));
write(
  "charlie.csv",
  submissionText(
    ids,
    scores.map((score) => 1 - score),
  ),
);
const printed = `Attack Results : MLP\nScore mean: ${(scores.reduce((a, b) => a + b) / 100).toFixed(4)}`;
write("alpha_report.txt", `${printed}\nAUC: 0.51 TPR@FPR=0.05: 0.9`);
write("grader_notes.md", "bravo: AUC: 0.99");
write("n.ipynb", notebookText([{ code: "print(1)" }]));
const claims = ["--claims", "alpha_report.txt", "--claims", "grader_notes.md"];
const key = ["--answers", "answers.csv", "--replicates", "100", ...claims];

function textsUnder(name: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(path.join(folder, name), { recursive: true })) {
    const file = path.join(folder, name, String(entry));
    // Pictures stand in the page as base64.
    const open = (_: string, data: string) => Buffer.from(data, "base64").toString();
    if (statSync(file).isFile()) {
      const text = readFileSync(file, "utf8").replace(/base64,([A-Za-z0-9+/=]+)/g, open);
      texts.set(String(entry), text);
    }
  }
  return texts;
}

function assertClean(text: string, others: readonly string[]) {
  const hash = sha256(path.join(folder, "answers.csv"));
  for (const word of [...ids, hash, "answers.csv", "alpha_report", "grader_notes", ...others]) {
    assert.ok(!text.includes(word), `${word} in what a student sees`);
  }
  assert.doesNotMatch(text, /exposed|p-value|\d members|>Member<|leaderboard|claim|ROC/i);
}

test("a team's feedback holds no row and no id of the answers, no other team and no claim", async () => {
  const teams = ["alpha", "bravo", "charlie"];
  for (const reveal of ["nothing", "aggregate"]) {
    const name = `pages-${reveal}`;
    await main(
      [
        "review",
        ...teams.map((team) => `${team}.csv`),
        ...key,
        "--feedback",
        name,
        "--reveal",
        reveal,
      ],
      folder,
    );
    const pages = textsUnder(name);
    assert.equal(pages.size, 3);
    for (const [file, page] of pages) {
      const team = teams.find((one) => file.startsWith(one));
      assertClean(
        page,
        teams.filter((other) => other !== team),
      );
      const isMeasured = reveal === "aggregate" && team !== "bravo";
      assert.equal(/AUC|TPR/.test(page), isMeasured, `${file} with ${reveal}`);
    }
    assert.match(pages.get("bravo/membership-inference/bravo.html") ?? "", /7 ids missing</);
    const inverted = pages.get("charlie/membership-inference/charlie.html") ?? "";
    assert.equal(/inverted/.test(inverted), reveal === "aggregate");
  }
});

test("gradescope's results hold no more, and nothing of the answers unless it is asked for", async () => {
  for (const reveal of ["nothing", "aggregate"]) {
    const words = ["charlie.csv", ...key, "--notebook", "n.ipynb", "--format", "gradescope"];
    await main(["review", ...words, "--reveal", reveal], folder);
    const results = readFileSync(path.join(folder, "results.json"), "utf8");
    assertClean(results, ["alpha", "bravo"]);
    const { tests } = JSON.parse(results);
    const measured = tests.filter(({ output }: { output: string }) => /AUC|TPR/.test(output));
    assert.equal(measured.length, reveal === "aggregate" ? 2 : 0);
    for (const one of measured) assert.equal(one.visibility, "after_published");
  }
});

test("what a student's notebook says when the grader runs it is not told to the student", () => {
  const found = `cell 3: Error: ${ids[3]} is a member`;
  const what = { rows: [3], found, expected: "all cells run", mend: "restart the kernel" };
  const told = studentNotebook({
    ...{
      file: "n.ipynb",
      team: null,
      kind: "notebook",
      verdict: "rejected",
      language: "typescript",
      sha256: null,
      cells: 3,
    },
    ...{ executed: true, findings: [finding("error", "execution-failed", what)] },
  });
  assert.equal(told.findings[0].found, "cell 3 failed");
});

test("the grader's own outputs hold it all", async () => {
  await main(["review", "alpha.csv", ...key, "--html", "all.html", "--json", "all.json"], folder);
  assert.match(readFileSync(path.join(folder, "all.html"), "utf8"), /The most exposed rows/);
  assert.ok(readFileSync(path.join(folder, "all.json"), "utf8").includes(ids[1]));
});

/** Names that are one file on some file system: no case, NFC, NFD or NFKC, ends that are dropped. */
const folds = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[. ]+$/, "");

test("names of teams and of their pages are one to one, whatever the file system", () => {
  const long = "x".repeat(246);
  const teams = [
    ...["a b", "a-b", "a_b", "a%20b", "a/b", "a+b", "a\\b", "A-B", "é", "e\u0301", "É", "ß", "ss"],
    ...["con", "CON.txt", "nul", "com1", "COM¹", ".", "..", "...", ".a", "a.", "a. ", "a", "", "~"],
    ...[
      long,
      `${long}y`,
      `${long.slice(0, 245)}y`,
      "ｘ",
      "x",
      "\ud800",
      "\ud801",
      "a\u0000b",
      "a:b",
      "🙂",
    ],
  ];
  const names = pageNames(teams);
  assert.equal(new Set(names.map(folds)).size, teams.length);
  for (const name of names) {
    assert.match(name, /^[\p{L}\p{N}_%+~-][\p{L}\p{N}._%+~-]*$/u);
    assert.doesNotMatch(name, /\.$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
    assert.ok(Buffer.byteLength(name) <= 140);
  }
  assert.deepEqual(pageNames(["ada", "bo_1", "grüne-2"]), ["ada", "bo_1", "grüne-2"]);
  assert.deepEqual(pageNames(["Ada"]), ["Ada"]);
});

test("teams with names alike get a page each, and a name of 246 letters too", async () => {
  mkdirSync(path.join(folder, "in"));
  const files = ["a b.csv", "a-b.csv", "A-B.csv", `${"n".repeat(246)}.csv`].map((name) => {
    writeFileSync(path.join(folder, "in", name), submissionText(ids, scores));
    return path.join("in", name);
  });
  await main(["review", ...files, "--feedback", "alike"], folder);
  assert.equal(textsUnder("alike").size, 4);
});

test("no two submissions are called alike", () => {
  const names = teamNames(["/in/s.csv", "/in/s.csv", "/in/s (2).csv", "/in/s.csv"]);
  assert.equal(new Set(names).size, 4);
});
