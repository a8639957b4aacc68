import { readdirSync } from "node:fs";
import path from "node:path";
import { optionLines } from "../../../lib/commandHelp";
import { type Command, CommandLine, UsageError } from "../../../lib/commandLine";
import { readNotebook } from "../../../lib/kernel";
import { repositoryRoot } from "../../../lib/repository";
import { checkCells, formatCells } from "./checkCells";
import { codeCells } from "./codeCells";
import { findingLine } from "./finding";
import { cellStatistics, statisticsTable } from "./statistics";

const OPTIONS = {
  "--write": { help: "formats cells in place instead" },
  "--stats": { help: "counts cells, lines and declarations instead" },
};

const USAGE = `usage: npx mia cells [--write | --stats] [NOTEBOOK.ipynb]...
       npm run cells -- ...

Checks the code of notebooks (default: all in notebooks/): types under both compilers, lint, format,
and what this project asks of cells.

${optionLines(OPTIONS)}

exit status: 0 nothing found, 1 findings or a file that is no notebook, 2 wrong usage`;

/** `npx mia cells`: checks, formats or counts the code of notebooks. */
export const cells: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    if (line.has("--write") && line.has("--stats")) {
      throw new UsageError("found --write and --stats, expected one of them");
    }
    const given = line.words.map((word) => line.resolve(word));
    const files = (given.length > 0 ? given : ownNotebooks()).map(shortened);
    try {
      if (line.has("--write")) return await write(files);
      return line.has("--stats") ? count(files) : await check(files);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

async function write(files: readonly string[]): Promise<number> {
  for (const file of await formatCells(files)) console.error(`formatted -> ${file}`);
  return 0;
}

function count(files: readonly string[]): number {
  const counted = files.map((file) => {
    const statistics = cellStatistics(codeCells(readNotebook(file)));
    return [path.basename(file), statistics] as const;
  });
  console.log(statisticsTable(new Map(counted)));
  return 0;
}

async function check(files: readonly string[]): Promise<number> {
  const findings = await checkCells(files);
  for (const finding of findings) console.log(findingLine(finding));
  for (const file of files) {
    const found = findings.filter(({ notebook }) => notebook === file).length;
    console.error(`${file}: ${found === 0 ? "nothing" : found} found`);
  }
  return findings.length === 0 ? 0 : 1;
}

function ownNotebooks(): string[] {
  const folder = path.join(repositoryRoot(), "notebooks");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return names.map((name) => path.join(folder, name));
}

/** From the repository's root where it lies there. */
function shortened(file: string): string {
  const relative = path.relative(repositoryRoot(), file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative;
}
