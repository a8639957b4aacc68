import { largest } from "../../../numeric/arrays";
import { type Axis, axis, plotBox, textSize, textWidth } from "../style";

/**
 * A value axis with its ends and as many ticks as have room, at multiples of 1, 2 or 5 times a power
 * of ten.
 *
 * @param left room of the names, px
 * @example
 * valueAxis("AUC", [0.48, 0.72], { width: 254, left: 64 }).dtick; // 0.05
 */
export function valueAxis(
  title: string,
  range: readonly [number, number],
  { width, left }: { readonly width: number; readonly left: number },
): Axis {
  const room = width - left - plotBox(width).right;
  const span = range[1] - range[0];
  const smallest = Math.floor(Math.log10(span)) - 2;
  const steps = Array.from(
    { length: 9 },
    (_, i) => [1, 2, 5][i % 3] * 10 ** (smallest + Math.floor(i / 3)),
  );
  const labels = (step: number) => {
    const digits = Math.max(0, -Math.floor(Math.log10(step)));
    return largest(range.map((end) => textWidth(end.toFixed(digits), textSize.tick)));
  };
  const dtick = steps.find((step) => (step / span) * room >= Math.max(labels(step) + 10, room / 8));
  return axis(title, { range, tick0: 0, dtick });
}
