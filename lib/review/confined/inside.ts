import { readFileSync, writeSync } from "node:fs";
import { executeCells, type Notebook, openSession } from "../../kernel";
import { failedWith, type Told } from "./told";

const [stdin, stdout] = [0, 1];

/**
 * Runs the notebook that stands on standard input and tells on standard output how it goes. What it
 * tells is the notebook's own word: its code runs in the kernel that answers.
 *
 * @example
 * // in inside.cjs
 * require("./inside").run();
 */
export async function run(): Promise<void> {
  try {
    const notebook: Notebook = JSON.parse(readFileSync(stdin, "utf8"));
    const session = await openSession();
    const started = (index: number) => tell({ started: index });
    const error = await executeCells(notebook, session, { started });
    await session.close();
    tell(error === null ? { ended: null } : failedWith(`${error.ename}: ${error.evalue}`));
  } catch (error) {
    tell(failedWith((error as Error).message));
  }
  process.exit();
}

function tell(what: Told): void {
  writeSync(stdout, `${JSON.stringify(what)}\n`);
}
