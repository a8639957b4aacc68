import type { Embedding, Logits } from "../../inference";
import type { ReferenceOutputs } from "../../lira";
import { checkLogits } from "../../lira";
import type { Classifier } from "../../network";
import type { GradientNorms } from "../../training";

/** The target's last layer: logits = embedding x weight^T + bias. */
export type LastLayer = Pick<Classifier, "weight" | "bias">;

/** All that is known of the images of one dataset; row `i` of everything is image `i`. */
export interface AuditSet {
  readonly rows: number;
  /** Class numbers from 0. */
  readonly labels: Int32Array;
  /** 1 for a member, 0 for a non-member; null where it is not known. */
  readonly membership: Uint8Array | null;
  /** The target's logits of the plain images. */
  readonly logits: Logits;
  /** The target's logits by view; "plain" need not be among them. */
  readonly views: ReadonlyMap<string, Logits>;
  /** Penultimate activations of the plain images. */
  readonly embedding?: Embedding;
  readonly lastLayer?: LastLayer;
  /** What reference models say of the same images. */
  readonly references?: ReferenceOutputs;
  /** Norms of the gradients of the plain images. */
  readonly gradients?: GradientNorms;
}

/** By logits that have been checked, the labels that they were checked with. */
const checked = new WeakMap<Logits, Int32Array>();

/**
 * The logits of one view of a set, "plain" included.
 *
 * @param group that needs the view, for the message
 * @throws RangeError naming the view and the group if it is not there, or if it does not fit the set
 * @example
 * viewLogitsOf(set, "flip", "trainingViews");
 */
export function viewLogitsOf(set: AuditSet, view: string, group: string): Logits {
  const logits = view === "plain" ? set.logits : set.views.get(view);
  if (logits === undefined) {
    throw new RangeError(
      `predictors ${group}: found no logits of the view ${view} among ${[...set.views.keys()].join(", ") || "none"}, expected those of every view that the group needs`,
    );
  }
  if (logits.rows !== set.rows || logits.classes !== set.logits.classes) {
    throw new RangeError(
      `predictors ${group}: found ${logits.rows} x ${logits.classes} logits of the view ${view}, expected ${set.rows} x ${set.logits.classes} as of the plain images`,
    );
  }
  if (checked.get(logits) !== set.labels) checkLogits(logits, set.labels);
  checked.set(logits, set.labels);
  return logits;
}

/**
 * The membership of the rows to fit on.
 *
 * @param rows row numbers in the set
 * @param fewest members and non-members that there must be
 * @returns one entry a row of `rows`
 * @throws RangeError if membership is not known, is not 0 or 1, or one kind is too rare
 * @example
 * membershipOfRows(set, fitRows, "classAware", 20);
 */
export function membershipOfRows(
  set: AuditSet,
  rows: Int32Array,
  group: string,
  fewest: number,
): Uint8Array {
  const { membership } = set;
  if (membership === null) {
    throw new RangeError(`predictors ${group}: found no membership, expected that of public rows`);
  }
  const known = Uint8Array.from(rows, (row) => membership[row]);
  const bad = known.findIndex((value) => value > 1);
  if (bad >= 0) {
    throw new RangeError(
      `predictors ${group}: found membership ${known[bad]} in row ${rows[bad]}, expected 0 or 1`,
    );
  }
  const members = known.reduce((sum, value) => sum + value, 0);
  if (Math.min(members, known.length - members) < fewest) {
    throw new RangeError(
      `predictors ${group}: found ${members} members and ${known.length - members} non-members to fit on, expected at least ${fewest} of each`,
    );
  }
  return known;
}
