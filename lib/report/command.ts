import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { tell, warn } from "../files";
import { repositoryRoot } from "../repository";

const usage = `usage: npm run figures [-- --from DIR] [-p NAME VALUE]... [--out DIR]

Draws the figures and tables of the report from the artefacts of a run of A1_12_Ensemble, by
default of out/A1_12_Ensemble (which is run first where it is missing), into
out/Report_Figures/figures. -p and --out are as for npm run notebook.`;

/** Runs a notebook as `npm run notebook` does; resolves to its exit status. */
function notebook(...words: string[]): Promise<number> {
  const launcher = path.join(repositoryRoot(), "lib", "run.cjs");
  const runner = path.join(repositoryRoot(), "lib", "kernel", "cli.ts");
  const child = spawn(process.execPath, [launcher, runner, ...words], {
    cwd: repositoryRoot(),
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Notebooks whose names stand alone are looked for in the repository, wherever this was typed. */
const inRepository = (name: string) => path.join(repositoryRoot(), "notebooks", `${name}.ipynb`);

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    tell(usage);
    return 0;
  }
  const at = words.indexOf("--from");
  if (at >= 0 && words[at + 1] === undefined) {
    warn("--from: found nothing after it, expected a folder");
    return 2;
  }
  if (at >= 0) {
    const rest = [...words.slice(0, at), ...words.slice(at + 2)];
    return notebook(inRepository("Report_Figures"), "-p", "fromDir", words[at + 1], ...rest);
  }
  const run = path.join(repositoryRoot(), "out", "A1_12_Ensemble", "metrics.json");
  const code = existsSync(run) ? 0 : await notebook(inRepository("A1_12_Ensemble"));
  return code === 0 ? notebook(inRepository("Report_Figures"), ...words) : code;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
