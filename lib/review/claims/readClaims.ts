import path from "node:path";
import { InputError } from "../../files";
import { parseNotebook } from "../notebook/parseNotebook";
import { parseJson } from "../parseJson";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import type { Claim } from "./claim";
import { figuresOfJson } from "./claimsFromJson";
import { figuresOfText } from "./claimsFromText";

const mostBytes = 256 * 2 ** 20;

/** What one file states. */
export interface ClaimSource {
  /** Path as it was given. */
  readonly file: string;
  readonly claims: readonly Claim[];
  /** How many figures it states beyond those. */
  readonly leftOut: number;
  /** Whether it speaks of isotonic calibration. */
  readonly saysIsotonic: boolean;
}

/**
 * Reads what was claimed: JSON, an executed notebook (its outputs, never its code), or a text.
 *
 * @throws InputError if the file cannot be read or states no figure
 * @example
 * readClaims("report.txt").claims.length;
 */
export function readClaims(file: string): ClaimSource {
  const { text } = decode(file, readBytes(file, mostBytes).bytes);
  const name = path.basename(file);
  const saysIsotonic = /isotonic/i.test(text);
  if (/\.json$/i.test(file)) {
    const stated = figuresOfJson(file, parseJson(file, text, "JSON"), name);
    return { file, ...stated, saysIsotonic };
  }
  const shown = /\.ipynb$/i.test(file) ? outputsOf(file, text) : text;
  const { claims, leftOut } = figuresOfText(shown, name);
  if (claims.length === 0) {
    throw new InputError(file, "no figure", "AUC, TPR@FPR=.., score range, mean or std");
  }
  return { file, claims, leftOut, saysIsotonic };
}

function outputsOf(file: string, text: string): string {
  return parseNotebook(file, text)
    .cells.flatMap(({ outputs }) => outputs.map((output) => output.text))
    .join("\n");
}
