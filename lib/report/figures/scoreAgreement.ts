import { classNames } from "./marks/histogramTraces";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { checkColumn, classCounts, isConstant, rowsText } from "./parts/rows";
import { axis, count, frame, memberColour, message, nonMemberColour } from "./style";

/** The scores that two attacks give to the same rows. */
export interface ScoreAgreementData {
  readonly membership: ArrayLike<number>;
  readonly x: { readonly name: string; readonly scores: ArrayLike<number> };
  readonly y: { readonly name: string; readonly scores: ArrayLike<number> };
  /** Rank correlation of the two, computed elsewhere, for the caption. */
  readonly rankCorrelation?: number;
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
 * Do two attacks flag the same rows? One dot a row, members and non-members apart. Of more than
 * 1,500 rows every k-th is drawn, and the caption says so.
 *
 * @returns a figure that says why, in words, where there is no row or no score differs
 * @throws RangeError naming the attack and row whose score is not finite
 * @example
 * scoreAgreement({ membership, x: { name: "RF", scores }, y: { name: "MLP", scores: other } });
 */
export function scoreAgreement(data: ScoreAgreementData, options: FigureOptions = {}): Figure {
  const { membership, x, y, rankCorrelation } = data;
  const counts = classCounts(membership);
  if (membership.length === 0) return message("No score agreement: there are no rows.", options);
  checkColumn(x.name, x.scores, membership.length);
  checkColumn(y.name, y.scores, membership.length);
  const flat = [x, y].find(({ scores }) => isConstant(scores));
  if (flat) {
    const reason = `No score agreement: all ${count(membership.length)} scores of ${flat.name} are equal.`;
    return message(reason, options);
  }
  const names = classNames(counts);
  const groups = [picked(membership, 1), picked(membership, 0)];
  const drawn = groups[0].length + groups[1].length;
  const rows = rowsText(counts, options.split);
  const thinned = drawn < membership.length ? ` ${count(drawn)} of them drawn.` : "";
  const rank =
    rankCorrelation === undefined ? "" : ` Rank correlation ${rankCorrelation.toFixed(3)}.`;
  const looks = [
    { color: memberColour, symbol: "circle-open" },
    { color: nonMemberColour, symbol: "x-thin-open" },
  ];
  return {
    data: groups.map((group, i) => ({
      type: "scatter",
      mode: "markers",
      name: names[i],
      x: group.map((row) => x.scores[row]),
      y: group.map((row) => y.scores[row]),
      marker: {
        ...looks[i],
        size: 3.5,
        opacity: 0.55,
        line: { width: 0.8, color: looks[i].color },
      },
    })),
    layout: {
      ...frame(options, {
        caption: `Scores of two attacks on the same rows. ${rows}.${thinned}${rank}`,
        altText: `Scatter of the scores of ${y.name} against those of ${x.name}. ${rows}.${rank}`,
        legend: names,
      }),
      xaxis: axis(`Score, ${x.name}`),
      yaxis: axis(`Score, ${y.name}`),
    },
  };
}
