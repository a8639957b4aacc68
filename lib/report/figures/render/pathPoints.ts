/**
 * The end points of an SVG path's segments, in order (absolute commands, as Plotly writes them; of
 * an arc or curve only where it ends).
 *
 * @returns pen strokes: each starts where the pen was put down
 * @example
 * pathPoints("M0,0H5V2"); // [[[0, 0], [5, 0], [5, 2]]]
 */
export function pathPoints(d: string): [number, number][][] {
  const strokes: [number, number][][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([MLHVAQC])([^A-Za-z]*)/g)) {
    const v = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? []).map(Number);
    if (command === "M") strokes.push([]);
    const size = { M: 2, L: 2, H: 1, V: 1, A: 7, Q: 4, C: 6 }[command] ?? 2;
    for (let i = 0; i + size <= v.length; i += size) {
      if (command === "H") x = v[i];
      else if (command === "V") y = v[i];
      else [x, y] = [v[i + size - 2], v[i + size - 1]];
      strokes[strokes.length - 1]?.push([x, y]);
    }
  }
  return strokes;
}
