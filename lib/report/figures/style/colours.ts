/**
 * Colours that people with colour-blindness can tell apart.
 *
 * @see Okabe and Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/
 */
export const okabeIto = {
  blue: "#0072B2",
  vermillion: "#D55E00",
  green: "#009E73",
  orange: "#E69F00",
  sky: "#56B4E9",
  purple: "#CC79A7",
  black: "#000000",
} as const;

export const memberColour = okabeIto.blue;
export const nonMemberColour = okabeIto.vermillion;

export const ink = "#1a1a1a";
export const softInk = "#555555";
export const gridColour = "#e6e6e6";
export const guideColour = "#777777";

/** A line's look: colour and dash go together, so that it is told apart in grey too. */
export interface LineStyle {
  readonly color: string;
  readonly dash: string;
  readonly symbol: string;
}

const colours = Object.values(okabeIto);
const dashes = [
  "solid",
  "6px,2px",
  "2px,2px",
  "8px,2px,2px,2px",
  "14px,3px",
  "5px,2px,1px,2px,1px,2px",
  "1px,3px",
];
const symbols = ["circle", "square", "diamond", "triangle-up", "x", "cross", "triangle-down"];

/**
 * The look of the series number `index`: seven colours, each with its own dash and marker; from
 * the eighth on the colours come again with other dashes.
 *
 * @example
 * seriesStyle(0); // { color: "#0072B2", dash: "solid", symbol: "circle" }
 */
export function seriesStyle(index: number): LineStyle {
  const round = Math.floor(index / colours.length);
  return {
    color: colours[index % colours.length],
    dash: dashes[(index + 2 * round) % dashes.length],
    symbol: symbols[(index + 2 * round) % symbols.length],
  };
}

/**
 * A colour of the form #rrggbb with an opacity.
 *
 * @example
 * withOpacity("#0072B2", 0.3); // "rgba(0,114,178,0.3)"
 */
export function withOpacity(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
