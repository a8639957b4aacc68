import { availableParallelism, constants } from "node:os";
import { type Command, UsageError, withoutOption } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { parseReferencesArguments, type ReferencesArguments, USAGE } from "./arguments";
import { manifest } from "./manifests";
import { runReferences } from "./runReferences";
import { TrainingFailure } from "./trainReference";

/** `npx mia references`: trains reference models from the target. */
export const references: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const request = parseReferencesArguments(words, typedIn);
    if (request.print !== null) {
      tell(manifestOf(request, words));
      return 0;
    }
    // A signal alone would end the process without the locks of its models being given back.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
    }
    try {
      const missing = await runReferences(request, warn);
      const left = `${missing} model${missing === 1 ? " is" : "s are"} left to other shards`;
      warn(missing > 0 ? left : `-> ${request.out}`);
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
  },
};

function manifestOf(
  { print, shard, recipe }: ReferencesArguments,
  words: readonly string[],
): string {
  const parts = shard.count > 1 ? shard.count : 2 * recipe.pairs;
  const threads = recipe.threads ?? availableParallelism();
  const kept = withoutOption(withoutOption(words, "--shard"), "--print");
  const given = recipe.threads === null ? ["--threads", `${threads}`] : [];
  return manifest(print ?? "slurm", { words: [...kept, ...given], parts, threads }).trimEnd();
}
