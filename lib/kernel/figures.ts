import { existsSync } from "node:fs";
import path from "node:path";
import { optionLines } from "../commandHelp";
import { type Command, CommandLine, withoutOption } from "../commandLine";
import { repositoryRoot } from "../repository";
import { OPTIONS as OF_NOTEBOOKS } from "./arguments";
import { notebook } from "./cli";

const OPTIONS = {
  "--from": {
    value: "DIR",
    help: "a run of A1_12_Ensemble or Best_Attack (default out/A1_12_Ensemble, which is run first where it is missing)",
  },
  ...OF_NOTEBOOKS,
};

const USAGE = `usage: npx mia figures [--from DIR] [-p NAME VALUE]... [-f FILE.json] [--out DIR]
       npm run figures -- ...

Draws the figures and tables of the report from the artefacts of a run of A1_12_Ensemble or
Best_Attack into out/Report_Figures/figures.

${optionLines(OPTIONS)}

exit status: 0 every cell succeeded, 1 a cell failed, 2 the command line is wrong`;

/** Notebooks whose names stand alone are looked for in the repository, wherever this was typed. */
const inRepository = (name: string) => path.join(repositoryRoot(), "notebooks", `${name}.ipynb`);

/** `npx mia figures`: the report's figures and tables from the artefacts of a run. */
export const figures: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    line.requireNoWords();
    const from = line.path("--from");
    const given = from === null ? [] : ["-p", "fromDir", from];
    const rest = [inRepository("Report_Figures"), ...given, ...withoutOption(words, "--from")];
    const run = path.join(repositoryRoot(), "out", "A1_12_Ensemble", "metrics.json");
    if (from === null && !existsSync(run)) {
      const status = await notebook.run([inRepository("A1_12_Ensemble")], typedIn);
      if (status !== 0) return status;
    }
    return notebook.run(rest, typedIn);
  },
};
