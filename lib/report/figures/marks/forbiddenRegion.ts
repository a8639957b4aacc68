import { allowedTpr, type Promised } from "../../../audit/dp";
import type { PlotlyTrace } from "../parts/figure";
import { okabeIto, withOpacity } from "../style";

/** Points along the edge: it bends twice, and on logarithmic axes it is a curve. */
const POINTS = 400;

/** A region that is narrower on linear axes, or lower on any, is thinner than its edge. */
const NARROWEST = 0.004;
const NEXT_TO_ALL = 0.99;

/** What a guarantee forbids, ready to be drawn. */
export interface ForbiddenRegion {
  readonly traces: readonly PlotlyTrace[];
  /** Entries for the legend, in the order of the traces that show there. */
  readonly legend: readonly string[];
  /** A sentence for the caption, after a space; empty without a guarantee. */
  readonly says: string;
}

const NOTHING: ForbiddenRegion = { traces: [], legend: [], says: "" };

/**
 * The region of a ROC plot that (epsilon, delta)-differential privacy forbids.
 *
 * @param floor the smallest rate of logarithmic axes; 0 for linear ones
 * @param place where rates below the floor are drawn, out of sight; 0 for linear axes
 * @example
 * forbiddenRegion({ epsilon: 1, delta: 1e-5 }, 0, 0).says;
 */
export function forbiddenRegion(
  promised: Promised | null | undefined,
  floor: number,
  place: number,
): ForbiddenRegion {
  if (!promised) return NOTHING;
  const { epsilon, delta } = promised;
  const shown = `ε = ${Number(epsilon.toPrecision(3))}, δ = ${delta}`;
  const said = `differential privacy with ${shown} forbids`;
  if (allowedTpr(floor > 0 ? floor : NARROWEST, promised) > NEXT_TO_ALL) {
    return { ...NOTHING, says: ` What ${said} is too little to be seen on these axes.` };
  }
  const fpr = [place, ...ratesOf(floor, promised)];
  const edge = fpr.map((rate) => Math.max(allowedTpr(rate, promised), place));
  const name = `Forbidden by ${shown}`;
  const colour = okabeIto.purple;
  const outline: PlotlyTrace = {
    type: "scatter",
    mode: "lines",
    name,
    x: [...fpr, place, place],
    y: [...edge, 1, edge[0]],
    line: { color: colour, width: 0.75 },
    fill: "toself",
    fillcolor: withOpacity(colour, 0.22),
    hoverinfo: "skip",
  };
  return {
    traces: [outline],
    legend: [name],
    says: ` Shaded: what ${said}, but for luck of the rows.`,
  };
}

/** Rates at which the edge is drawn, both bends among them. */
function ratesOf(floor: number, { epsilon, delta }: Promised): number[] {
  const least = floor > 0 ? floor : 1e-4;
  const spread = Array.from({ length: POINTS }, (_, i) => least ** (1 - i / (POINTS - 1)));
  const bend = (1 - delta) / (1 + Math.exp(epsilon));
  const bends = [bend, 1 - delta].filter((rate) => rate > floor && rate < 1);
  return [...spread, ...bends].sort((one, other) => one - other);
}
