import type { SyntaxNode } from "@lezer/common";
import { type Budget, most } from "./bounds";
import { lineNumbers } from "./lineNumbers";
import { oneLine, type Piece } from "./tree";

/** A cell's code beside its syntax tree. */
export class PythonSource {
  private readonly lineOf: (offset: number) => number;
  private depth = 0;

  /**
   * @param code as it was parsed
   * @param cell the cell's place, from 1
   * @param first the number of its first line
   * @param budget what may still be read
   */
  constructor(
    readonly code: string,
    private readonly cell: number,
    first: number,
    private readonly budget: Budget,
  ) {
    this.lineOf = lineNumbers(code, first);
  }

  /** Goes one expression or statement deeper; false where it is too deep, or too much, to be read. */
  enter(): boolean {
    return ++this.depth <= most.depth && --this.budget.pieces > 0;
  }

  /** Comes back from it. */
  leave(): void {
    this.depth--;
  }

  /** The code of a node. */
  textOf(node: SyntaxNode): string {
    return this.code.slice(node.from, node.to);
  }

  /** Where a node stands. */
  pieceOf(node: SyntaxNode): Piece {
    const text = oneLine(this.code.slice(node.from, Math.min(node.to, node.from + 240)));
    return { cell: this.cell, line: this.lineOf(node.from), text };
  }
}

/** What stands directly below a node. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
