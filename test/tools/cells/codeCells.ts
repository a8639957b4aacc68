import ts from "typescript";
import { type Cell, joined, type Notebook } from "../../../lib/kernel";

/** A code cell that holds anything. */
export interface CodeCell {
  /** Its place among all cells of the notebook, from 1. */
  readonly place: number;
  readonly source: string;
  readonly isParameters: boolean;
  /** Its syntax, as far as it can be read; nodes know their parents. */
  readonly syntax: ts.SourceFile;
  readonly cell: Cell;
}

/**
 * The code cells that hold anything.
 *
 * @example
 * codeCells(readNotebook("notebooks/A1_12_Ensemble.ipynb")).length;
 */
export function codeCells({ cells }: Notebook): CodeCell[] {
  return cells.flatMap((cell, i) => {
    const source = joined(cell.source);
    if (cell.cell_type !== "code" || source.trim() === "") return [];
    return {
      place: i + 1,
      source,
      isParameters: cell.metadata.tags?.includes("parameters") ?? false,
      syntax: ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022, true),
      cell,
    };
  });
}

/** All nodes below one, outer ones first. */
export function* nodesBelow(node: ts.Node): Generator<ts.Node> {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* nodesBelow(child);
  }
}
