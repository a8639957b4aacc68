import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { repositoryRoot } from "../../lib/repository";

const folder = mkdtempSync(path.join(tmpdir(), "mia-docs-"));
const root = repositoryRoot();
const write = (file: string, value: object) => writeFileSync(file, JSON.stringify(value));
after(() => rmSync(folder, { recursive: true }));

/** The check of `npm run check`, of another front door. */
function check(name: string, source: string) {
  const own = path.join(folder, name);
  mkdirSync(own);
  writeFileSync(path.join(own, "index.ts"), source);
  write(path.join(own, "tsconfig.json"), {
    compilerOptions: { strict: true, types: [], lib: ["es2022"] },
    files: ["index.ts"],
  });
  const options = path.join(own, "typedoc.json");
  write(options, {
    extends: [path.join(root, "test", "tools", "docs", "typedoc.json")],
    tsconfig: "tsconfig.json",
    entryPoints: ["index.ts"],
  });
  const words = ["node_modules/typedoc/bin/typedoc", "--options", options, "--emit", "none"];
  const { status, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, told: stderr };
}

test("a front door without a fault passes, whatever its members say", () => {
  const sound = `/** One, as {@link two} is two. */
export const one = 1;
/** Two. */
export function two(): number { return 2; }
/** Shape. */
export interface Shape { readonly width: number; }
`;
  assert.deepEqual(check("sound", sound), { status: 0, told: "" });
});

test("an export without a word and a link that leads nowhere are told, and fail", () => {
  const { status, told } = check(
    "faulty",
    "/** As {@link three}. */\nexport const one = 1;\nexport const silent = 2;\n",
  );
  assert.notEqual(status, 0);
  assert.match(told, /silent.* does not have any documentation/);
  assert.match(told, /Failed to resolve link to "three"/);
});
