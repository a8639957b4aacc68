import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { KernelClient } from "../../lib/kernel/client";
import { openConnection } from "../../lib/kernel/connection";
import { dataFolder, installKernelspec } from "../../lib/kernel/kernelspec";
import type { Message } from "../../lib/kernel/wire";
import { repositoryRoot } from "../../lib/repository";
import { scratch } from "../files/outputs/scratch";

const launcher = path.join(repositoryRoot(), "lib", "kernel", "launcher.cjs");
const kernels = path.join(repositoryRoot(), "lib", "kernel", "kernels", "tslab");

/** A folder of a stranger's notebooks that holds what looks like this repository's launcher. */
function trap(folder: string): { folder: string; sprung: string } {
  const sprung = path.join(folder, "sprung");
  const file = path.join(folder, "lib", "kernel", "launcher.cjs");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `require("fs").writeFileSync(${JSON.stringify(sprung)}, "");`);
  return { folder, sprung };
}

describe("opening a folder runs nothing from it", () => {
  test("a kernel started in a folder with a launcher of its own starts the repository's", (t) => {
    const { folder, sprung } = trap(scratch(t, "opened"));
    const missing = path.join(folder, "no-connection.json");
    const { stderr } = spawnSync(process.execPath, [path.join(kernels, "start.cjs"), missing], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.ok(!existsSync(sprung));
    assert.match(stderr, /ENOENT.*no-connection\.json/, "the repository's launcher ran");
  });

  test("a copy outside the repository starts nothing, and says how to install the kernel", (t) => {
    const { folder, sprung } = trap(scratch(t, "opened"));
    const copy = path.join(folder, "data", "kernels", "tslab", "start.cjs");
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(path.join(kernels, "start.cjs"), copy);
    const { status, stderr } = spawnSync(process.execPath, [copy, "x"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.ok(!existsSync(sprung));
    assert.equal(status, 1);
    assert.match(stderr, /^[^\n]*start\.cjs: found no [^\n]*npm run install-kernel\n$/);
  });

  test("a copy says so in the notebook, too: each cell fails with it, none is run", async (t) => {
    const { folder, sprung } = trap(scratch(t, "opened"));
    const copy = path.join(folder, "data", "kernels", "tslab");
    cpSync(kernels, copy, { recursive: true });
    const connection = await openConnection("tcp");
    const words = [path.join(copy, "start.cjs"), connection.file];
    const child = spawn(process.execPath, words, { cwd: folder, stdio: "ignore" });
    const client = new KernelClient(connection);
    t.after(() => {
      client.close();
      child.kill("SIGKILL");
      connection.remove();
    });
    await client.ready();
    const told: Message[] = [];
    const code = `require("fs").writeFileSync(${JSON.stringify(sprung)}, "")`;
    const { status } = await client.execute(code, (message) => told.push(message));
    assert.equal(status, "error");
    assert.equal(told.length, 1);
    assert.match(told[0].content.evalue, /start\.cjs: found no .*npm run install-kernel$/);
    assert.ok(!existsSync(sprung));
  });

  test("the installed kernelspec names Node.js and the launcher by their whole paths", (t) => {
    const folder = scratch(t, "jupyter");
    const old = path.join(folder, "kernels", "tslab", "start.cjs");
    mkdirSync(path.dirname(old), { recursive: true });
    writeFileSync(old, "");
    const file = installKernelspec(folder);
    assert.equal(file, path.join(folder, "kernels", "tslab", "kernel.json"));
    const spec = JSON.parse(readFileSync(file, "utf8"));
    const own = JSON.parse(readFileSync(path.join(kernels, "kernel.json"), "utf8"));
    const argv = [process.execPath, launcher, "{connection_file}"];
    assert.deepEqual(spec, { ...own, argv });
    assert.ok(!existsSync(old), "the copy that an earlier version made is gone");
  });

  test("Jupyter's data folder is found as Jupyter finds it", () => {
    const on = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
      dataFolder({ platform, home: path.join("/", "home"), env });
    assert.equal(on("linux"), path.join("/", "home", ".local", "share", "jupyter"));
    assert.equal(on("linux", { XDG_DATA_HOME: "/x" }), path.join("/x", "jupyter"));
    assert.equal(on("darwin"), path.join("/", "home", "Library", "Jupyter"));
    assert.equal(on("win32", { APPDATA: "/a" }), path.join("/a", "jupyter"));
    assert.equal(on("darwin", { JUPYTER_DATA_DIR: "/d" }), "/d");
  });

  test("npm run install-kernel installs where it is told, and refuses what it does not know", (t) => {
    const folder = scratch(t, "jupyter");
    const run = (...words: string[]) =>
      spawnSync(
        process.execPath,
        [path.join(repositoryRoot(), "lib/mia.cjs"), "install-kernel", ...words],
        { cwd: repositoryRoot(), encoding: "utf8" },
      );
    const installed = run("--data-dir", folder);
    assert.equal(installed.status, 0);
    assert.ok(existsSync(path.join(folder, "kernels", "tslab", "kernel.json")), installed.stderr);
    assert.equal(run("--user").status, 2);
    writeFileSync(path.join(folder, "file"), "");
    const refused = run("--data-dir", path.join(folder, "file"));
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^[^\n]*: found E[^\n]*\n$/);
  });
});
