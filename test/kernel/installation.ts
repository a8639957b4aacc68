import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { KernelProcess } from "../../lib/kernel/process";
import { repositoryRoot } from "../../lib/repository";
import { AskKernel, contents } from "./askKernel";

/** A copy of the kernel with a lib of its own. */
export interface Installation {
  readonly root: string;
  /** The folder for what it keeps. */
  readonly cache: string;
  /** Writes the module that is not in what lib's front door declares. */
  inner(code: string): void;
}

/** An installation of its own with a lib of a few modules. */
export function installation(): Installation {
  const root = mkdtempSync(path.join(os.tmpdir(), "mia-declared-"));
  const own = repositoryRoot();
  const packages = path.join(own, "node_modules");
  mkdirSync(path.join(root, "node_modules"));
  for (const one of readdirSync(packages).filter((one) => one !== ".cache")) {
    symlinkSync(path.join(packages, one), path.join(root, "node_modules", one));
  }
  for (const one of readdirSync(path.join(own, "lib")).filter((one) => one.endsWith(".cjs"))) {
    cpSync(path.join(own, "lib", one), path.join(root, "lib", one));
  }
  for (const one of ["launcher.cjs", "tslab"]) {
    const place = path.join("lib", "kernel", one);
    cpSync(path.join(own, place), path.join(root, place), { recursive: true });
  }
  const inner = (code: string) => writeFileSync(path.join(root, "lib", "inner.ts"), code);
  const index = [
    'import { inner } from "./inner";',
    "export const shown = () => inner();",
    'export * as spaced from "./spaced";',
    'export const lazily = () => require("./lazy") as typeof import("./lazy");',
  ];
  writeFileSync(path.join(root, "lib", "index.ts"), index.join("\n"));
  for (const one of ["spaced", "lazy"]) {
    writeFileSync(path.join(root, "lib", `${one}.ts`), `export const ${one} = () => 1;\n`);
  }
  const user = process.geteuid?.() ?? os.userInfo().username;
  const cache = path.join(root, "node_modules", ".cache", "mia-notebooks", `user-${user}`);
  return { root, cache, inner };
}

/** Starts a kernel of that installation, which looks at its sources as one in Jupyter does. */
export function startIn({ root }: Installation): (connectionFile: string) => KernelProcess {
  return (connectionFile) => {
    const launcher = path.join(root, "lib", "kernel", "launcher.cjs");
    const kernel = spawn(process.execPath, [launcher, connectionFile], { stdio: "ignore" });
    const ended = new Promise<string>((resolve) => kernel.on("exit", (code) => resolve(`${code}`)));
    const kill = async () => {
      kernel.kill("SIGKILL");
      await ended;
    };
    return { pid: kernel.pid ?? 0, ended, kill };
  };
}

/** Runs what uses a kernel of that installation. */
export async function withKernel(
  installed: Installation,
  use: (run: Runner) => Promise<void>,
): Promise<void> {
  const kernel = await AskKernel.start(startIn(installed));
  try {
    await use(async (source) => {
      const asked = await kernel.cell(source);
      const printed = contents(asked, "stream").map(({ text }) => text);
      return [...printed, ...contents(asked, "error").map(({ evalue }) => evalue)].join("");
    });
  } finally {
    await kernel.close();
  }
}
/** Runs a cell; what it printed, or the error's text. */
type Runner = (source: string) => Promise<string>;
