import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandLine, UsageError, whole, withoutOption } from "../lib/commandLine";

const OPTIONS = {
  "-p": { value: "NAME VALUE", help: "a pair" },
  "-f": { value: "FILE", help: "a file" },
  "--seed": { value: "N", help: "a number" },
  "--quick": { help: "a flag" },
};
const read = (...words: string[]) => new CommandLine(words, OPTIONS, "/home");

test("options stand anywhere, --name value is --name=value, the last one wins, all are kept", () => {
  const line = read("a.csv", "--seed", "1", "-f", "x", "b.csv", "--seed=2", "-f", "/y", "--quick");
  assert.deepEqual(line.words, ["a.csv", "b.csv"]);
  assert.equal(line.number("--seed", 3, whole(0, 9)), 2);
  assert.deepEqual(line.paths("-f"), ["/home/x", "/y"]);
  assert.equal(line.has("--quick"), true);
});

test("what was not given is null, no list, or what stands for it", () => {
  const line = read();
  assert.deepEqual([line.text("--seed"), line.path("-f"), line.texts("-f")], [null, null, []]);
  assert.equal(line.number("--seed", null, whole(0, 9)), null);
  assert.equal(line.oneOf("-f", "a", ["b"]), "a");
  assert.equal(line.has("--quick"), false);
});

test("an option of two words takes them whatever they look like", () => {
  const line = read("-p", "rate", "-0.5", "-p", "name", "--seed", "-p", "-p", "-f");
  assert.deepEqual(line.texts("-p"), ["rate", "-0.5", "name", "--seed", "-p", "-f"]);
  assert.equal(line.has("--seed"), false);
});

test("a value may begin with one dash", () => {
  assert.equal(read("--seed", "-1").text("--seed"), "-1");
});

test("what cannot be followed is refused on one line", () => {
  const refused: [string[], string][] = [
    [["--sede", "1"], "--sede: unknown option"],
    [["--no-quick"], "--no-quick: unknown option"],
    [["--f", "x"], "--f: unknown option"],
    [["-x"], "-x: unknown option"],
    [["--constructor"], "--constructor: unknown option"],
    [["--seed"], "--seed: found nothing after it, expected a value"],
    [["--seed="], "--seed: found nothing after it, expected a value"],
    [["--seed", "--quick"], "--seed: found nothing after it, expected a value"],
    [["-p"], "-p: found nothing after it, expected a value"],
    [["-p", "rate"], "-p rate: found nothing after it, expected a value"],
    [["--quick=yes"], "--quick: found yes after it, expected no value"],
  ];
  for (const [words, message] of refused) {
    assert.throws(
      () => read(...words),
      (error: Error) => error instanceof UsageError && error.message === message,
      message,
    );
  }
});

test("a value that is none of those allowed says what is", () => {
  for (const text of ["10", "1.5", "", " ", "x"]) {
    assert.throws(
      () => new CommandLine([`--seed=${text}`], OPTIONS, "/").number("--seed", 0, whole(0, 9)),
      text === ""
        ? /found nothing/
        : /^Error: --seed: found .*, expected a whole number from 0 to 9$/,
    );
  }
  assert.throws(() => read("-f", "c").oneOf("-f", null, ["a", "b"]), /-f: found c, expected a, b/);
  assert.throws(() => read().requiredPath("-f"), /-f: found none, expected a path/);
  assert.throws(() => read("more").requireNoWords(), /more: unknown option/);
});

test("an option is taken out with its value, however it was written", () => {
  const words = ["--from", "a", "--out", "b", "--from=c", "d"];
  assert.deepEqual(withoutOption(words, "--from"), ["--out", "b", "d"]);
});
