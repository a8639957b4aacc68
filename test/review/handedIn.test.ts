import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { crc32 } from "node:zlib";
import { main } from "../../lib/commands";
import { readCsv } from "../../lib/files";
import { schemaProblems } from "../../lib/files/outputs";
import { alikeCode } from "../../lib/review/class/code/alikeCode";
import { fingerprints } from "../../lib/review/class/code/fingerprints";
import { layoutOf } from "../../lib/review/handedIn/layout";
import { unpack } from "../../lib/review/handedIn/unpack";
import { parseScript } from "../../lib/review/notebook/parseScript";
import { checkNotebook } from "../../lib/review/notebook/reviewNotebook";
import { reviewSchema } from "../../lib/review/output/schema";
import { pointsOf } from "../../lib/review/points/pointsOf";
import { readRubric } from "../../lib/review/points/rubric";
import { parseSubmission } from "../../lib/review/submission/parseSubmission";
import { answersText, makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const { ids, membership, scores } = makeRows({ n: 100 });
const put = (name: string, text: string | Uint8Array) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const sound = submissionText(ids, scores);
const weak = submissionText(ids, makeRows({ n: 100, shift: 0.02, seed: 5 }).scores);
const secret = ["9f8e7d6c", "5b4a3928"].join("");

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

/** A zip file of stored entries. */
function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [title, data] = [Buffer.from(name), Buffer.from(text)];
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(data), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(data.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    sizes.copy(local, 14);
    local.writeUInt16LE(title.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    sizes.copy(central, 16);
    central.writeUInt16LE(title.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, title, data);
    directory.push(central, title);
    offset += 30 + title.length + data.length;
  }
  const end = Buffer.alloc(22);
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const script = `import os\n\ndef main():\n    token = os.getenv("SERVER_TOKEN", "${secret}")\n    x = open("/home/me/a.csv")\n`;
put("nb/submitted/ada/a1/submission.csv", sound);
put("nb/submitted/ada/a1/src/attack.py", script);
put("nb/submitted/ada/a1/README.md", "| Metric | Server |\n|-|-|\n| AUC | 0.655 |\n");
put(
  "nb/submitted/bo/a1/hand-in.zip",
  zipOf({ "repo/submission.csv": weak, "repo/.env": `SERVER_KEY=${secret}\n` }),
);
put("nb/submitted/cy/a1/README.md", "later");
put("nb/submitted/evil/a1/x.zip", zipOf({ "../../x.csv": sound }));
put("roster.csv", "student_id,last_name,email\nada,Lovelace,ada@x\nbo,,\nzed,,\n");
put("answers.csv", answersText(ids, membership));
put(
  "rubric.yml",
  "points:\n  - {name: Valid, points: 50, accepted: true}\n  - {name: Secrets, points: 20, without: [secret]}\n  - {name: Strength, points: 30, figure: auc, from: 0.5, to: 0.9}\n",
);

test("a class as nbgrader lays it out is reviewed whole: ids, grades by roster and rubric, pages, class.csv", async () => {
  const { code, out, err } = await run(
    ...["nb/submitted", "--answers", "answers.csv", "--replicates", "100"],
    ...["--rubric", "rubric.yml", "--roster", "roster.csv", "--grades", "grades.csv"],
    ...["--class", "class.csv", "--feedback", "fb", "--json", "r.json", "--html", "r.html"],
  );
  assert.equal(code, 1);
  assert.match(out, /verdict: 2 accepted, 2 unreadable/);
  assert.match(out, /tier 1: ada/);
  assert.match(err, /in no roster, and without a grade: cy, evil/);
  const grades = readCsv(path.join(folder, "grades.csv"));
  assert.deepEqual(grades.texts("student_id"), ["ada", "bo", "zed"]);
  assert.deepEqual(grades.texts("assignment"), ["a1", "a1", "a1"]);
  assert.deepEqual(grades.texts("last_name"), ["Lovelace", "", ""]);
  const [ada, bo, zed] = grades.texts("score").map(Number);
  assert.ok(ada > 50 && ada <= 80 && bo >= 50 && bo < ada && zed === 0, `${ada}, ${bo}, ${zed}`);
  const table = readCsv(path.join(folder, "class.csv"));
  assert.deepEqual(table.texts("team"), ["ada", "bo", "cy", "evil"]);
  assert.deepEqual(table.texts("rank"), ["1", "2", "", ""]);
  assert.match(table.texts("warnings")[1], /secret/);
  const review = JSON.parse(readFileSync(path.join(folder, "r.json"), "utf8"));
  assert.deepEqual(schemaProblems(review, reviewSchema, "review"), []);
  const evil = review.submissions.find(({ team }: { team: string }) => team === "evil");
  assert.match(evil.findings[0].found, /pointing outside/);
  const found = review.notebooks.map(({ team, file, findings }: (typeof review.notebooks)[0]) => [
    ...[team, path.basename(file)],
    ...findings.map(({ code, rows }: { code: string; rows: number[] }) => `${code} ${rows}`),
  ]);
  assert.deepEqual(found, [
    ["ada", "attack.py", "secret 4", "absolute-path 5"],
    ["bo", ".env", "secret 1"],
  ]);
  const page = readFileSync(path.join(folder, "r.html"), "utf8");
  assert.match(page, /<a href="#team-1">ada<\/a>/);
  assert.match(page, /id="unseen"/);
  for (const text of [page, JSON.stringify(review), out]) assert.ok(!text.includes(secret));
  const own = readFileSync(path.join(folder, "fb/ada/a1/submission.html"), "utf8");
  assert.match(own, /attack\.py/);
  assert.doesNotMatch(own, /Secrets|AUC/);
});

test("folders are told apart by names alone: Moodle, Gradescope with its groups, teams' files, a repository", () => {
  put("m/Ada Lovelace_101_assignsubmission_file_/s.csv", sound);
  put("m/Bo_102_assignsubmission_file_s.csv", sound);
  put("g/submission_1/s.csv", sound);
  put("g/submission_2/s.csv", sound);
  put(
    "g/submission_metadata.yml",
    "submission_1:\n  :submitters:\n  - {:name: Ada, :sid: '7001'}\nsubmission_2:\n  :submitters:\n  - {:name: Bo, :sid: '7002'}\n  - {:name: Cy, :email: c@x}\n",
  );
  put("f/one.csv", sound);
  put("f/two.csv", sound);
  put("r/README.md", "");
  put("r/submission.csv", sound);
  put("c/Team 1/submission.csv", sound);
  put("c/Team 2/a.ipynb", "{}");
  put("c/Team 2/submission.csv", "");
  const read = (name: string) => {
    const { layout, handIns } = layoutOf(path.join(folder, name), null);
    return [layout, ...handIns.map(({ student }) => student)];
  };
  assert.deepEqual(read("m"), ["Moodle", "101", "102"]);
  assert.deepEqual(read("g"), ["Gradescope", "7001", "7002+c@x"]);
  assert.deepEqual(read("f"), ["files", "one", "two"]);
  assert.deepEqual(read("r"), ["repository", "r"]);
  assert.deepEqual(read("c"), ["folders", "Team 1", "Team 2"]);
  assert.deepEqual(read("nb/submitted"), ["nbgrader", "ada", "bo", "cy", "evil"]);
});

test("a zip is unpacked under numbers, its archives and what tools made left out", () => {
  put("a.zip", zipOf({ "x/README.md": "AUC: 0.66", "node_modules/a.py": "", "x/inner.zip": "PK" }));
  mkdirSync(path.join(folder, "into"));
  const { files, unseen } = unpack(path.join(folder, "a.zip"), path.join(folder, "into"));
  assert.deepEqual(
    files.map(({ file, name, kind }) => [path.relative(folder, file), name, kind]),
    [[path.join("into", "0", "README.md"), "x/README.md", "claims"]],
  );
  assert.match(unseen.join(), /archive within the archive/);
});

test("a script is reviewed by statement, a percent script by cell", () => {
  const { cells, kind } = parseScript("a.py", 'a = f(\n  1)\n\nif a:\n    b = """x\ny"""\nc = 2\n');
  assert.equal(kind, "script");
  assert.deepEqual(
    cells.map(({ line }) => line),
    [1, 4, 5, 7],
  );
  const percent = parseScript("a.py", "# %% [markdown]\n# # Title\n# %%\nx = 1\n# %%\ny = 2\n");
  assert.equal(percent.kind, "percent script");
  assert.deepEqual(
    percent.cells.map(({ kind, source }) => [kind, source.trim()]),
    [
      ["markdown", "# Title"],
      ["code", "x = 1"],
      ["code", "y = 2"],
    ],
  );
});

test("a notebook of nbformat 3 is read, and its mend said", () => {
  const cell = (input: string, prompt_number: number) => ({
    ...{ cell_type: "code", language: "python", input: [input], prompt_number },
    outputs: [{ output_type: "pyout", text: ["1"] }],
  });
  const old = {
    nbformat: 3,
    metadata: {},
    worksheets: [{ cells: [cell("a = 1", 1), cell("b", 2)] }],
  };
  const { review } = checkNotebook(write("old.ipynb", JSON.stringify(old)));
  assert.deepEqual([review.verdict, review.cells, review.language], ["accepted", 2, "python"]);
  assert.equal(review.findings[0].code, "nbformat");
  assert.match(review.findings[0].mend, /nbconvert --to notebook --nbformat 4 old\.ipynb/);
});

test("a quote that opens a field and never closes is told by its line, as pandas refuses it", () => {
  const lineOf = (text: string) => parseSubmission(text).unclosedQuote;
  assert.equal(lineOf('ids,score\n1,"0.5\n2,0.3\n'), 2);
  assert.equal(lineOf('ids,score\r\n1,0.5\r\n"2,0.3\r\n'), 3);
  for (const text of [
    'ids,score\n"1","0.5"\n',
    'ids,score\n1,0.5"\n',
    'ids,score\n"a""b",1\n',
    "ids,score\n1,1\n",
  ]) {
    assert.equal(lineOf(text), null, text);
  }
});

test("a rubric is checked before any work, rule by rule", () => {
  const refused: [string, RegExp][] = [
    ["points: []", /no list of points/],
    ["points:\n  - {name: a, points: 1, accepted: true, witout: [x]}", /the key witout/],
    ["points:\n  - {name: a, points: 1, without: [secrt]}", /such as secret/],
    ["points:\n  - {name: a, points: 0, accepted: true}", /points 0/],
    ["points:\n  - {name: a, points: 1, figure: tpr, from: 0, to: 1}", /tpr@0\.05/],
    [
      "points:\n  - {name: a, points: 1, figure: auc, from: 0.9, to: 0.5}",
      /first below the second/,
    ],
    ["points: [", /YAML with a fault/],
  ];
  for (const [text, why] of refused) assert.throws(() => readRubric(write("bad.yml", text)), why);
  const json = { points: [{ name: "Tidy", points: 10, without: ["secret", "stderr"], each: 4 }] };
  const rubric = readRubric(write("r.json", JSON.stringify(json)));
  const one = {
    level: "warning",
    code: "secret",
    rows: [],
    count: 0,
    found: "",
    expected: "",
    mend: "",
  } as const;
  const points = (n: number) =>
    pointsOf(rubric, { verdict: "accepted", judgement: null }, new Array(n).fill(one)).points;
  assert.deepEqual([points(0), points(1), points(3)], [10, 6, 0]);
});

test("points for a figure need answers", async () => {
  const { code, err } = await run("f/one.csv", "--rubric", "rubric.yml");
  assert.equal(code, 2);
  assert.match(err, /rubric\.yml: found points for a figure \(Strength\), expected answers/);
});

test("code that was renamed is found again, other code and the course's own are not", () => {
  const loop = (name: string, n: number) =>
    Array.from(
      { length: 12 },
      (_, i) =>
        `for ${name}${i} in range(${n + i}):\n  ${name}.append(f(${name}${i}) ${"+-*/"[i % 4]} g(${"x, ".repeat(i)}"${name}"))\n`,
    ).join("");
  const own = Array.from(
    { length: 30 },
    (_, i) => `def h${i}(a${", b".repeat(i % 7)}):\n  return [a, ${"b + ".repeat(i % 5)} 1]\n`,
  ).join("");
  const team = (name: string, code: string) => ({ name, prints: fingerprints(code) });
  const pairs = alikeCode([team("a", loop("x", 1)), team("b", loop("other", 9)), team("c", own)]);
  assert.deepEqual(
    pairs.map(({ teams, share }) => [...teams, share]),
    [["a", "b", 1]],
  );
  const all = ["a", "b", "c", "d", "e"].map((name) => team(name, loop(name, 1)));
  assert.deepEqual(alikeCode(all), []);
});
