import type { Measured } from "../../metrics";

/** What a blind attack's AUC says about where members and non-members come from. */
export interface Verdict {
  /** Whether the whole interval lies above .5. */
  readonly differ: boolean;
  /** One sentence for the reader. */
  readonly verdict: string;
}

/**
 * Puts a blind attack's AUC into words.
 *
 * @example
 * verdictOn({ value: .56, low: .54, high: .58, standardError: .01, note: null }).differ; // true
 */
export function verdictOn({ value: auc, low, high, note }: Measured): Verdict {
  if (low === null || high === null) {
    const differ = auc > 0.5;
    const found = differ ? differInSource : noDifference;
    return { differ, verdict: `${found}: blind AUC ${shown(auc)} (${note})` };
  }
  const figures = `blind AUC ${shown(auc)}, 95 % interval ${shown(low)} to ${shown(high)}`;
  if (low > 0.5) {
    return {
      differ: true,
      verdict: `${differInSource}: ${figures}, lies above .5, so an attack's figures may not be the model's doing`,
    };
  }
  const place =
    high < 0.5
      ? "lies below .5: the two are matched more closely than chance would match them"
      : "holds .5";
  return { differ: false, verdict: `${noDifference}: ${figures}, ${place}` };
}

const differInSource = "members and non-members differ in source";
const noDifference = "no difference in source found";

function shown(auc: number): string {
  return auc.toFixed(3).replace(/^0/, "");
}
