import { homedir, tmpdir } from "node:os";
import { repositoryRoot } from "../repository";
import { joined, type Notebook, type Output, type Text } from "./notebook";
import { INJECTED_TAG, isTagged } from "./parameters";

/** Bytes of base64 of a picture that GitHub still shows quickly: about 1 MB of PNG. */
const LARGEST_PICTURE = 1_400_000;
const LARGEST_NOTEBOOK = 5_000_000;

/**
 * What keeps an executed notebook from being kept beside the code, a line each: cells that did not
 * run in order from 1, errors, anything on stderr, paths of this machine, injected cells, pictures
 * over 1 MB, a notebook over 5 MB.
 *
 * @returns empty if nothing is wrong
 * @example
 * faults(readNotebook("notebooks/A1_12_Ensemble.ipynb")); // []
 */
export function faults(notebook: Notebook): string[] {
  const found: string[] = [];
  let count = 0;
  for (const cell of notebook.cells) {
    if (isTagged(INJECTED_TAG)(cell)) found.push(`cell ${cell.id}: injected, expected none`);
    if (cell.cell_type !== "code" || joined(cell.source).trim() === "") continue;
    count++;
    if (cell.execution_count !== count) {
      found.push(`cell ${cell.id}: execution count ${cell.execution_count}, expected ${count}`);
    }
    for (const output of cell.outputs ?? []) {
      for (const fault of outputFaults(output)) found.push(`cell ${cell.id}: ${fault}`);
    }
  }
  const size = JSON.stringify(notebook).length;
  if (size > LARGEST_NOTEBOOK) found.push(`${size} bytes, expected at most ${LARGEST_NOTEBOOK}`);
  return found;
}

function outputFaults(output: Output): string[] {
  if (output.output_type === "error") return [`failed with ${output.ename}: ${output.evalue}`];
  if (output.output_type === "stream") {
    const text = joined(output.text);
    return output.name === "stderr" ? [`wrote to stderr: ${text.trim()}`] : pathFaults(text);
  }
  return Object.entries(output.data).flatMap(([type, value]) => {
    if (!type.startsWith("image/")) return pathFaults(joined(value as Text));
    const size = String(value).length;
    return size > LARGEST_PICTURE ? [`a picture of ${size} bytes, expected under 1 MB`] : [];
  });
}

function pathFaults(text: string): string[] {
  const places = [repositoryRoot(), homedir(), tmpdir()].filter((place) =>
    text.includes(`${place}/`),
  );
  return places.slice(0, 1).map((place) => `shows a path of this machine: ${place}`);
}
