import { joined, type Notebook, readNotebook } from "../../../lib/kernel";
import { lines, writeNotebook } from "../../../lib/kernel/notebook";
import { runTask } from "../../../lib/numeric/workers";
import { formatted, linted } from "./biome";
import { cellModule } from "./cellModule";
import { type CodeCell, codeCells } from "./codeCells";
import type { Finding } from "./finding";
import { houseFindings } from "./houseFindings";
import { syntaxFindings } from "./syntaxFindings";
import { COMPILERS, typeTask } from "./typeFindings";

interface Read {
  readonly file: string;
  readonly notebook: Notebook;
  readonly cells: readonly CodeCell[];
}

/**
 * What is wrong with the code of notebooks: syntax, types under both compilers, lint, format, and what
 * this project asks of cells. By notebook, cell and line.
 *
 * @param files paths of notebooks, as findings name them
 * @throws Error naming the file if one cannot be read or is no notebook
 * @example
 * (await checkCells(["notebooks/A1_12_Ensemble.ipynb"])).map(findingLine); // []
 */
export async function checkCells(files: readonly string[]): Promise<Finding[]> {
  const read = files.map(readCells);
  const broken = read.flatMap(({ file, cells }) => syntaxFindings(file, cells));
  const sound = read.filter(({ file }) => !broken.some(({ notebook }) => notebook === file));
  const modules = sound.map(({ file, cells }) => ({ notebook: file, module: cellModule(cells) }));
  const jobs = COMPILERS.map((compiler) => ({ compiler, modules }));
  const [types, lint, format] = await Promise.all([
    runTask(typeTask, jobs, { workers: -1 }),
    lintFindings(modules),
    formatFindings(sound),
  ]);
  const house = read.flatMap(({ file, cells }) => houseFindings(file, cells));
  const order = new Map(files.map((file, i) => [file, i]));
  const rank = ({ notebook }: Finding) => order.get(notebook) ?? 0;
  return onceEach([...broken, ...types.flat(), ...lint, ...format, ...house]).sort(
    (a, b) => rank(a) - rank(b) || a.cell - b.cell || a.line - b.line,
  );
}

/**
 * Formats the cells of notebooks in place; a file whose cells are formatted stays as it is.
 *
 * @returns the files that were written
 * @throws Error naming the file if one cannot be read or is no notebook
 * @example
 * await formatCells(["notebooks/A1_12_Ensemble.ipynb"]); // []
 */
export async function formatCells(files: readonly string[]): Promise<string[]> {
  const read = files.map(readCells);
  const texts = await formatted(read.flatMap(({ cells }) => cells.map(({ source }) => source)));
  let next = 0;
  return read.flatMap(({ file, notebook, cells }) => {
    let changed = false;
    for (const { cell, source } of cells) {
      const text = texts[next++];
      if (text === source) continue;
      cell.source = lines(text);
      changed = true;
    }
    if (changed) writeNotebook(file, notebook);
    return changed ? [file] : [];
  });
}

function readCells(file: string): Read {
  const notebook = readNotebook(file);
  return { file, notebook, cells: codeCells(notebook) };
}

type Module = { readonly notebook: string; readonly module: ReturnType<typeof cellModule> };

async function lintFindings(modules: readonly Module[]): Promise<Finding[]> {
  const found = await linted(modules.map(({ module }) => module.text));
  return found.map(({ text, line, message, rule }) => {
    const { notebook, module } = modules[text];
    return { notebook, ...(module.lines[line - 1] ?? { cell: 1, line: 1 }), message, rule };
  });
}

async function formatFindings(read: readonly Read[]): Promise<Finding[]> {
  const placed = read.flatMap(({ file, cells }) => cells.map((cell) => ({ file, ...cell })));
  const texts = await formatted(placed.map(({ source }) => source));
  return placed.flatMap(({ file, place, cell }, i) => {
    const source = joined(cell.source).split("\n");
    const line = texts[i].split("\n").findIndex((text, at) => text !== source[at]);
    if (texts[i] === joined(cell.source)) return [];
    const message = "not formatted, expected what npm run format writes";
    return { notebook: file, cell: place, line: line < 0 ? 1 : line + 1, message, rule: "biome" };
  });
}

/** What both compilers say in the same words counts once. */
function onceEach(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const { notebook, cell, line, message } = finding;
    const key = JSON.stringify([notebook, cell, line, message]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}
