import path from "node:path";
import { scriptEndings } from "../notebook/parseScript";

/** What is done with a file that was handed in. */
export type FileKind = "table" | "notebook" | "script" | "claims" | "archive" | "searched";

/** Folders of tools, in which nothing was written by hand. */
const machineMade: ReadonlySet<string> = new Set(
  ".git .hg .svn node_modules __pycache__ .venv venv env .ipynb_checkpoints __MACOSX .idea .vscode .mypy_cache .pytest_cache site-packages dist build wandb mlruns".split(
    " ",
  ),
);

/**
 * What a file is, by its name: a table that may be a submission, a notebook, a script, a text that may
 * state figures, an archive, or a file of settings that is only searched for secrets. Null for all others.
 *
 * @example
 * kindOf("README.md"); // "claims"
 */
export function kindOf(name: string): FileKind | null {
  const base = path.basename(name).toLowerCase();
  if (/\.csv$/.test(base)) return "table";
  if (/\.ipynb$/.test(base)) return "notebook";
  if (/\.d\.ts$|\.min\.js$|\.config\.[cm]?[jt]s$/.test(base)) return null;
  if (scriptEndings.test(base)) return "script";
  if (/\.(?:md|markdown|rst|pdf|tex|html?)$/.test(base) || /^readme(?:\.txt)?$/.test(base))
    return "claims";
  if (/(?:report|results?|readme|scores?).{0,40}\.(?:txt|json|log)$/.test(base)) return "claims";
  if (/\.zip$/.test(base)) return "archive";
  if (/^\.env|\.(?:env|ya?ml|toml|ini|cfg|conf|sh|bash|ps1|bat|json|txt)$/.test(base)) {
    return /^(?:package-lock|poetry|pnpm-lock|yarn)\b/.test(base) ? null : "searched";
  }
  return /^(?:dockerfile|makefile|\.netrc|\.npmrc|\.pypirc)$/.test(base) ? "searched" : null;
}

/**
 * Whether a folder holds what tools made and nobody wrote.
 *
 * @example
 * isMachineMade("__pycache__"); // true
 */
export function isMachineMade(name: string): boolean {
  return machineMade.has(name);
}
