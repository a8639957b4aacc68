import { isNarrow } from "../style";

/** Something that may be drawn with a band around it. */
interface Banded {
  readonly name: string;
  readonly band?: unknown;
}

const mostBands = 2;

/** Which curve keeps its band where there is room for one. */
export interface BandOptions {
  /** The curve's name; the first that has a band unless given. */
  readonly featured?: string;
}

/**
 * The curves with those of their bands that can be told apart: all of two, or in a narrow figure and among
 * more than two one alone.
 *
 * @param width of the figure, px
 * @returns the curves, and the caption's sentence about their bands after a space
 * @example
 * const { curves, said } = oneBand(drawn, 254, { featured: "RF" });
 */
export function oneBand<Curve extends Banded>(
  curves: readonly Curve[],
  width: number,
  { featured }: BandOptions,
): { curves: Curve[]; said: string } {
  const banded = curves.filter(({ band }) => band !== undefined);
  if (banded.length === 0) return { curves: [...curves], said: "" };
  if (banded.length === 1 || (!isNarrow(width) && banded.length <= mostBands)) {
    const which =
      banded.length === curves.length ? "" : ` of ${banded.map(({ name }) => name).join(", ")}`;
    return { curves: [...curves], said: ` Band${which}: 95 %, each point by itself.` };
  }
  const kept = banded.find(({ name }) => name === featured) ?? banded[0];
  return {
    curves: curves.map((curve) => (curve === kept ? curve : { ...curve, band: undefined })),
    said: ` Band of ${kept.name}: 95 %, each point by itself.`,
  };
}
