/** One line of code, or several that brackets or quotes hold together. */
export interface LogicalLine {
  /** Line of the file that it begins at, from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Splits a script where a statement may end: at line ends outside of round and square brackets, texts in
 * quotes and comments. In time that grows with the text; nothing is executed.
 *
 * @example
 * logicalLines("a = f(\n  1)\nb = 2", "python").map(({ line }) => line); // [1, 3]
 */
export function logicalLines(text: string, language: "python" | "typescript"): LogicalLine[] {
  const lines: LogicalLine[] = [];
  const isPython = language === "python";
  const openings = isPython ? "([{" : "([";
  const closings = isPython ? ")]}" : ")]";
  let depth = 0;
  let quote: string | null = null;
  let inComment = false;
  let [start, startLine, line] = [0, 1, 1];
  const end = (at: number) => {
    lines.push({ line: startLine, text: text.slice(start, at) });
    [start, startLine] = [at + 1, line + 1];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\n") {
      const isLong = quote !== null && (quote.length === 3 || quote === "`" || quote === "*/");
      if (!isLong) quote = null;
      inComment = false;
      if (!isLong && depth === 0 && text[at - 1] !== "\\") end(at);
      line++;
    } else if (inComment) continue;
    else if (quote !== null) {
      if (sign === "\\") at++;
      else if (text.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = null;
      }
      // An escaped line end ends no line, and counts.
      if (sign === "\\" && text[at] === "\n") line++;
    } else if (isPython ? sign === "#" : text.startsWith("//", at)) inComment = true;
    else if (!isPython && text.startsWith("/*", at)) [quote, at] = ["*/", at + 1];
    else if (isPython && (text.startsWith('"""', at) || text.startsWith("'''", at))) {
      quote = text.slice(at, at + 3);
      at += 2;
    } else if (sign === '"' || sign === "'" || (!isPython && sign === "`")) quote = sign;
    else if (openings.includes(sign)) depth++;
    else if (closings.includes(sign)) depth = Math.max(0, depth - 1);
  }
  if (start < text.length) end(text.length);
  return lines.filter((one) => one.text.trim() !== "");
}
