import { STRIDE_ON, type Unsaid } from "./variant";

/** What {@link isUnsaid} takes, for people. */
export const UNSAID_FORM = `{"epsilon": a number above 0, "strideOn": ${STRIDE_ON.map((one) => `"${one}"`).join(" or ")}, "groups": a whole number}`;

/**
 * Whether a value says what weights do not: an object with the keys of {@link Unsaid} alone.
 *
 * @example
 * isUnsaid({ epsilon: 1e-3 }); // true
 */
export function isUnsaid(given: unknown): given is Unsaid {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
  const { epsilon, strideOn, groups, ...others } = given as Record<string, unknown>;
  return (
    Object.keys(others).length === 0 &&
    (epsilon === undefined || (Number.isFinite(epsilon) && (epsilon as number) > 0)) &&
    (groups === undefined || (Number.isInteger(groups) && (groups as number) > 0)) &&
    (strideOn === undefined || STRIDE_ON.some((one) => one === strideOn))
  );
}
