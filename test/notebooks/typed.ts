import assert from "node:assert/strict";
import { joined, type Notebook } from "../../lib/kernel";

/** The notebook as a person leaves it who has typed other values in its parameters' cell. */
export function typed(notebook: Notebook, values: Readonly<Record<string, unknown>>): Notebook {
  const cells = notebook.cells.map((cell) => {
    if (!cell.metadata.tags?.includes("parameters")) return cell;
    return { ...cell, source: withValues(joined(cell.source), values) };
  });
  return { ...notebook, cells };
}

function withValues(source: string, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    const declared = new RegExp(`^let ${name} = [^;]*;`, "m");
    assert.match(text, declared, `a parameter ${name}`);
    return text.replace(declared, () => `let ${name} = ${JSON.stringify(value)};`);
  }, source);
}
