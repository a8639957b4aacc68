import { constants } from "node:os";
import { type Command, UsageError } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { parseReferencesArguments, statusFolder, USAGE } from "./arguments";
import { printJob } from "./cluster/printJob";
import { runReferences } from "./runReferences";
import { folderStatus, statusText } from "./status";
import { TrainingFailure } from "./trainReference";

/** `npx mia references`: trains reference models from the target. */
export const references: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const asked = statusFolder(words, typedIn);
    if (asked !== null) return ended(async () => tell(statusText(asked, folderStatus(asked))));
    // A signal alone would end the process without the locks of its models being given back.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
    }
    return ended(async () => {
      const request = parseReferencesArguments(words, typedIn);
      const { print } = request;
      if (print !== null) return tell(await printJob(print, request));
      const missing = await runReferences(request, warn);
      const left = `${missing} model${missing === 1 ? " is" : "s are"} left to other shards`;
      warn(missing > 0 ? left : `-> ${request.out}`);
    });
  },
};

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
