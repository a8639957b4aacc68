import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { repositoryRoot } from "../lib/repository";

const root = repositoryRoot();
const scratch = mkdtempSync(path.join(os.tmpdir(), "mia-cache-"));
const user = process.geteuid?.() ?? os.userInfo().username;

/** A program in a folder of its own; it says in which temporary folder it works. */
function program(name: string): string {
  const file = path.join(scratch, `${name}.ts`);
  const unique = `const made: string = ${JSON.stringify(name + process.pid + Date.now())};`;
  writeFileSync(file, `${unique} console.log(made.length > 0, require("node:os").tmpdir());\n`);
  return file;
}

/** Not spawnSync: the server here has to answer meanwhile. */
function run(words: readonly string[], temporary: string): Promise<string> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  return new Promise((resolve) => child.on("close", () => resolve(said)));
}

describe("what tsx has compiled", { skip: process.platform === "win32" && "POSIX only" }, () => {
  after(() => rmSync(scratch, { recursive: true }));

  for (const start of [["lib/run.cjs"], ["--require", "./lib/prepare.cjs"]]) {
    test(`${start.join(" ")} reads, writes, calls and removes nothing in the temporary folder`, async () => {
      const temporary = mkdtempSync(path.join(scratch, "tmp-"));
      const theirs = path.join(temporary, `tsx-${user}`);
      for (const folder of [theirs, path.join(temporary, "tsx")]) mkdirSync(folder);
      let calls = 0;
      const listener = createServer((call) => {
        calls++;
        call.destroy();
      }).unref();
      const socket = path.join(theirs, `${process.pid}.pipe`);
      await new Promise<void>((resolve) => listener.listen(socket, resolve));
      const said = await run([...start, program(path.basename(temporary))], temporary);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(said, `true ${temporary}\n`);
      assert.deepEqual(readdirSync(temporary).sort(), ["tsx", `tsx-${user}`]);
      assert.deepEqual(readdirSync(theirs), [`${process.pid}.pipe`]);
      assert.equal(calls, 0);
      listener.close();
    });
  }

  /** An installation of its own, whose folder for what is compiled is prepared. */
  function installation(prepare: (kept: string) => void): { script: string; kept: string } {
    const folder = mkdtempSync(path.join(scratch, "installed-"));
    const kept = path.join(folder, "node_modules", ".cache", "mia-notebooks", `user-${user}`);
    mkdirSync(path.join(folder, "lib"));
    mkdirSync(path.dirname(kept), { recursive: true });
    const script = path.join(folder, "lib", "readTypescript.cjs");
    for (const name of readdirSync(path.join(root, "lib")).filter((one) => one.endsWith(".cjs"))) {
      copyFileSync(path.join(root, "lib", name), path.join(folder, "lib", name));
    }
    symlinkSync(path.join(root, "node_modules", "tsx"), path.join(folder, "node_modules", "tsx"));
    prepare(kept);
    return { script, kept };
  }
  const runIn = (script: string) => run(["--require", script, program("one")], scratch);

  test("is kept in a folder that only its owner can read and write", async () => {
    const { script, kept } = installation(() => {});
    assert.equal(await runIn(script), `true ${scratch}\n`);
    assert.equal(statSync(kept).mode & 0o777, 0o700);
    assert.notEqual(readdirSync(path.join(kept, `tsx-${user}`)).length, 0);
  });

  test("holds for a module of this repository until its source changes", async () => {
    const { script, kept } = installation(() => {});
    const module = path.join(path.dirname(script), "module.ts");
    const file = path.join(kept, "modules.json");
    const answer = () => run(["--require", script, module], scratch);
    writeFileSync(module, 'const word: string = "first"; console.log(word);\n');
    assert.equal(await answer(), "first\n");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    writeFileSync(file, readFileSync(file, "utf8").replace("first", "kept"));
    assert.equal(await answer(), "kept\n");
    writeFileSync(module, 'const word: string = "second"; console.log(word);\n');
    assert.equal(await answer(), "second\n");
    writeFileSync(file, "{");
    assert.equal(await answer(), "second\n");
  });

  const others = path.join(scratch, "others");
  mkdirSync(others, { mode: 0o700 });
  const wrong: Record<string, (kept: string) => void> = {
    "that others may write": (kept) => {
      mkdirSync(kept);
      chmodSync(kept, 0o777);
    },
    "that is a link": (kept) => symlinkSync(others, kept),
    "that cannot be made": (kept) => {
      rmSync(path.dirname(kept), { recursive: true });
      writeFileSync(path.dirname(kept), "");
    },
  };
  for (const [what, prepare] of Object.entries(wrong)) {
    test(`is not kept in a folder ${what}, and the program runs`, async () => {
      const { script, kept } = installation(prepare);
      assert.equal(await runIn(script), `true ${scratch}\n`);
      assert.deepEqual(existsSync(kept) ? readdirSync(kept) : [], []);
      assert.ok(!existsSync(path.join(scratch, `tsx-${user}`)));
    });
  }
});

test("what is kept is written under a name of its own until it is whole, also where two processes count alike", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mia-whole-"));
  const file = path.join(folder, "kept.json");
  mkdirSync(`${file}.${process.pid}`); // what another container's process of this number is about to write
  const { keepWhole } = require("../lib/privateCache.cjs");
  keepWhole(file, "whole");
  assert.equal(readFileSync(file, "utf8"), "whole");
  assert.equal(readdirSync(folder).length, 2);
  rmSync(folder, { recursive: true });
});

test("tsx is loaded in one place, and no script starts its program", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  for (const line of Object.values(scripts)) assert.doesNotMatch(String(line), /\btsx\b/);
  const loads = ["lib", "test"]
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((name) =>
        path.join(folder, `${name}`),
      ),
    )
    .filter((name) => name !== path.join("test", "privateCache.test.ts"))
    .filter((name) => /\.([cm]?[jt]s|json)$/.test(name))
    .filter((name) => /["'`]tsx["'`/]/.test(readFileSync(path.join(root, name), "utf8")));
  assert.deepEqual(loads, [path.join("lib", "readTypescript.cjs")]);
});
