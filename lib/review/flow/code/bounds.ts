/** Code beyond these is not looked at: nobody writes it, and a parser's stack ends. */
export const most = {
  /** Characters of one cell or script. */
  characters: 300_000,
  /** Brackets within brackets. */
  brackets: 100,
  /** Blanks before a line: a hundred blocks within blocks. */
  indent: 400,
  /** Expressions within expressions that are read. */
  depth: 80,
} as const;

/**
 * Whether code is such as people write; only what is can be parsed. By one look at each character.
 *
 * @example
 * isParsable("(".repeat(1e5)); // false
 */
export function isParsable(code: string): boolean {
  if (code.length > most.characters) return false;
  let depth = 0;
  let indent = 0;
  let atStart = true;
  for (let i = 0; i < code.length; i++) {
    const character = code.charCodeAt(i);
    if (character === 10) {
      atStart = true;
      indent = 0;
    } else if (atStart && (character === 32 || character === 9)) {
      if (++indent > most.indent) return false;
    } else {
      atStart = false;
      if (character === 40 || character === 91 || character === 123) {
        if (++depth > most.brackets) return false;
      } else if (character === 41 || character === 93 || character === 125) {
        depth = Math.max(0, depth - 1);
      }
    }
  }
  return true;
}

/** What may still be read, of all cells together; it is used up and not restored. */
export interface Budget {
  /** Steps of the parser, about one a token. */
  tokens: number;
  /** Expressions and statements. */
  pieces: number;
}

/**
 * The budget of a notebook or script: ten times what the longest ones in use need.
 *
 * @example
 * usualBudget().tokens; // 150000
 */
export function usualBudget(): Budget {
  return { tokens: 150_000, pieces: 100_000 };
}
