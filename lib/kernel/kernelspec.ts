import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { makeReadable, writeJson } from "../files/outputs";
import { repositoryRoot } from "../repository";

/** What of a process's environment says where Jupyter keeps a user's own data. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where Jupyter looks for what a user has installed.
 * Source: docs.jupyter.org, "Common directories and file locations".
 *
 * @example
 * dataFolder({ platform: "linux", home: "/home/me", env: {} }); // "/home/me/.local/share/jupyter"
 */
export function dataFolder({ platform, home, env }: Surroundings): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return path.join(home, "Library", "Jupyter");
  if (platform === "win32") return path.join(env.APPDATA || home, "jupyter");
  return path.join(env.XDG_DATA_HOME || path.join(home, ".local", "share"), "jupyter");
}

/**
 * Installs the kernel of this repository for Jupyter and VS Code: its kernelspec names Node.js and
 * this repository's launcher by their whole paths, so that nothing near a notebook is ever looked at
 * to start it. A kernelspec `tslab` that is there already is replaced.
 *
 * @param folder a data folder of Jupyter
 * @returns the kernelspec's file
 * @throws InputError if it cannot be written
 * @example
 * installKernelspec("/home/me/.local/share/jupyter");
 * // "/home/me/.local/share/jupyter/kernels/tslab/kernel.json"
 */
export function installKernelspec(folder: string): string {
  const own = path.join(repositoryRoot(), "lib", "kernel");
  const spec = JSON.parse(readFileSync(path.join(own, "kernels", "tslab", "kernel.json"), "utf8"));
  const argv = [process.execPath, path.join(own, "launcher.cjs"), "{connection_file}"];
  const installed = path.join(folder, "kernels", "tslab");
  const file = path.join(installed, "kernel.json");
  writeJson(file, { ...spec, argv });
  makeReadable(file);
  rmSync(path.join(installed, "start.cjs"), { force: true }); // a copy that an earlier version made
  return file;
}
