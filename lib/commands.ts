import path from "node:path";
import { columns } from "./commandHelp";
import { type Command, UsageError } from "./commandLine";
import { tell, warn } from "./files/text";
import { repositoryRoot } from "./repository";

/** A command as the program knows it; loaded when it is asked for, since each takes its time. */
interface Entry {
  readonly summary: string;
  readonly load: () => Command;
  /** Words that stand before those that were typed. */
  readonly first?: readonly string[];
}

const notebook = () => (require("./kernel/cli") as typeof import("./kernel/cli")).notebook;

const own = (name: string) => path.join(repositoryRoot(), "notebooks", `${name}.ipynb`);

/** All commands by name; `npm run NAME` is each one's short form, and `npm start` that of run. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  run: {
    summary: "the attack on the data in data/, into out/A1_12_Ensemble (npm start)",
    load: notebook,
    first: [own("A1_12_Ensemble")],
  },
  best: {
    summary: "the strongest attack, into out/Best_Attack",
    load: notebook,
    first: [own("Best_Attack")],
  },
  figures: {
    summary: "figures and tables of a run for a report, into out/Report_Figures",
    load: () => (require("./kernel/figures") as typeof import("./kernel/figures")).figures,
  },
  explore: {
    summary: "a page to look at every row of a run, or at two runs side by side",
    load: () =>
      (require("./report/explorer/command") as typeof import("./report/explorer/command")).explore,
  },
  notebook: {
    summary: "any notebook, with parameters of your own: model, data, folder",
    load: notebook,
  },
  references: {
    summary: "trains reference models from the target",
    load: () =>
      (require("./training/references/command") as typeof import("./training/references/command"))
        .references,
  },
  audit: {
    summary: "attacks many models on the same rows and sets them side by side",
    load: () =>
      (require("./report/models/command") as typeof import("./report/models/command")).audit,
  },
  review: {
    summary: "checks a submission, its claims and its notebook",
    load: () => (require("./review/runReview") as typeof import("./review/runReview")).review,
  },
  epsilon: {
    summary: "lower bounds on epsilon from a file of scores",
    load: () =>
      (require("./audit/epsilon/command") as typeof import("./audit/epsilon/command")).epsilon,
  },
  bench: {
    summary: "speed beside the published notebook in Python",
    load: () =>
      (require("../test/bench/speed/cli") as typeof import("../test/bench/speed/cli")).bench,
  },
  profile: {
    summary: "a CPU profile of one stage",
    load: () =>
      (require("../test/bench/speed/profile") as typeof import("../test/bench/speed/profile"))
        .profile,
  },
  fuzz: {
    summary: "mutated files against the readers",
    load: () => (require("../test/fuzz/cli") as typeof import("../test/fuzz/cli")).fuzz,
  },
  cells: {
    summary: "checks, formats or counts the code of notebooks",
    load: () =>
      (require("../test/tools/cells/cli") as typeof import("../test/tools/cells/cli")).cells,
  },
  "install-kernel": {
    summary: "lets Jupyter and VS Code find this repository's kernel",
    load: () => (require("./kernel/install") as typeof import("./kernel/install")).installKernel,
  },
  "save-notebooks": {
    summary: "runs the repository's notebooks and keeps their outputs",
    load: () => (require("./kernel/save") as typeof import("./kernel/save")).saveNotebooks,
  },
};

const USAGE = `usage: npx mia COMMAND [WORD]...
       npm run COMMAND -- [WORD]...

${columns(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]))}

npx mia COMMAND --help says what each takes and leaves. Relative paths count from where the command
was typed. Progress goes to the terminal's stderr.

exit status: 0 done, 1 failed (review: rejected), 2 wrong usage (references, review: or unreadable
input), 3 a condition of --fail-if holds (run, best, notebook)`;

/**
 * `npx mia`: runs the command that the first word names.
 *
 * @param words what was typed after the program's name
 * @param typedIn folder where it was typed
 * @returns the exit status: 2 for words that cannot be followed
 * @example
 * await main(["review", "submission.csv"], process.cwd()); // 0
 */
export async function main(words: readonly string[], typedIn: string): Promise<number> {
  const [name, ...rest] = words;
  if (name === "--help" || name === "-h") {
    tell(USAGE);
    return 0;
  }
  if (name === undefined || !Object.hasOwn(COMMANDS, name)) {
    const known = Object.keys(COMMANDS).join(", ");
    warn(`mia: found ${name ?? "no command"}, expected one of ${known}`);
    warn("npx mia --help says more");
    return 2;
  }
  const { load, first = [] } = COMMANDS[name];
  return runCommand(load(), name, [...first, ...rest], typedIn);
}

async function runCommand(
  command: Command,
  name: string,
  words: readonly string[],
  typedIn: string,
): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    tell(command.usage);
    return 0;
  }
  try {
    return await command.run(words, typedIn);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warn(`${error.message}\nnpx mia ${name} --help says more`);
    return 2;
  }
}
