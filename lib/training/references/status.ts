import { existsSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { holderOf } from "../../files/outputs";
import { shellWord } from "./cluster/shellWord";
import { readPlan } from "./folder";
import { filesOf, modelCount, type Plan } from "./plan";
import { recordThere } from "./readRecord";
import { readingWords, recipeWords } from "./recipeWords";

/** How far one model is. */
export type ReferenceState = "done" | "running" | "stopped" | "missing";

/** How far a folder of references is. */
export interface FolderStatus {
  readonly plan: Plan;
  /** One entry a model. */
  readonly states: readonly ReferenceState[];
  /** Whether references.json, which attacks read, is there. */
  readonly isWhole: boolean;
}

/**
 * Which models of a folder are there, which are being trained, which were stopped on the way and which
 * were never begun. Reads no checkpoint.
 *
 * @throws InputError if the folder was not begun by `npm run references`
 * @example
 * folderStatus("out/references").states; // ["done", "running"]
 */
export function folderStatus(folder: string): FolderStatus {
  const plan = readPlan(folder) as Plan;
  if (!Number.isInteger(plan?.recipe?.pairs)) {
    const found = plan === null ? "no plan.json" : "a plan.json that names no pairs";
    throw new InputError(folder, found, "a folder that npm run references began");
  }
  const states = Array.from({ length: modelCount(plan.recipe) }, (_, model): ReferenceState => {
    const files = filesOf(folder, model);
    if (recordThere(files, plan, model) !== null) return "done";
    if (holderOf(files.lock) !== null) return "running";
    return existsSync(files.state) ? "stopped" : "missing";
  });
  return { plan, states, isWhole: existsSync(path.join(folder, "references.json")) };
}

/**
 * A folder's state as a person reads it: how many models are there, which are not, and the line that
 * makes them. The names of files are those that the plan has, without their folders.
 *
 * @example
 * tell(statusText("out/references", folderStatus("out/references")));
 */
export function statusText(folder: string, { plan, states, isWhole }: FolderStatus): string {
  const done = states.filter((state) => state === "done").length;
  const head = `${folder}: ${done} of ${states.length} models are there`;
  const others = (["running", "stopped", "missing"] as const).flatMap((state) => {
    const models = states.flatMap((found, model) => (found === state ? [model] : []));
    return models.length === 0 ? [] : [`  ${state}: ${spans(models)}`];
  });
  if (isWhole && others.length === 0) return `${head}, and references.json: attacks can read it`;
  const rest = others.length === 0 ? "references.json is" : "they and references.json are";
  return [head, ...others, `${rest} made by`, `  ${lineOf(folder, plan)}`].join("\n");
}

/** Numbers with runs of them put together: "0-3, 7". */
function spans(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

function lineOf(folder: string, { target, datasets, recipe, reading = {} }: Plan): string {
  const files = ["--model", target.file, "--public", datasets.public.file];
  const folders = ["--private", datasets.private.file, "--out", folder];
  const { weights = null } = target;
  const { unsaid = null, edition = null, preprocessing = null } = reading;
  const read = readingWords({ weights, unsaid, edition, preprocessing });
  const words = [...files, ...folders, ...read, ...recipeWords(recipe)];
  return `npm run references -- ${words.map(shellWord).join(" ")}`;
}
