import { availableParallelism, constants } from "node:os";
import { InputError, tell, warn } from "../../files";
import { parseReferencesArguments, USAGE, UsageError } from "./arguments";
import { manifest } from "./manifests";
import { runReferences } from "./runReferences";
import { TrainingFailure } from "./trainReference";

async function main(words: readonly string[], typedIn: string): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    tell(USAGE);
    return 0;
  }
  try {
    const request = parseReferencesArguments(words, typedIn);
    if (request.print !== null) {
      tell(manifestOf(request, words));
      return 0;
    }
    const missing = await runReferences(request, warn);
    const left = `${missing} model${missing === 1 ? " is" : "s are"} left to other shards`;
    warn(missing > 0 ? left : `-> ${request.out}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof TrainingFailure) {
      warn(error.message);
      return 1;
    }
    const told = error instanceof InputError || error instanceof UsageError;
    if (!told && !(error instanceof RangeError)) throw error;
    warn(error.message);
    return 2;
  }
}

function manifestOf(
  { print, shard, recipe }: ReturnType<typeof parseReferencesArguments>,
  words: readonly string[],
): string {
  const parts = shard.count > 1 ? shard.count : 2 * recipe.pairs;
  const threads = recipe.threads ?? availableParallelism();
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (/^--(shard|print)$/.test(words[i])) i++;
    else if (!/^--(shard|print)=/.test(words[i])) kept.push(words[i]);
  }
  const given = recipe.threads === null ? ["--threads", `${threads}`] : [];
  return manifest(print ?? "slurm", { words: [...kept, ...given], parts, threads }).trimEnd();
}

// A signal alone would end the process without the locks of its models being given back.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

void main(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()).then((code) => {
  process.exitCode = code;
});
