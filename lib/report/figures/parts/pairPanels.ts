import { type Axis, axis, cutText, isNarrow, plotBox, textSize } from "../style";
import type { PanelPlace } from "./panels";

/** What stands on the two axes of a panel, by number. */
export interface PairPanel {
  readonly x: number;
  readonly y: number;
  readonly place: PanelPlace;
}

const gap = { across: 10, down: 24 };

/**
 * A panel for each pair of `n` things, in steps: that of a row against all before it.
 *
 * @param width of the whole figure, px
 * @returns the panels row by row, and the height of all of them in px
 * @example
 * pairPanels(3, 528).panels.map(({ x, y }) => [x, y]); // [[0, 1], [0, 2], [1, 2]]
 */
export function pairPanels(
  n: number,
  width: number,
): { readonly panels: PairPanel[]; readonly plotHeight: number } {
  const box = plotBox(width);
  const region = width - box.left - box.right;
  const steps = n - 1;
  const each = (region - (steps - 1) * gap.across) / steps;
  const height = steps === 1 ? box.height : Math.max(isNarrow(width) ? 60 : 90, 0.62 * each);
  const plotHeight = steps * height + (steps - 1) * gap.down;
  const panel = (row: number, column: number): PairPanel => {
    const from = (column * (each + gap.across)) / region;
    const top = 1 - (row * (height + gap.down)) / plotHeight;
    const place = {
      x: [from, Math.min(1, from + each / region)] as const,
      y: [Math.max(0, top - height / plotHeight), top] as const,
      width: each,
      height,
      namesX: row === steps - 1,
      namesY: column === 0,
    };
    return { x: column, y: row + 1, place };
  };
  const rows = Array.from({ length: steps }, (_, row) => row);
  const panels = rows.flatMap((row) => rows.slice(0, row + 1).map((column) => panel(row, column)));
  return { panels, plotHeight };
}

/**
 * An axis of one side of a panel: all scores of an attack, with a little air.
 *
 * @param ticks how many there is room for
 * @param room px for the name, which is cut to it
 * @example
 * scoreAxis({ name: "RF", scores }, 4, 120);
 */
export function scoreAxis(
  { name, scores }: { readonly name: string; readonly scores: ArrayLike<number> },
  ticks: number,
  room: number,
): Axis {
  let [low, high] = [scores[0], scores[0]];
  for (let i = 1; i < scores.length; i++) {
    low = Math.min(low, scores[i]);
    high = Math.max(high, scores[i]);
  }
  const air = 0.05 * (high - low);
  return axis(cutText(name, room + gap.across, textSize.title), {
    range: [low - air, high + air],
    nticks: Math.max(2, Math.min(6, Math.floor(ticks))),
    tickangle: 0,
  });
}
