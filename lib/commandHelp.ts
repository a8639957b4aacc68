import type { Options } from "./commandLine";

/** Characters of a line of help. */
const WIDTH = 100;

/**
 * Names and what is said of them, in two columns.
 *
 * @example
 * console.log(columns([["--seed N", "of the bootstrap"]]));
 */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = rows.reduce((most, [name]) => Math.max(most, name.length), 0) + 4;
  return rows
    .map(([name, help]) => {
      const [first, ...rest] = wrapped(help, WIDTH - width);
      const more = rest.map((line) => `\n${" ".repeat(width)}${line}`).join("");
      return `  ${name}`.padEnd(width) + first + more;
    })
    .join("\n");
}

/**
 * The options of a command as `--help` lists them.
 *
 * @example
 * optionLines({ "--seed": { value: "N", help: "of the bootstrap" } }); // "  --seed N  of the bootstrap"
 */
export function optionLines(options: Options): string {
  return columns(
    Object.entries(options).map(([name, { value, help }]) => [
      value === undefined ? name : `${name} ${value}`,
      help,
    ]),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
