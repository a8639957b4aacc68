import type { PlotlyTrace } from "../parts/figure";
import { memberColour, nonMemberColour } from "../style";

/** A normal distribution. */
export interface Normal {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly std: number;
}

/** The normals fitted to members and to non-members. */
export interface TwoNormals {
  readonly member: Normal;
  readonly nonMember: Normal;
}

const vertices = 201;

/**
 * The densities of two normals from the first edge to the last, as smooth lines.
 *
 * @throws RangeError if a standard deviation is not above 0
 * @example
 * normalTraces(bins.edges, { member: { mean: 2, std: 1 }, nonMember: { mean: 0, std: 1 } }, "");
 */
export function normalTraces(
  edges: Float64Array,
  { member, nonMember }: TwoNormals,
  axes: string,
): PlotlyTrace[] {
  const low = edges[0];
  const step = (edges[edges.length - 1] - low) / (vertices - 1);
  const x = Array.from({ length: vertices }, (_, i) => low + i * step);
  const trace = (name: string, { mean, std }: Normal, color: string, dash: string): PlotlyTrace => {
    if (!(std > 0)) throw new RangeError(`${name}: found standard deviation ${std}, expected > 0`);
    const peak = 1 / (std * Math.sqrt(2 * Math.PI));
    return {
      type: "scatter",
      mode: "lines",
      name,
      x,
      y: x.map((value) => peak * Math.exp(-0.5 * ((value - mean) / std) ** 2)),
      line: { color, dash, width: 2.2 },
      xaxis: `x${axes}`,
      yaxis: `y${axes}`,
      legendgroup: name,
      showlegend: axes === "",
    };
  };
  return [
    trace(normalNames[0], member, memberColour, "solid"),
    trace(normalNames[1], nonMember, nonMemberColour, "7px,3px"),
  ];
}

/** The legend's texts for the two curves. */
export const normalNames = ["Gaussian, members", "Gaussian, non-members"] as const;
