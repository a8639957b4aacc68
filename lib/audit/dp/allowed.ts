/** What a guarantee promises. */
export interface Promised {
  readonly epsilon: number;
  readonly delta: number;
}

/**
 * The largest TPR that (epsilon, delta)-differential privacy allows an attack at a FPR: neither TPR
 * nor, by the complement, TNR may be more than e^epsilon times its counterpart plus delta.
 *
 * @see Wasserman and Zhou (2010); Kairouz, Oh and Viswanath (2015), the region of possible errors
 * @example
 * allowedTpr(0.1, { epsilon: Math.log(2), delta: 0 }); // .2
 */
export function allowedTpr(fpr: number, { epsilon, delta }: Promised): number {
  const factor = Math.exp(epsilon);
  return Math.min(1, factor * fpr + delta, 1 - Math.max(0, 1 - delta - fpr) / factor);
}
