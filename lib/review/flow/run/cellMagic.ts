import { pythonStatements } from "../code/python";
import type { Statement } from "../code/tree";
import type { Call } from "./call";

/** A loop comes by the same magic again. */
const read = new WeakMap<Call, Statement[]>();

/** Magics whose text is Python that runs where it stands. */
const ofPython = new Set(["time", "timeit", "capture", "prun"]);

/**
 * The code within `get_ipython().run_cell_magic("time", "", "...")`, as nbconvert writes cells that
 * begin with a magic into a script; none for another call.
 */
export function statementsOfMagic(call: Call): Statement[] {
  const known = read.get(call) ?? parsed(call);
  read.set(call, known);
  return known;
}

function parsed({ callee, given, cell, line }: Call): Statement[] {
  const [name, , code] = given.map(({ value }) => (value.kind === "constant" ? value.value : null));
  if (callee.kind !== "attribute" || callee.name !== "run_cell_magic") return [];
  if (!ofPython.has(String(name)) || typeof code !== "string") return [];
  return pythonStatements(unescaped(code), cell, line) ?? [];
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}
