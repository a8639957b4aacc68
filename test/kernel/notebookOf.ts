import type { Cell, Notebook } from "../../lib/kernel";

/** A notebook of code cells; a cell that starts with "let " in first place holds the parameters. */
export function notebookOf(...sources: string[]): Notebook {
  const cells = sources.map((source, i): Cell => {
    const tags = i === 0 && source.startsWith("let ") ? { tags: ["parameters"] } : {};
    return {
      cell_type: "code",
      id: `cell-${i}`,
      metadata: tags,
      source,
      outputs: [],
      execution_count: null,
    };
  });
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}
