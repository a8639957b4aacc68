/** The least value of a parameter that must exceed 0. */
export const ABOVE_ZERO = Number.MIN_VALUE;

/** The largest value of a parameter that must stay below 1. */
export const BELOW_ONE = 1 - Number.EPSILON / 2;

/**
 * A model's parameters: what was given over its defaults.
 *
 * @param model the model's name, for the message
 * @param defaults every parameter that the model knows
 * @param given those that the caller sets; one set to undefined keeps its default
 * @throws RangeError naming the parameters that the model does not know, and those that it does
 * @example
 * parameters("LGBMClassifier", { max_depth: -1 }, { max_depth: 15 }); // { max_depth: 15 }
 */
export function parameters<T extends object>(model: string, defaults: T, given: Partial<T>): T {
  const known = Object.keys(defaults);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(
      `${model} has no parameter ${unknown.join(", ")}, expected some of ${known.join(", ")}`,
    );
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

/**
 * Refuses a parameter outside its range.
 *
 * @param range the lowest and the highest value, and whether only whole numbers count
 * @throws RangeError one line: model, parameter, value found, values expected
 * @example
 * checkParameter("LGBMClassifier", "num_leaves", 31, { min: 2, integer: true });
 */
export function checkParameter(
  model: string,
  name: string,
  value: number,
  range: { min?: number; max?: number; integer?: boolean },
): void {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false } = range;
  const right = typeof value === "number" && value >= min && value <= max;
  if (right && (!integer || Number.isInteger(value))) return;
  const kind = integer ? "an integer" : "a number";
  throw new RangeError(`${model}: ${name} is ${value}, expected ${kind} in ${min} .. ${max}`);
}
