import { InputError, nearestName } from "../../files";
import { EPSILON_METHODS } from "../epsilon";

/** How a figure is held against a number; in this order, so that ">" is not read in ">=". */
export const OPERATORS = [">=", "<=", ">", "<"] as const;

/** A condition under which a run is a failure. */
export interface Threshold {
  /** As it was typed, spaces put right. */
  readonly text: string;
  /** One of `FIGURES`. */
  readonly figure: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value: number;
}

const withEnds = (name: string) => [name, `${name}.low`, `${name}.high`];

/** Names of the figures of summary.json that a threshold may name. */
export const FIGURES: readonly string[] = [
  ...withEnds("auc"),
  ...["0.05", "0.01", "0.001"].flatMap((limit) => withEnds(`tpr@${limit}`)),
  "epsilon",
  ...EPSILON_METHODS.map((method) => `epsilon@${method}`),
  ...["public", "private"].flatMap((set) =>
    ["0.05", "0.1"].map((rate) => `flagged.${set}@${rate}`),
  ),
];

/**
 * Reads a threshold: a figure's name, `>`, `>=`, `<` or `<=`, a number. A limit may be a share or
 * per cent: tpr@0.01 and tpr@1% are the same.
 *
 * @throws InputError in one line: what was found and what was expected
 * @example
 * parseThreshold("tpr@1% > 0.05"); // { figure: "tpr@0.01", operator: ">", value: .05, .. }
 */
export function parseThreshold(typed: string): Threshold {
  const refuse = (found: string, expected: string) =>
    new InputError(`threshold ${JSON.stringify(typed)}`, found, expected);
  const operator = OPERATORS.find((one) => typed.includes(one));
  const [name = "", number = "", ...more] =
    operator === undefined ? [] : typed.split(operator).map((part) => part.trim());
  if (operator === undefined || name === "" || number === "" || more.length > 0) {
    const expected = `a figure, one of ${OPERATORS.join(" ")} and a number, such as "tpr@0.01 > 0.05"`;
    throw refuse(operator === undefined ? "no operator" : "no two sides", expected);
  }
  const figure = inShares(name);
  if (!FIGURES.includes(figure)) {
    const nearest = nearestName(figure, FIGURES);
    const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
    throw refuse(`no figure ${name}${hint}`, `one of ${FIGURES.join(", ")}`);
  }
  const value = Number(number);
  if (!Number.isFinite(value)) throw refuse(`${number} behind ${operator}`, "a number");
  return { text: `${figure} ${operator} ${number}`, figure, operator, value };
}

/** tpr@1%.low is tpr@0.01.low; what is no number behind @ stays. */
function inShares(name: string): string {
  const at = name.indexOf("@") + 1;
  if (at === 0) return name;
  const end = [".low", ".high"].find((one) => name.endsWith(one)) ?? "";
  const limit = name.slice(at, name.length - end.length);
  const share = limit.endsWith("%")
    ? Number((Number(limit.slice(0, -1)) / 100).toPrecision(12))
    : Number(limit);
  return limit === "" || Number.isNaN(share) ? name : `${name.slice(0, at)}${share}${end}`;
}
