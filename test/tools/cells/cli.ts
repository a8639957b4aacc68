import { readdirSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../../lib/kernel";
import { repositoryRoot } from "../../../lib/repository";
import { checkCells, formatCells } from "./checkCells";
import { codeCells } from "./codeCells";
import { findingLine } from "./finding";
import { cellStatistics, statisticsTable } from "./statistics";

const USAGE = `usage: tsx test/tools/cells/cli.ts [--write | --stats] [NOTEBOOK.ipynb]...

Checks the code of notebooks (default: all in notebooks/): types under both compilers, lint, format,
and what this project asks of cells.

  --write   formats cells in place instead
  --stats   counts cells, lines and declarations instead

exit status: 0 nothing found, 1 findings or a file that is no notebook, 2 wrong usage`;

async function main(words: readonly string[]): Promise<number> {
  const options = words.filter((word) => word.startsWith("-"));
  if (options.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  if (options.length > 1 || options.some((word) => !["--write", "--stats"].includes(word))) {
    console.error(`found ${options.join(" ")}, expected --write or --stats\n\n${USAGE}`);
    return 2;
  }
  const given = words.filter((word) => !word.startsWith("-"));
  const files = given.length > 0 ? given : ownNotebooks();
  if (options[0] === "--write") {
    for (const file of await formatCells(files)) console.error(`formatted -> ${file}`);
    return 0;
  }
  if (options[0] === "--stats") {
    const counted = files.map((file) => {
      const statistics = cellStatistics(codeCells(readNotebook(file)));
      return [path.basename(file), statistics] as const;
    });
    console.log(statisticsTable(new Map(counted)));
    return 0;
  }
  const findings = await checkCells(files);
  for (const finding of findings) console.log(findingLine(finding));
  for (const file of files) {
    const count = findings.filter(({ notebook }) => notebook === file).length;
    console.error(`${file}: ${count === 0 ? "nothing" : count} found`);
  }
  return findings.length === 0 ? 0 : 1;
}

function ownNotebooks(): string[] {
  const folder = path.join(repositoryRoot(), "notebooks");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return names.map((name) => path.relative(process.cwd(), path.join(folder, name)));
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
