import { classNames } from "./marks/histogramTraces";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { pairPanels, scoreAxis } from "./parts/pairPanels";
import { axesOf, panelAxes, panelText } from "./parts/panels";
import { checkColumn, classCounts, isConstant, rowsText } from "./parts/rows";
import { count, defaultWidth, frame, memberColour, message, nonMemberColour } from "./style";

/** The scores that two or more attacks give to the same rows. */
export interface ScoreAgreementData {
  readonly membership: ArrayLike<number>;
  readonly attacks: readonly { readonly name: string; readonly scores: ArrayLike<number> }[];
  /** [i][j]: rank correlation of two of them, computed elsewhere. */
  readonly rankCorrelation?: readonly (readonly (number | null)[])[];
}

const drawnRows = 1500;

/** Every k-th row of a class, so that about `drawnRows` of all rows are drawn. */
function picked(membership: ArrayLike<number>, of: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < membership.length; i++) if (membership[i] === of) rows.push(i);
  const stride = Math.max(1, Math.ceil(membership.length / drawnRows));
  return rows.filter((_, i) => i % stride === 0);
}

/**
 * Do attacks flag the same rows? A panel for each pair, one dot a row, members and non-members
 * apart; above it the pair's rank correlation. Of more than 1,500 rows every k-th is drawn, and the
 * caption says so.
 *
 * @returns a figure that says why, in words, where there are no two attacks, no row or no score differs
 * @throws RangeError naming the attack and row whose score is not finite
 * @example
 * scoreAgreement({ membership, attacks: [{ name: "RF", scores }, { name: "MLP", scores: other }] });
 */
export function scoreAgreement(data: ScoreAgreementData, options: FigureOptions = {}): Figure {
  const { membership, attacks, rankCorrelation } = data;
  const counts = classCounts(membership);
  if (attacks.length < 2) return message("No score agreement: fewer than two attacks.", options);
  if (membership.length === 0) return message("No score agreement: there are no rows.", options);
  for (const { name, scores } of attacks) checkColumn(name, scores, membership.length);
  const flat = attacks.find(({ scores }) => isConstant(scores));
  if (flat) {
    const reason = `No score agreement: all ${count(membership.length)} scores of ${flat.name} are equal.`;
    return message(reason, options);
  }
  const names = classNames(counts);
  const groups = [picked(membership, 1), picked(membership, 0)];
  const drawn = groups[0].length + groups[1].length;
  const rows = rowsText(counts, options.split);
  const thinned = drawn < membership.length ? ` ${count(drawn)} of them drawn.` : "";
  const { panels: found, plotHeight } = pairPanels(attacks.length, options.width ?? defaultWidth);
  const known = found.flatMap(({ x, y, place }) => {
    const rank = rankCorrelation?.[x][y] ?? null;
    return rank === null ? [] : [{ x, y, place, rank }];
  });
  const ranks = known.map(
    ({ x, y, rank }) => `${attacks[x].name} and ${attacks[y].name} ${rank.toFixed(3)}`,
  );
  const told = known.length === 0 ? "" : " Above each panel: the rank correlation.";
  const looks = [
    { color: memberColour, symbol: "circle-open" },
    { color: nonMemberColour, symbol: "x-thin-open" },
  ];
  const axes = found.map(({ x, y, place }, i) => {
    const [xs, ys] = [attacks[x], attacks[y]];
    const { width, height } = place;
    return panelAxes(
      i,
      place,
      scoreAxis(xs, width / 34, width),
      scoreAxis(ys, height / 24, height),
    );
  });
  return {
    data: found.flatMap(({ x, y }, panel) =>
      groups.map((group, i) => ({
        type: "scatter",
        mode: "markers",
        name: names[i],
        x: group.map((row) => attacks[x].scores[row]),
        y: group.map((row) => attacks[y].scores[row]),
        xaxis: `x${axesOf(panel)}`,
        yaxis: `y${axesOf(panel)}`,
        legendgroup: names[i],
        showlegend: panel === 0,
        marker: {
          ...looks[i],
          size: 3.5,
          opacity: 0.55,
          line: { width: 0.8, color: looks[i].color },
        },
      })),
    ),
    layout: {
      ...frame(options, {
        caption: `Scores of ${attacks.length} attacks on the same rows. ${rows}.${thinned}${told}`,
        altText: `Scatter of the scores of ${attacks.map(({ name }) => name).join(", ")} against each other. ${rows}.${ranks.length === 0 ? "" : ` Rank correlations: ${ranks.join(", ")}.`}`,
        legend: names,
        plotHeight,
        above: known.length === 0 ? undefined : 16,
        annotations: known.map(({ place, rank }) => panelText(place, rank.toFixed(3), "above")),
      }),
      ...Object.fromEntries(axes.flatMap(Object.entries)),
    },
  };
}
