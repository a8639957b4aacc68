import { largest, smallest } from "../../numeric/arrays";
import { axisNames, combinationsOf, type FlaggingAttack } from "./marks/combinations";
import type { Figure, PlotlyTrace } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { classCounts, rowsText } from "./parts/rows";
import {
  axis,
  count,
  defaultWidth,
  frame,
  gridColour,
  ink,
  isNarrow,
  leftRoom,
  lineHeight,
  memberColour,
  message,
  nonMemberColour,
  plotBox,
  textSize,
  wrapName,
} from "./style";

/** Which rows attacks flag. */
export interface FlagOverlapsData {
  readonly attacks: readonly FlaggingAttack[];
  /** 0 or 1 for each row; null where it is not known. */
  readonly membership: ArrayLike<number> | null;
}

const gapBetween = 8;
const roomForNames = 0.38; // of the width at most; longer names are broken into lines

/**
 * Which attacks flag the same rows (an UpSet plot): a bar for each combination of attacks, as high
 * as there are rows that these flag and no other does, members and non-members apart; the dots under
 * it say which. Behind a name stands how many rows that attack flags in all.
 *
 * @returns a figure that says why, in words, where there are no two attacks or nobody is flagged
 * @throws RangeError if an attack's flags are not one for each row
 * @see Lex et al., UpSet: Visualization of Intersecting Sets (2014)
 * @example
 * flagOverlaps({ attacks: publicByAttack(rows, scores).attacks, membership }, { split: "public rows" });
 */
export function flagOverlaps(data: FlagOverlapsData, options: FigureOptions = {}): Figure {
  const { attacks, membership } = data;
  if (attacks.length < 2) return message("No overlaps: fewer than two attacks.", options);
  const width = options.width ?? defaultWidth;
  const { shown, hidden, rows, flagged } = combinationsOf(data, isNarrow(width) ? 8 : 16);
  if (shown.length === 0) {
    return message(`No overlaps: no attack flags any of ${count(rows)} rows.`, options);
  }
  const lines = axisNames(attacks).map((name) =>
    wrapName(name, roomForNames * width, textSize.tick),
  );
  const names = lines.map((own) => own.join("<br>"));
  const tallest = largest(lines.map(({ length }) => length));
  const rowHeight = Math.max(17, tallest * textSize.tick * lineHeight + 3);
  const left = Math.max(leftRoom(lines.flat()) - textSize.title, plotBox(width).left);
  const bars = plotBox(width).height - 40;
  const dots = rowHeight * attacks.length + 6;
  const plotHeight = bars + gapBetween + dots;
  const split =
    membership === null
      ? `n = ${count(rows)} ${options.split ?? "rows"}`
      : rowsText(classCounts(membership), options.split);
  const all = shown.find(({ of }) => of.length === attacks.length);
  const byAll = all ? all.members + all.others : 0;
  const rest =
    hidden.rows === 0
      ? ""
      : ` Smaller combinations (${count(hidden.combinations)}, rows in them: ${count(hidden.rows)}) are not drawn.`;
  const said = `${count(flagged)} are flagged by any of ${attacks.length} attacks, ${count(byAll)} by all.`;
  const legend = membership === null ? [] : ["Members", "Non-members"];
  const layout = frame(options, {
    caption: `Rows flagged by each combination of attacks and no other, each attack at its own threshold. ${split}. ${said}${rest}`,
    altText: `Bars of rows flagged by combinations of attacks: ${shown.map(({ of, members, others }) => `${of.map((i) => attacks[i].name).join(" and ")} ${count(members + others)}`).join("; ")}. ${split}.`,
    legend,
    plotHeight,
    above: 14,
    below: 4,
    left,
    annotations: shown.map(({ members, others }, x) => ({
      text: count(members + others),
      x,
      y: members + others,
      yanchor: "bottom",
      showarrow: false,
      borderpad: 0,
      font: { size: textSize.small },
    })),
  });
  const columns = shown.map((_, x) => x);
  const most = largest(shown.map(({ members, others }) => members + others));
  const bar = (name: string, color: string, y: readonly number[]): PlotlyTrace => ({
    type: "bar",
    name,
    x: columns,
    y,
    marker: { color, line: { width: 0 } },
    width: 0.62,
    showlegend: membership !== null,
  });
  const own = bar(
    "Members",
    memberColour,
    shown.map(({ members }) => members),
  );
  const wrong = bar(
    "Non-members",
    nonMemberColour,
    shown.map(({ others }) => others),
  );
  const unknown = bar(
    "Rows",
    ink,
    shown.map(({ others }) => others),
  );
  return {
    data: [
      ...(membership === null ? [unknown] : [own, wrong]),
      ...matrix(
        shown.map(({ of }) => of),
        attacks.length,
      ),
    ],
    layout: {
      ...layout,
      barmode: "stack",
      xaxis: axis("", { range: [-0.6, shown.length - 0.4], visible: false, anchor: "y2" }),
      yaxis: axis("Rows", {
        domain: [(dots + gapBetween) / plotHeight, 1],
        range: [0, 1.02 * most],
        rangemode: "tozero",
      }),
      yaxis2: axis("", {
        domain: [0, dots / plotHeight],
        range: [attacks.length - 0.4, -0.6],
        tickmode: "array",
        tickvals: attacks.map((_, i) => i),
        ticktext: names,
        showgrid: false,
        showline: false,
        ticks: "",
      }),
    },
  };
}

/** A dot for each attack under each bar, full where it is one of the combination, joined by a line. */
function matrix(combinations: readonly (readonly number[])[], attacks: number): PlotlyTrace[] {
  const dots = (isFull: boolean) =>
    combinations.flatMap((of, x) =>
      Array.from({ length: attacks }, (_, y) => ({ x, y })).filter(
        ({ y }) => of.includes(y) === isFull,
      ),
    );
  const marked = (name: string, isFull: boolean, color: string): PlotlyTrace => ({
    type: "scatter",
    mode: "markers",
    name,
    x: dots(isFull).map(({ x }) => x),
    y: dots(isFull).map(({ y }) => y),
    yaxis: "y2",
    marker: { color, size: 8 },
    showlegend: false,
    hoverinfo: "skip",
  });
  const joined: PlotlyTrace = {
    type: "scatter",
    mode: "lines",
    name: "Combinations",
    x: combinations.flatMap((_, x) => [x, x, null]),
    y: combinations.flatMap((of) => [smallest(of), largest(of), null]),
    yaxis: "y2",
    line: { color: ink, width: 1.5 },
    showlegend: false,
    hoverinfo: "skip",
  };
  return [marked("Not flagged", false, gridColour), joined, marked("Flagged", true, ink)];
}
