import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { main } from "../../lib/commands";
import { type Notebook, readNotebook } from "../../lib/kernel";
import { repositoryRoot } from "../../lib/repository";
import { notebookOf } from "./notebookOf";

/** A notebook on disk and where its run leaves things. */
export interface Prepared {
  readonly folder: string;
  readonly file: string;
  readonly out: string;
}

/** Writes a notebook of code cells into a folder of its own. */
export function prepare(...sources: string[]): Prepared {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-run-"));
  const file = path.join(folder, "Tiny.ipynb");
  writeFileSync(file, JSON.stringify(notebookOf(...sources)));
  return { folder, file, out: path.join(folder, "out") };
}

/** Starts `npm run notebook` as npm would, typed in `typedIn`. */
export function start(words: readonly string[], typedIn: string): ChildProcess {
  const root = repositoryRoot();
  return spawn(process.execPath, [path.join(root, "lib/mia.cjs"), "notebook", ...words], {
    cwd: root,
    env: { ...process.env, INIT_CWD: typedIn },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs it to its end. */
export async function run(
  words: readonly string[],
  typedIn: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(words, typedIn);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

/** The same in this process, for words that are answered before a kernel starts. */
export async function answered(
  t: TestContext,
  words: readonly string[],
  typedIn: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { log: "", error: "" };
  const mocks = (["log", "error"] as const).map((name) =>
    t.mock.method(console, name, (text: string) => {
      said[name] += `${text}\n`;
    }),
  );
  const code = await main(["notebook", ...words], typedIn);
  for (const { mock } of mocks) mock.restore();
  return { code, stdout: said.log, stderr: said.error };
}

/** The executed copy of a prepared notebook. */
export function copyOf({ out }: Prepared): Notebook {
  return readNotebook(path.join(out, "Tiny.ipynb"));
}
