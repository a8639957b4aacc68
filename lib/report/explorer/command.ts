import path from "node:path";
import { optionLines } from "../../commandHelp";
import { type Command, CommandLine } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { checkOutput, writeAtomically } from "../../files/outputs";
import { repositoryRoot } from "../../repository";
import { withNeighbours } from "./neighbours/withNeighbours";
import { type OpenSources, openSources, type PicturedRun, picturedRun } from "./pictures";
import { type FolderRun, readExplorerRun } from "./reading/readExplorerRun";
import { runsPage } from "./runsPage";

const OPTIONS = {
  "--from": {
    value: "DIR",
    help: "a run of A1_12_Ensemble or Best_Attack (default out/A1_12_Ensemble)",
  },
  "--and": {
    value: "DIR",
    help: "another run on some of the same rows, to compare: other checkpoint, defence or seed",
  },
  "--public": {
    value: "FILE",
    help: "the run's public dataset, for the pictures; looked for beside the run, where this was typed and in data/ unless given",
  },
  "--private": { value: "FILE", help: "the same of the private dataset" },
} as const;

const USAGE = `usage: npx mia explore [--from DIR] [--and DIR] [option]...
       npm run explore -- ...

Writes DIR/explore.html: one page, without network or server, in which every row of a run can be
looked at. Each run leaves it already; this makes it again, or for two runs side by side.

${optionLines(OPTIONS)}

exit status: 0 done, 1 the run or a dataset cannot be read, 2 the command line is wrong`;

/** `npx mia explore`: the page to look at a run. */
export const explore: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    line.requireNoWords();
    const from = line.path("--from") ?? path.join(repositoryRoot(), "out", "A1_12_Ensemble");
    const and = line.path("--and");
    const named = { public: line.path("--public"), private: line.path("--private") };
    try {
      const file = path.join(from, "explore.html");
      checkOutput(file);
      const page = await pageOf([from, ...(and === null ? [] : [and])], named, typedIn);
      writeAtomically(file, [page]);
      tell(`-> ${file} (${(page.length / 1e6).toFixed(1)} MB)`);
      return 0;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      warn(error.message);
      return 1;
    }
  },
};

async function pageOf(
  folders: readonly string[],
  named: Readonly<Record<"public" | "private", string | null>>,
  typedIn: string,
): Promise<string> {
  const opened: OpenSources[] = [];
  try {
    const runs: SeenRun[] = [];
    for (const folder of folders) {
      const read = readExplorerRun(folder);
      const twin = runs.find((other) => isSameRows(other, read));
      if (twin) {
        const { run } = picturedRun(await withNeighbours(read), twin.sources);
        runs.push({ ...twin, run });
        continue;
      }
      const places = [folder, path.dirname(folder), typedIn, path.join(repositoryRoot(), "data")];
      const [run, sources] = await Promise.all([
        withNeighbours(read),
        Promise.resolve().then(() => openSources(read.inputs, { ...named, folders: places })),
      ]);
      opened.push(sources);
      const notes = [...run.notes, ...sources.notes];
      runs.push({ ...picturedRun({ ...run, notes }, sources), inputs: read.inputs, sources });
    }
    requireSharedRows(folders, runs);
    for (const note of opened.flatMap(({ notes }) => notes)) warn(note);
    return await runsPage(runs, { title: runs.map(({ run }) => run.name).join(" and ") });
  } finally {
    for (const sources of opened) sources.close();
  }
}

/** A run whose datasets are open. */
interface SeenRun extends PicturedRun, Pick<FolderRun, "inputs"> {
  readonly sources: OpenSources;
}

/** Whether two runs have seen the same datasets, whose pictures they then share. */
function isSameRows(one: SeenRun, other: FolderRun): boolean {
  const isSame = (set: "public" | "private") =>
    one.inputs[set] !== undefined && one.inputs[set].sha256 === other.inputs[set]?.sha256;
  return isSame("public") && isSame("private");
}

function requireSharedRows(folders: readonly string[], runs: readonly PicturedRun[]): void {
  const [first, second] = runs;
  if (second === undefined) return;
  const ids = new Set(first.run.ids);
  if (second.run.ids.some((id) => ids.has(id))) return;
  const found = `ids ${second.run.ids.slice(0, 3).join(", ")} ...`;
  throw new InputError(folders[1], found, `some of the rows of ${folders[0]}`);
}
