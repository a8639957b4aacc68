/** Where in a notebook: its file, the cell's place among all cells and the line in it, both from 1. */
export interface Place {
  readonly notebook: string;
  readonly cell: number;
  readonly line: number;
}

/** What a cell has that it should not have. */
export interface Finding extends Place {
  /** Who says so: "TypeScript 5.9.3 TS2322", "biome lint/style/useTemplate", "cells". */
  readonly rule: string;
  readonly message: string;
}

/**
 * A finding as one line.
 *
 * @example
 * findingLine(finding); // "A1.ipynb cell 3 line 2: found let, expected const (cells)"
 */
export function findingLine({ notebook, cell, line, message, rule }: Finding): string {
  return `${notebook} cell ${cell} line ${line}: ${message} (${rule})`;
}
