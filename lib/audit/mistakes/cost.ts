import {
  bootstrapTprDifference,
  brierDifference,
  brierScore,
  delongDifference,
  type Estimate,
  type HighIsMemberScores,
  type Membership,
  rocAuc,
  tprAtFpr,
} from "../../metrics";

/** One line of the table of mistakes: one thing changed, one figure on the same rows. */
export interface Cost {
  /** "a" to "g". */
  readonly mistake: string;
  readonly model: string;
  readonly quantity: string;
  readonly "as published": number;
  readonly corrected: number;
  /** Paired, with its 95 % interval; null where the two are no figures of the same rows' luck. */
  readonly "corrected - published": Estimate | null;
}

/** TPR at FPR <= .05. */
export const tpr5 = (membership: Membership, scores: HighIsMemberScores): number =>
  tprAtFpr(membership, scores, 0.05).tpr;

const quantities = {
  AUC: { of: rocAuc, difference: delongDifference },
  "TPR@5%": {
    of: tpr5,
    difference: (
      y: Membership,
      a: HighIsMemberScores,
      b: HighIsMemberScores,
      options: { seed: number },
    ) => bootstrapTprDifference(y, a, b, [0.05], options)[0],
  },
  "Brier score": {
    of: brierScore,
    difference: (y: Membership, a: HighIsMemberScores, b: HighIsMemberScores) =>
      brierDifference(y, a, b),
  },
};

/** Scores of the same rows, with a mistake and without. */
export interface WithAndWithout {
  readonly mistake: string;
  readonly model: string;
  readonly membership: Membership;
  readonly published: HighIsMemberScores;
  readonly corrected: HighIsMemberScores;
}

/**
 * The models' scores of the same rows, with a mistake beside without.
 *
 * @example
 * ofEachModel(refitted, frozen)[0].model; // "RF"
 */
export function ofEachModel(
  published: Readonly<Record<string, Float64Array>>,
  corrected: Readonly<Record<string, Float64Array>>,
): Pick<WithAndWithout, "model" | "published" | "corrected">[] {
  return Object.keys(published).map((model) => ({
    model,
    published: published[model],
    corrected: corrected[model],
  }));
}

/**
 * What a mistake costs in each of some figures, with paired 95 % intervals: DeLong for AUC, a
 * bootstrap for TPR, the mean's for the Brier score.
 *
 * @param names the figures to compare
 * @param options.seed of the bootstrap
 * @throws RangeError as the figures do
 * @example
 * costIn(["AUC"], { mistake: "b", model: "RF", membership, published, corrected }, { seed: 42 });
 */
export function costIn(
  names: readonly (keyof typeof quantities)[],
  { mistake, model, membership, published, corrected }: WithAndWithout,
  options: { readonly seed: number },
): Cost[] {
  return names.map((quantity) => {
    const { of, difference } = quantities[quantity];
    return {
      mistake,
      model,
      quantity,
      "as published": of(membership, published),
      corrected: of(membership, corrected),
      "corrected - published": difference(membership, corrected, published, options),
    };
  });
}
