import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { main } from "../../lib/commands";
import { readCsv, readDataset } from "../../lib/files";
import { schemaProblems, sha256 } from "../../lib/files/outputs";
import { parseReviewArguments } from "../../lib/review/arguments";

import { classRun } from "../../lib/review/output/explore/classRun";
import { reviewSchema } from "../../lib/review/output/schema";
import { reviewAll } from "../../lib/review/reviewAll";
import { teamNames } from "../../lib/review/teamNames";
import { notebookText } from "./makeNotebook";
import { answersText, makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const { ids, membership, scores } = makeRows({ n: 100 });
const hostile = "=<img src=x onerror=alert(1)>\u001b[2J";
write("a.csv", submissionText(ids, scores));
write("b.csv", submissionText(ids, makeRows({ n: 100, shift: 0.05, seed: 2 }).scores));
write("short.csv", submissionText(ids.slice(3), scores.slice(3)));
write(`${hostile}.csv`, submissionText([hostile, ...ids.slice(1)], scores));
write("answers.csv", answersText(ids, membership));
write("claims.json", JSON.stringify({ claims: [{ model: hostile, quantity: "auc", value: 0.9 }] }));
write("n.ipynb", notebookText([{ code: `"${hostile}"; requests.get(x)` }]));
const unasked = {
  ...{ expectedIds: null, run: null, claims: [], notebooks: [] },
  ...{ holdout: 0.3, replicates: 100, execute: false },
};
const withAnswers = ["--answers", "answers.csv", "--replicates", "100"];

const told = { out: "", err: "" };
const { log, error } = console;
before(() => {
  console.log = (text: string) => {
    told.out += `${text}\n`;
  };
  console.error = (text: string) => {
    told.err += `${text}\n`;
  };
});
after(() => Object.assign(console, { log, error }));

async function run(...words: string[]) {
  Object.assign(told, { out: "", err: "" });
  const code = await main(["review", ...words], folder);
  return { code, ...told };
}
const readJson = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

test("the exit status is 0 for accepted, 1 for rejected, 2 for what cannot be read or followed", async () => {
  assert.equal((await run("a.csv", ...withAnswers)).code, 0);
  assert.equal((await run("short.csv", ...withAnswers)).code, 1);
  assert.equal((await run("a.csv", "no.csv")).code, 2);
  assert.equal((await run("--notebook", "claims.json")).code, 2);
  assert.equal((await run("short.csv", "no.csv", ...withAnswers, "--exit-zero")).code, 0);
  for (const [words, message] of [
    [[], /found no file/],
    [["a.csv", "--wrong"], /--wrong: unknown option/],
    [["a.csv", "--holdout", "2"], /--holdout: found 2, expected a share/],
    [["a.csv", "--answers"], /--answers: found nothing/],
    [["a.csv", "--answers", "no.csv", "--exit-zero"], /no\.csv: found no such file/],
    [["a.csv", "b.csv", "--format", "gradescope"], /found 2 submissions, expected one/],
  ] as const) {
    const { code, err } = await run(...words);
    assert.equal(code, 2);
    assert.match(err, message);
  }
  assert.equal((await run("--help")).code, 0);
});

test("the JSON agrees with its schema, with and without answers, whatever was found", async () => {
  const all = ["a.csv", "b.csv", "short.csv", "no.csv", "--claims", "claims.json"];
  for (const words of [
    [...all, ...withAnswers, "--notebook", "n.ipynb"],
    [...all, "--expected-ids", "answers.csv"],
    ["no.csv"],
    ["--notebook", "n.ipynb"],
  ]) {
    await run(...words, "--json", "review.json");
    assert.deepEqual(schemaProblems(readJson("review.json"), reviewSchema, "review"), []);
  }
});

test("the expected ids may come from a folder of pictures, whose SHA-256 is noted", async () => {
  const pictures = path.resolve("test/fixtures/files/folder");
  const expected = readDataset(pictures).ids.map(String);
  write("six.csv", submissionText(expected, scores.slice(0, expected.length)));
  const { code } = await run("six.csv", "--expected-ids", pictures, "--json", "review.json");
  assert.equal(code, 0);
  assert.deepEqual(readJson("review.json").settings.inputs, { [pictures]: sha256(pictures) });
  assert.equal((await run("a.csv", "--expected-ids", pictures)).code, 1);
});

test("a schema that lacks a key, or a review with one more, is a problem", async () => {
  await run("a.csv", "--json", "review.json");
  const review = readJson("review.json");
  const { verdict, ...less } = review;
  assert.equal(schemaProblems(less, reviewSchema, "review").length, 1);
  assert.equal(schemaProblems({ ...review, more: 1 }, reviewSchema, "review").length, 1);
  assert.equal(verdict, "accepted");
});

test("the terminal is told the findings with lines, and what to do", async () => {
  const { out } = await run("short.csv", ...withAnswers);
  assert.match(out, /^short: rejected \(97 rows/);
  assert.match(out, /error {3}id-missing: 3 ids missing: 1000, 1007, 1014/);
  assert.match(out, /verdict: rejected\n$/);
});

test("the page shows what hostile names and cells hold, and runs and fetches nothing of it", async () => {
  const { out } = await run(
    ...[`${hostile}.csv`, "a.csv", ...withAnswers, "--claims", "claims.json"],
    ...["--notebook", "n.ipynb", "--html", "page.html"],
  );
  assert.ok(!out.includes("\u001b"), "no control sign reaches the terminal");
  const page = readFileSync(path.join(folder, "page.html"), "utf8");
  assert.match(page, /=&lt;img src=x onerror=alert\(1\)&gt;/);
  assert.ok(!page.includes("<img src=x"));
  assert.doesNotMatch(page, /<script|<link|<iframe|\son\w+=["']/i);
  for (const [, source] of page.matchAll(/(?:src|href)="([^"]*)"/g))
    assert.match(source, /^(?:data:|#)/);
  assert.match(page, /default-src 'none'/);
  assert.equal(
    page.match(/<figure>/g)?.length,
    5,
    "matrix, ROC of all, and the judged one's three",
  );
});

/** What each figure of a page links to, after a look that every link leads to one place of the page. */
function linksOfFigures(page: string): string[][] {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.deepEqual([...new Set(ids)], ids);
  for (const [, id] of page.matchAll(/href="#([^"]*)"/g)) assert.ok(ids.includes(id), id);
  const captions = [...page.matchAll(/<figcaption>(.*?)<\/figcaption><\/figure>/g)];
  assert.equal(captions.length, page.match(/<figure>/g)?.length);
  return captions.map(([, caption]) =>
    [...caption.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id),
  );
}

test("each figure leads to where it is told in words: its findings, or the section that it is of", async () => {
  const coarse = scores.map((score) => Math.round(5 * score) / 5);
  write("coarse.csv", submissionText(ids, coarse));
  await run("coarse.csv", "a.csv", ...withAnswers, "--html", "linked.html");
  const page = readFileSync(path.join(folder, "linked.html"), "utf8");
  const found = "team-1-findings";
  const links = linksOfFigures(page);
  assert.deepEqual(links.slice(0, 2), [["class-duplicates"], ["class-table"]]);
  const ofCoarse = links.filter(([first]) => first === "team-1-measured");
  assert.deepEqual(ofCoarse, [
    ["team-1-measured", `${found}-tie-cost`, `${found}-ties`],
    ["team-1-measured", `${found}-few-levels`, `${found}-ties`],
    ["team-1-measured"],
  ]);
  await run("coarse.csv", "--feedback", "linked");
  const file = path.join(folder, "linked/coarse/membership-inference/coarse.html");
  const own = "submission-findings";
  assert.deepEqual(linksOfFigures(readFileSync(file, "utf8")), [
    [own, `${own}-few-levels`, `${own}-ties`],
  ]);
});

test("a class's page draws the class alone, and tells each team's errors and warnings", async () => {
  const copies = new Array<string>(8).fill("a.csv");
  await run(...copies, "short.csv", ...withAnswers, "--html", "class.html");
  const page = readFileSync(path.join(folder, "class.html"), "utf8");
  assert.match(page, /<h1>Review of 9 submissions/);
  assert.equal(page.match(/<figure>/g)?.length, 1);
  assert.match(page, /<h3>short <strong class="verdict rejected">/);
  assert.doesNotMatch(page, /<h3>b /);
  assert.match(page, /a \(2\): the same scores/);
  assert.match(page, /not comparable: short/);
});

test("gradescope's results score the submission, and show the answers only with the grades", async () => {
  const { code } = await run("short.csv", ...withAnswers, "--format", "gradescope", "--exit-zero");
  assert.equal(code, 0);
  const { score, tests } = readJson("results.json");
  assert.equal(score, 0);
  assert.deepEqual(
    tests.filter(({ max_score }: { max_score?: number }) => max_score === 1).length,
    1,
  );
  await run("a.csv", ...withAnswers, "--format", "gradescope", "--reveal", "aggregate");
  const accepted = readJson("results.json");
  assert.equal(accepted.score, 1);
  const measured = accepted.tests.filter(({ output }: { output: string }) => /AUC/.test(output));
  assert.equal(measured.length, 1);
  for (const one of measured) assert.equal(one.visibility, "after_published");
});

test("grades.csv has nbgrader's columns, and no cell that a spreadsheet would take for a formula", async () => {
  await run(`${hostile}.csv`, "a.csv", ...withAnswers, "--grades", "grades.csv");
  const grades = readCsv(path.join(folder, "grades.csv"));
  assert.equal(
    grades.names.join(),
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score",
  );
  assert.deepEqual(grades.texts("score"), ["0", "1"]);
  assert.equal(grades.texts("student_id")[0], `'${hostile}`);
});

test("a team's feedback holds its own submission and no other's", async () => {
  await run("a.csv", "b.csv", ...withAnswers, "--feedback", "feedback");
  const page = readFileSync(path.join(folder, "feedback/a/membership-inference/a.html"), "utf8");
  assert.match(page, /<h2>a </);
  assert.doesNotMatch(page, /<h2>b |All submissions/);
  assert.ok(existsSync(path.join(folder, "feedback/b/membership-inference/b.html")));
});

test("submissions are called by their file, with as many folders as tell them apart", () => {
  assert.deepEqual(teamNames(["/in/a.csv", "/in/b.csv"]), ["a", "b"]);
  assert.deepEqual(teamNames(["/in/ada/1/s.csv", "/in/bo/1/s.csv"]), ["ada/1/s", "bo/1/s"]);
  assert.deepEqual(teamNames(["/in/a.csv", "/in/a.csv"]), ["a", "a (2)"]);
  assert.deepEqual(teamNames(["/in/a.csv", "/in/a.txt"]), ["in/a.csv", "in/a.txt"]);
});

test("options may be joined by =, and paths count from where the command was typed", () => {
  const { files, answers, holdout } = parseReviewArguments(
    ["x/a.csv", "--answers=y.csv", "--holdout=.5"],
    "/home/me",
  );
  assert.deepEqual([files, answers, holdout], [["/home/me/x/a.csv"], "/home/me/y.csv", 0.5]);
});

test("--explore writes a page of all rows for its owner alone, teams from the best down in place of attacks", async () => {
  const { code, err } = await run(
    "b.csv",
    "a.csv",
    "short.csv",
    "--explore",
    "class.html",
    "--json",
    "class.json",
    ...withAnswers,
  );
  assert.equal(code, 1);
  assert.match(err, /-> .*class\.html/);
  assert.equal(statSync(path.join(folder, "class.html")).mode & 0o777, 0o600);
  const request = { answers: path.join(folder, "answers.csv"), ...unasked };
  const files = ["b.csv", "a.csv", "short.csv"].map((name) => path.join(folder, name));
  const found = classRun(await reviewAll({ ...request, files }))!;
  const best = readJson("class.json").class.order;
  assert.deepEqual(
    found.attacks.map(({ name }) => name),
    best,
  );
  const { scores: own } = found.attacks.find(({ name }) => name === "a")!;
  assert.deepEqual(own, Float64Array.from(scores));
  assert.deepEqual([...found.membership], [...membership]);
  assert.ok(found.attacks.every(({ judges }) => judges.every((judge) => judge === 1)));
  assert.match(found.notes.join(" "), /holds the answers .* 1 of 3 submissions are left out/);
  const blind = classRun(await reviewAll({ ...request, answers: null, files }))!;
  assert.ok(blind.membership.every((member) => member === -1));
  assert.ok(blind.pValues.every(Number.isNaN));
  assert.deepEqual(blind.ids, ids);
});

test("--explore without a submission that scores every row writes nothing and says so", async () => {
  const { code, err } = await run("short.csv", "--explore", "none.html", ...withAnswers);
  assert.equal(code, 1);
  assert.match(err, /--explore: not written, no submission scores every row/);
  assert.ok(!existsSync(path.join(folder, "none.html")));
});
