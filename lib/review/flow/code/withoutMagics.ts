/** Cell magics whose body is Python as it stands. */
const ofPython = /^%%(?:time|timeit|capture|prun|memit|python3?|px)\b/;

/**
 * A cell's code without what IPython takes for itself: magics, shell lines and questions. What is
 * taken out leaves its line empty, so that lines keep their numbers.
 *
 * @example
 * withoutMagics("%matplotlib inline\n!pip install x\nfiles = !ls"); // "\n\nfiles = None"
 */
export function withoutMagics(code: string): string {
  const lines = code.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first >= 0 && lines[first].startsWith("%%") && !ofPython.test(lines[first])) {
    return "\n".repeat(lines.length - 1);
  }
  return lines.map(withoutMagic).join("\n");
}

function withoutMagic(line: string): string {
  const code = line.trim();
  if (/^[%!?]/.test(code) || (/^[\w.]+\?/.test(code) && code.endsWith("?"))) {
    return keepsBlock(line);
  }
  const taken = /^[\w.,]{1,80} ?= ?[!%]/.exec(code);
  if (taken === null) return line;
  return `${line.slice(0, line.indexOf(code))}${taken[0].slice(0, -1)}None`;
}

/** A line of a block that holds nothing else must still be a statement. */
function keepsBlock(line: string): string {
  const indent = line.length - line.trimStart().length;
  return indent === 0 ? "" : `${line.slice(0, indent)}pass`;
}
