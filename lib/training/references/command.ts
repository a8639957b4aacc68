import path from "node:path";
import { type Command, endOnSignals, UsageError } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import {
  importRequest,
  parseReferencesArguments,
  type ReferencesArguments,
  statusFolder,
} from "./arguments";
import { printJob } from "./cluster/printJob";
import { shellWord } from "./cluster/shellWord";
import type { ImportRequest } from "./import/importInputs";
import { USAGE } from "./options";
import { proposeRecipe } from "./propose/proposeRecipe";
import { runReferences } from "./runReferences";
import { folderStatus, statusText } from "./status";
import { TrainingFailure } from "./trainReference";

/** `npx mia references`: trains reference models from the target, or takes those of others. */
export const references: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const asked = statusFolder(words, typedIn);
    if (asked !== null) return ended(async () => tell(statusText(asked, folderStatus(asked))));
    const imported = importRequest(words, typedIn);
    if (imported !== null) return ended(() => importReferences(imported));
    endOnSignals();
    return ended(async () => {
      const request = parseReferencesArguments(words, typedIn);
      const { print, propose } = request;
      if (print !== null) return tell(await printJob(print, request));
      if (propose !== null) return tell(await proposal(request, propose));
      const missing = await runReferences(request, warn);
      const left = `${missing} model${missing === 1 ? " is" : "s are"} left to other shards`;
      warn(missing > 0 ? left : `-> ${request.out}`);
    });
  },
};

async function importReferences(request: ImportRequest): Promise<void> {
  const { runImport } = require("./import/runImport") as typeof import("./import/runImport");
  await runImport(request, warn);
  warn(`-> ${request.out}`);
}

/** What was proposed, and the line that trains by it. */
async function proposal(request: ReferencesArguments, seconds: number): Promise<string> {
  const [best] = await proposeRecipe(request, seconds, warn);
  const { threads: _, ...recipe } = best.recipe;
  const file = path.join(request.out, "recipe.json");
  return [
    `${JSON.stringify(recipe, null, 2)}`,
    `${best.name}, to be found in ${file}: --recipe ${shellWord(file)} trains by it`,
  ].join("\n");
}

/** The exit status of work, whose refusals are told on one line. */
async function ended(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    if (error instanceof TrainingFailure) {
      warn(error.message);
      return 1;
    }
    if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
    warn(error.message);
    return 2;
  }
}
