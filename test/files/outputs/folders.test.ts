import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { checkFolder, type RunKind, requireKind } from "../../../lib/files/outputs";

const folder = mkdtempSync(path.join(tmpdir(), "folders-"));
after(() => rmSync(folder, { recursive: true }));

test("a folder that can be written to is made, with those above it, and left empty", () => {
  const deep = path.join(folder, "a", "b", "c");
  checkFolder(deep);
  assert.deepEqual(readdirSync(deep), []);
  checkFolder(deep);
});

test("a file in the place of a folder, or of one above it, is refused", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  assert.throws(() => checkFolder(file), /file: found a file, expected a folder to write into/);
  assert.throws(() => checkFolder(path.join(file, "below")), /found ENOTDIR from/);
});

test("a folder that takes no new ones is refused, not tried for ever", {
  skip: !existsSync("/proc/self") && "there is no /proc",
}, () => {
  const script = `try { require("./lib/files/outputs").checkFolder("/proc/nothing") } catch (error) { console.log(error.message) }`;
  const words = ["--require", "./lib/prepare.cjs", "-e", script];
  const told = execFileSync(process.execPath, words, { encoding: "utf8", timeout: 60_000 });
  assert.match(told, /^\/proc\/nothing\/can-be-written: found ENOENT from mkdir, expected a place/);
});

const LEFT: readonly (readonly [file: string, kind: RunKind, text: string])[] = [
  ["references.json", "references", "{"],
  ["plan.json", "references", '{"target": {}, "recipe": {}}'],
  ["models.json", "models", "{}"],
  ["plan.json", "models", '{"public": "ab", "seed": 42, "stem": "auto"}'],
  ["metrics.json", "notebook", "{}"],
  [".mia-run-Best_Attack", "notebook", ""],
];

for (const [file, kind, text] of LEFT) {
  test(`what ${kind} has left, ${file}, keeps other kinds of runs out of its folder`, () => {
    const taken = path.join(folder, "taken");
    mkdirSync(taken);
    writeFileSync(path.join(taken, file), text);
    requireKind(taken, kind);
    for (const other of ["notebook", "references", "models"] as const) {
      if (other === kind) continue;
      assert.throws(
        () => requireKind(taken, other),
        new RegExp(
          `^InputError: ${path.join(taken, file)}: found that of .*, expected a folder of its own for .*$`,
        ),
      );
    }
    rmSync(taken, { recursive: true });
  });
}

test("a folder that is not there, or holds somebody else's plan, is anybody's", () => {
  const free = path.join(folder, "free");
  for (const kind of ["notebook", "references", "models"] as const) requireKind(free, kind);
  mkdirSync(free);
  for (const plan of ["{", "[1]", '{"seed": 1}']) {
    writeFileSync(path.join(free, "plan.json"), plan);
    for (const kind of ["notebook", "references", "models"] as const) requireKind(free, kind);
  }
});
