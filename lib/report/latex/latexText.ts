const commands: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  "≤": "$\\leq$",
  "≥": "$\\geq$",
  "±": "$\\pm$",
  "×": "$\\times$",
  "·": "$\\cdot$",
  "→": "$\\rightarrow$",
  "−": "$-$",
  "–": "--",
  "…": "\\ldots{}",
};

/**
 * A text with LaTeX's own signs escaped; a hyphen before a number becomes a minus.
 *
 * @example
 * latexText("TPR at FPR ≤ 5 %"); // "TPR at FPR $\\leq$ 5 \\%"
 */
export function latexText(text: string): string {
  return text
    .replace(/[\\~^<>|≤≥±×·→−–…&%$#_{}]/g, (sign) => commands[sign] ?? `\\${sign}`)
    .replace(/(^|[[ ])-(?=[\d.])/g, "$1$-$");
}
