import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { main } from "../lib/commands";
import { repositoryRoot } from "../lib/repository";

const root = repositoryRoot();
const { INIT_CWD, ...environment } = process.env;

/** The program, typed in `typedIn` without npm. */
const mia = (typedIn: string, ...words: string[]) =>
  spawnSync(process.execPath, [path.join(root, "lib", "mia.cjs"), ...words], {
    cwd: typedIn,
    encoding: "utf8",
    env: environment,
  });

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const usage = mia(root, "--help").stdout;
const names = [...usage.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name]) => name);

test("the usage names every command on one page", () => {
  assert.ok(["run", "best", "figures", "review", "references"].every((one) => names.includes(one)));
  assert.ok(usage.split("\n").length < 40 && usage.split("\n").every((line) => line.length <= 100));
});

test("each command has an npm script as its short form, and each of its scripts is a command", () => {
  const scripts = Object.entries<string>(manifest.scripts)
    .filter(([, script]) => script.startsWith("node lib/mia.cjs "))
    .map(([name, script]) => [name === "start" ? "run" : name, script.split(" ")[2]]);
  assert.deepEqual(scripts.map(([name]) => name).sort(), [...names].sort());
  for (const [name, command] of scripts) assert.equal(name, command);
});

test("no command, an unknown one and a wrong option exit with 2 and say what is known", async (context) => {
  const { status, stdout, stderr } = mia(root, "attack");
  assert.deepEqual([status, stdout], [2, ""]);
  const unknown = /^mia: found .+, expected one of run, best, .*\nnpx mia --help says more$/;
  assert.match(stderr.trimEnd(), unknown);
  let told = "";
  context.mock.method(console, "error", (text: string) => {
    told += `${text}\n`;
  });
  for (const words of [[], ["constructor"]]) {
    told = "";
    assert.equal(await main(words, root), 2);
    assert.match(told.trimEnd(), unknown);
  }
  told = "";
  assert.equal(await main(["figures", "--form", "x"], root), 2);
  assert.equal(told, "--form: unknown option\nnpx mia figures --help says more\n");
});

for (const name of names) {
  test(`mia ${name} --help says how it is used and how it exits`, async (context) => {
    const log = context.mock.method(console, "log", () => {});
    const status = await main([name, "--help"], root);
    const [told] = log.mock.calls[0].arguments;
    log.mock.restore();
    assert.equal(status, 0);
    assert.match(told, /^usage: npx mia \S+ ?.*\n/);
    assert.match(told, /\nexit status: 0 /);
    assert.ok(told.split("\n").every((line: string) => line.length <= 100));
  });
}

test("relative paths count from where the program was typed", () => {
  const { status, stderr } = mia(tmpdir(), "explore", "--from", "none-such");
  assert.equal(status, 1);
  assert.ok(stderr.startsWith(`${path.join(tmpdir(), "none-such")}: found no artefact`), stderr);
});

test("package.json makes npx find the program", () => {
  assert.equal(path.resolve(root, manifest.bin.mia), path.join(root, "lib", "mia.cjs"));
});
