import type { PlotlyTrace } from "../parts/figure";
import { memberColour, nonMemberColour } from "../style";

/** The normals fitted to members ("in") and to non-members ("out"): means and standard deviations. */
export interface TwoNormals {
  readonly muIn: number;
  /** Above 0. */
  readonly sdIn: number;
  readonly muOut: number;
  /** Above 0. */
  readonly sdOut: number;
}

const vertices = 201;

/**
 * The densities of two normals from the first edge to the last, as smooth lines.
 *
 * @throws RangeError if a standard deviation is not above 0
 * @example
 * normalTraces(bins.edges, { muIn: 2, sdIn: 1, muOut: 0, sdOut: 1 }, "");
 */
export function normalTraces(
  edges: Float64Array,
  { muIn, sdIn, muOut, sdOut }: TwoNormals,
  axes: string,
): PlotlyTrace[] {
  const low = edges[0];
  const step = (edges[edges.length - 1] - low) / (vertices - 1);
  const x = Array.from({ length: vertices }, (_, i) => low + i * step);
  const trace = (name: string, mu: number, sd: number, line: object): PlotlyTrace => {
    if (!(sd > 0)) throw new RangeError(`${name}: found standard deviation ${sd}, expected > 0`);
    const peak = 1 / (sd * Math.sqrt(2 * Math.PI));
    return {
      type: "scatter",
      mode: "lines",
      name,
      x,
      y: x.map((value) => peak * Math.exp(-0.5 * ((value - mu) / sd) ** 2)),
      line: { ...line, width: 2.2 },
      xaxis: `x${axes}`,
      yaxis: `y${axes}`,
      legendgroup: name,
      showlegend: axes === "",
    };
  };
  return [
    trace(normalNames[0], muIn, sdIn, { color: memberColour, dash: "solid" }),
    trace(normalNames[1], muOut, sdOut, { color: nonMemberColour, dash: "7px,3px" }),
  ];
}

/** The legend's texts for the two curves. */
export const normalNames = ["Gaussian, members", "Gaussian, non-members"] as const;
