import path from "node:path";
import { parseNotebook } from "../notebook/parseNotebook";
import { parseJson } from "../parseJson";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import type { Claim } from "./claim";
import { figuresOfJson } from "./claimsFromJson";
import { figuresOfText } from "./claimsFromText";
import { isPdf, pdfText } from "./pdfText";

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
 * Reads what was claimed: JSON, an executed notebook (its outputs and prose, never its code), a PDF's
 * text, or any other text. A source that states no figure has no claims.
 *
 * @throws InputError if the file cannot be read, or lists claims that are not understood
 * @example
 * (await readClaims("report.pdf")).claims.length;
 */
export async function readClaims(file: string): Promise<ClaimSource> {
  const { bytes } = readBytes(file, mostBytes);
  const name = path.basename(file);
  if (isPdf(bytes)) return fromText(file, await pdfText(file, bytes), name);
  const { text } = decode(file, bytes);
  if (/\.json$/i.test(file)) {
    const value = parseJson(file, text, "JSON");
    const stated = figuresOfJson(file, value, name);
    return { file, ...stated, saysIsotonic: /isotonic/i.test(text) };
  }
  return fromText(file, /\.ipynb$/i.test(file) ? shownBy(file, text) : text, name);
}

function fromText(file: string, text: string, name: string): ClaimSource {
  return { file, ...figuresOfText(text, name), saysIsotonic: /isotonic/i.test(text) };
}

/** What a notebook prints and says. */
function shownBy(file: string, text: string): string {
  return parseNotebook(file, text)
    .cells.flatMap(({ kind, source, outputs }) =>
      kind === "code" ? outputs.map((output) => output.text) : [source],
    )
    .join("\n\n");
}
