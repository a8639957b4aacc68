/** A piece of text and where it stands on its page, as pdf.js gives it. */
interface TextItem {
  readonly str: string;
  /** The last two: how far right and up. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * The text of a page as lines from the top, in which a gap wider than a letter is a tab, as is a smaller
 * one before what is in line with a piece of the line above or below. What stands at one height is one
 * line, in whatever order the file has it.
 *
 * @example
 * linesOf([{ str: "AUC", transform: [1, 0, 0, 1, 10, 700], width: 20, height: 10 }]); // "AUC"
 */
export function linesOf(items: readonly (TextItem | object)[]): string {
  const placed = items
    .filter((item): item is TextItem => "str" in item && item.str.trim() !== "")
    .map(({ str, transform, width, height }): Placed => {
      const [x, y] = [transform[4] || 0, transform[5] || 0];
      return { text: str.trim(), x, y, end: x + width, height: height || 10 };
    })
    .sort((a, b) => b.y - a.y);
  const lines: Placed[][] = [];
  for (const item of placed) {
    const line = lines.at(-1);
    if (line !== undefined && line[0].y - item.y < item.height / 2) line.push(item);
    else lines.push([item]);
  }
  for (const line of lines) line.sort((a, b) => a.x - b.x);
  const places = lines.map((line) => new Set(line.slice(1).flatMap(placesOf)));
  return lines
    .map((line, i) => {
      const apart = i > 0 && lines[i - 1][0].y - line[0].y > 2.2 * line[0].height;
      const beside = [places[i - 1], places[i + 1]].filter((one) => one !== undefined);
      return `${apart ? "\n" : ""}${joined(line, beside)}`;
    })
    .join("\n");
}

interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly end: number;
  readonly height: number;
}

/** Where a piece begins, has its middle and ends, in whole points. */
function placesOf({ x, end }: Placed): string[] {
  return [
    `begin ${Math.round(x)}`,
    `middle ${Math.round((x + end) / 2)}`,
    `end ${Math.round(end)}`,
  ];
}

function joined(line: readonly Placed[], beside: readonly ReadonlySet<string>[]): string {
  return line
    .map((piece, i) => {
      const { text, x, height } = piece;
      const gap = i === 0 ? 0 : x - line[i - 1].end;
      const inLine = () => beside.some((places) => placesOf(piece).some((one) => places.has(one)));
      if (gap > 0.8 * height || (gap > 0.3 * height && inLine())) return `\t${text}`;
      return `${gap > 0.1 * height ? " " : ""}${text}`;
    })
    .join("");
}
