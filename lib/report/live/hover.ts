import type { PlotlyLayout, PlotlyTrace } from "../figures";

type Values = readonly (number | null)[];
type Side = "x" | "y";

/** Ends of intervals as Plotly takes them: how far they lie from the value. */
interface ErrorBars {
  readonly array: readonly number[];
  readonly arrayminus: readonly number[];
}

/**
 * A trace that says under the pointer what a point is: the trace's name and its own, what was
 * measured in the words of the axes' titles with their units, and the interval. One that has words
 * of its own, or none on purpose, stays.
 *
 * @param layout whose axes the trace belongs to; a side without a title is not spoken of
 * @example
 * withHover(trace, layout).hovertemplate; // "False positive rate: ..." once Plotly has filled it in
 */
export function withHover(trace: PlotlyTrace, layout: PlotlyLayout): PlotlyTrace {
  if (trace.hoverinfo === "skip" || trace.hovertemplate !== undefined) return trace;
  const isHistogram = trace.fill === "tozeroy";
  const sides = (["x", "y"] as const).filter((side) => hasTitle(trace, side, layout));
  const customdata = isHistogram ? binsOf(trace.x as ArrayLike<number>) : intervalsOf(trace);
  const lines = [
    ...(trace.name === undefined || isNamedAlone(trace) ? [] : ["<b>%{fullData.name}</b>"]),
    ...(trace.hovertext === undefined ? [] : ["%{hovertext}"]),
    ...sides.map((side) => {
      const value = isHistogram && side === "x" ? "%{customdata}" : formatted(trace, side);
      return `%{${side}axis.title.text}: ${value}`;
    }),
  ];
  const interval = customdata && !isHistogram ? "%{customdata}" : "";
  // Plotly would write the name into a second box, for which a phone has no room.
  const hovertemplate = `${lines.join("<br>")}${interval}<extra></extra>`;
  return { ...trace, ...(customdata ? { customdata } : {}), hovertemplate };
}

/** A point that is a trace of its own has said its name. */
function isNamedAlone({ name, hovertext }: PlotlyTrace): boolean {
  const [own, ...others] = Array.isArray(hovertext) ? hovertext : [];
  return own !== undefined && others.length === 0 && String(name).endsWith(own);
}

function hasTitle(trace: PlotlyTrace, side: Side, layout: PlotlyLayout): boolean {
  const axis = String(trace[`${side}axis`] ?? side).replace(side, `${side}axis`);
  const { title } = (layout[axis] ?? {}) as { title?: { text?: string } };
  return Boolean(title?.text);
}

/** Whole numbers as they are, others with three digits that tell. */
function formatted(trace: PlotlyTrace, side: Side): string {
  const values = ((trace[side] ?? []) as Values).filter((one): one is number => one !== null);
  const [whole, large] = [
    values.every(Number.isInteger),
    values.some((one) => Math.abs(one) >= 1e3),
  ];
  return `%{${side}:${whole || large ? ",.0f" : ".3~g"}}`;
}

/** From which value to which each bin of a histogram goes whose outline starts and ends on the ground. */
function binsOf(x: ArrayLike<number>): string[] {
  const last = x.length - 1;
  return Array.from(x, (from, i) => {
    if (i === 0) return `below ${spelled(from)}`;
    return i === last ? `above ${spelled(from)}` : `${spelled(from)} to ${spelled(x[i + 1])}`;
  });
}

/** A line for each value, none where it has no interval. */
function intervalsOf(trace: PlotlyTrace): string[] | null {
  const errors = (trace.error_x || trace.error_y) as ErrorBars | false | undefined;
  if (!errors) return null;
  const values = (trace.error_x ? trace.x : trace.y) as ArrayLike<number>;
  return Array.from(values, (value, i) => {
    const [low, high] = [value - errors.arrayminus[i], value + errors.array[i]];
    return low < high ? `<br>95 % interval: ${spelled(low)} to ${spelled(high)}` : "";
  });
}

const spelled = (value: number) =>
  Number(value.toPrecision(3)).toLocaleString("en-US", { maximumSignificantDigits: 3 });
