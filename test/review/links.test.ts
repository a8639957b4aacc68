import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { main } from "../../lib/commands";
import { readCsv, readDataset } from "../../lib/files";
import { checkOutput, sha256, writeAtomically } from "../../lib/files/outputs";
import { reviewClaims } from "../../lib/review/claims/reviewClaims";
import { checkLinksBetween, commonFolder } from "../../lib/review/linksBetween";
import { reviewNotebook } from "../../lib/review/notebook/reviewNotebook";
import { reviewAll } from "../../lib/review/reviewAll";
import { reviewSubmission } from "../../lib/review/submission/reviewSubmission";
import { makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const { ids, scores } = makeRows({ n: 60 });
const at = (name: string) => path.join(folder, name);
const isPosix = process.platform !== "win32";
const skip = isPosix ? false : "Windows has no such files";

async function foundOf(file: string): Promise<string[]> {
  const { findings } = reviewSubmission(file, { ids: null }).review;
  const claims = (await reviewClaims([file])).review.findings;
  const notebook = await reviewNotebook(file, { execute: false });
  return [findings[0], claims[0], notebook.findings[0]].map(({ found }) => found);
}

const request = {
  ...{ answers: null, expectedIds: null, claims: [], run: null, notebooks: [] },
  ...{ holdout: 0.3, seed: 42, replicates: 100, execute: false },
};

test("a link that was handed in is refused, and nothing of where it leads is told", {
  skip,
}, async () => {
  const secret = write("secret.txt", "root:x:0:0\n");
  symlinkSync(secret, at("link.csv"));
  symlinkSync(at("loop.csv"), at("loop.csv"));
  symlinkSync(at("gone"), at("dangling.csv"));
  for (const name of ["link.csv", "loop.csv", "dangling.csv"]) {
    for (const found of await foundOf(at(name)))
      assert.match(found, /a link, which is not followed/);
  }
  const { review } = await reviewAll({ ...request, files: [at("link.csv")] });
  assert.equal(review.verdict, "unreadable");
  assert.doesNotMatch(JSON.stringify(review), /root:x|secret/);
});

test("FIFOs, sockets, devices and folders are refused before they are opened", {
  skip,
}, async () => {
  execFileSync("mkfifo", [at("fifo.csv")]);
  const server = createServer().listen(at("socket.csv"));
  await new Promise((resolve) => server.once("listening", resolve));
  after(() => server.close());
  for (const [file, expected] of [
    [at("fifo.csv"), /a FIFO/],
    [at("socket.csv"), /a socket/],
    ["/dev/zero", /a device/],
    [folder, /a folder/],
    [at("no.csv"), /no such file/],
    [at(`${"a".repeat(300)}.csv`), /a name that is too long/],
  ] as const) {
    for (const found of await foundOf(file)) assert.match(found, expected);
  }
});

test("a FIFO among the grader's own files is refused and does not wait for ever", { skip }, () => {
  execFileSync("mkfifo", [at("own.csv")]);
  for (const read of [readCsv, readDataset, sha256]) {
    assert.throws(
      () => read(at("own.csv")),
      /own\.csv: found something that is not a regular file/,
    );
  }
});

test("a team whose folder is a link to another team's is refused; the grader's own links are followed", {
  skip,
}, async () => {
  mkdirSync(at("in/ada"), { recursive: true });
  mkdirSync(at("in/cy"), { recursive: true });
  for (const team of ["ada", "cy"]) write(`in/${team}/s.csv`, submissionText(ids, scores));
  symlinkSync("ada", at("in/bo"));
  symlinkSync("in", at("linked"));
  const teams = ["ada", "bo", "cy"];
  const files = teams.map((team) => at(`in/${team}/s.csv`));
  const { submissions } = (await reviewAll({ ...request, files })).review;
  assert.deepEqual(
    submissions.map(({ verdict }) => verdict),
    ["accepted", "unreadable", "accepted"],
  );
  assert.match(submissions[1].findings[0].found, /a link on the way, .*bo, which is not followed/);
  const own = await reviewAll({
    ...request,
    files: [at("linked/ada/s.csv"), at("linked/cy/s.csv")],
  });
  assert.equal(own.review.verdict, "accepted");
  assert.equal(commonFolder(["/in/ada/1/s.csv", "/in/bo/1/s.csv"]), "/in");
  assert.equal(commonFolder(["/in/ada/s.csv", "/in/ad/s.csv"]), "/in");
  assert.doesNotThrow(() => checkLinksBetween("/in", "/in/none/s.csv"));
});

test("an output that is no plain file is refused, and stays what it is", { skip }, async () => {
  const target = write("target.txt", "before");
  symlinkSync(target, at("out-link.json"));
  execFileSync("mkfifo", [at("out-fifo")]);
  for (const file of [at("out-link.json"), at("out-fifo"), "/dev/null", folder]) {
    const before = lstatSync(file).mode;
    assert.throws(
      () => writeAtomically(file, ["x"]),
      /expected a plain file to write, or none yet/,
    );
    assert.equal(lstatSync(file).mode, before);
  }
  assert.doesNotThrow(() => checkOutput(target));
  assert.doesNotThrow(() => checkOutput(at("none yet")));
});

test("an output is looked at before the review, for every option that names one", {
  skip,
}, async () => {
  const file = write("a.csv", submissionText(ids, scores));
  execFileSync("mkfifo", [at("taken")]);
  const { error } = console;
  for (const option of [
    ["--json"],
    ["--html"],
    ["--grades"],
    ["--format", "gradescope", "--results"],
  ]) {
    let told = "";
    console.error = (text: string) => {
      told += text;
    };
    const code = await main(
      ["review", file, ...option, at("taken"), "--feedback", at("fb")],
      folder,
    );
    console.error = error;
    assert.equal(code, 2);
    assert.match(told, /taken: found something that is no plain file, expected a plain file/);
    assert.ok(!existsSync(at("fb")), "nothing was written");
  }
});

test("a file's name that leaves no room for an ending can be written", { skip }, () => {
  const file = at("b".repeat(251));
  writeAtomically(file, ["x"]);
  assert.ok(existsSync(file));
});
