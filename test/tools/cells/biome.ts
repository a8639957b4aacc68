import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../lib/repository";

/** What biome finds in a text. */
export interface LintFinding {
  /** The text's number, from 0. */
  readonly text: number;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** What the compiler or the project's own rules say of cells better than biome. */
const RULES = {
  correctness: { noUnusedImports: "off", noUnusedVariables: "off" },
  style: { useConst: "off" },
  suspicious: { noExplicitAny: "off" },
};

/**
 * Texts as biome writes them by the project's .biome.json, imports sorted; one that it cannot read is
 * given back as it is.
 *
 * @example
 * await formatted(["f( 1 )"]); // ["f(1);"]
 */
export function formatted(texts: readonly string[]): Promise<string[]> {
  return withFiles(texts, async (folder, files) => {
    await biome(folder, "check", "--write", "--linter-enabled=false");
    return files.map((file, i) => {
      const text = readFileSync(file, "utf8").trimEnd();
      return text === "" ? texts[i] : text;
    });
  });
}

/**
 * Errors and warnings of biome's rules, as the project's .biome.json has them.
 *
 * @throws Error if biome did not run to its end
 * @example
 * await linted(["debugger;"]); // [{ text: 0, line: 1, rule: "lint/suspicious/noDebugger", ... }]
 */
export function linted(texts: readonly string[]): Promise<LintFinding[]> {
  return withFiles(texts, async (folder, files) => {
    const told = await biome(folder, "lint", "--max-diagnostics=none", "--reporter=github");
    const line = /^::(?:error|warning) title=([^,]+),file=(.+?),line=(\d+),.*?::(.*)$/gm;
    return [...told.matchAll(line)].map(([, rule, file, at, message]) => ({
      text: files.findIndex((name) => path.basename(name) === path.basename(file)),
      line: Number(at),
      rule: `biome ${rule}`,
      message,
    }));
  });
}

async function withFiles<T>(
  texts: readonly string[],
  use: (folder: string, files: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-cells-"));
  try {
    const config = {
      root: true,
      extends: [path.join(repositoryRoot(), ".biome.json")],
      vcs: { enabled: false, useIgnoreFile: false },
      files: { includes: ["**/*.ts"] },
      linter: { rules: RULES },
    };
    writeFileSync(path.join(folder, "biome.json"), JSON.stringify(config));
    mkdirSync(path.join(folder, "texts"));
    const files = texts.map((text, i) => {
      const file = path.join(folder, "texts", `${i}.ts`);
      writeFileSync(file, `${text}\n`);
      return file;
    });
    return await use(folder, files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns what it printed; it exits with 1 where it finds errors */
function biome(folder: string, ...words: string[]): Promise<string> {
  const program = require.resolve("@biomejs/biome/bin/biome");
  const given = [program, ...words, `--config-path=${folder}`, path.join(folder, "texts")];
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 2 ** 28 };
    execFile(process.execPath, given, options, (error, stdout, stderr) => {
      if (!error || error.code === 1) resolve(stdout);
      else reject(new Error(`biome ${words[0]}: ${stderr.trim().split("\n")[0]}`));
    });
  });
}
