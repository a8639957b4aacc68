import { type Classifier, LGBMClassifier } from "../../ensemble";
import { hasImages, type ImageSource } from "../../files";
import { delongAuc, type Measured } from "../../metrics";
import { withoutInterval } from "../../metrics/estimate";
import type { Matrix } from "../../numeric/arrays";
import { outOfFoldScores } from "../protocol";
import { blindColumns } from "./blindColumns";
import { type Verdict, verdictOn } from "./verdict";
import { widen } from "./widen";

/** What the attack looks at: images, labels and membership of the public rows. */
export interface BlindData {
  readonly images: ImageSource;
  /** Class numbers from 0. */
  readonly labels: Int32Array;
  /** 0 or 1, 1 = member. */
  readonly membership: Uint8Array;
}

/** How the blind attack is run. */
export interface BlindOptions {
  /** Deals out the folds: an integer in 0 .. 2^32 - 1. */
  readonly seed: number;
  /** 5 unless given. */
  readonly folds?: number;
  /** The attack model; shallow boosting unless given. */
  readonly makeModel?: () => Classifier;
  /** Called after each fold with the folds done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How well members are told from non-members without a model. */
export interface BlindAttack extends Verdict {
  /** Names of the columns that it saw. */
  readonly names: readonly string[];
  /** Out-of-fold, one a row, high = member. */
  readonly scores: Float64Array;
  /** AUC of the scores with a 95 % interval, wide enough for scores out of fold. */
  readonly auc: Measured;
}

const fewestPerClass = 25;

/**
 * An attack that never sees the model, only images and labels, on rows that it was not fitted on.
 * Where members and non-members come from one source it guesses: AUC .5. Where it does better, they
 * differ in themselves, and any attack's figure on these rows may say that and nothing of the model.
 *
 * The interval is DeLong's on the pooled out-of-fold scores, widened for what two folds' rows tell
 * of each other (`widen`): on fair data about one in forty lies wholly above .5, or fewer. One
 * wholly below .5 is no sign of a difference and is not called one: where members and non-members
 * are matched, by class for instance, a row that is held out leaves the others leaning against it.
 *
 * Where only outputs of the rows are known, labels alone are looked at, and the verdict says so.
 *
 * @throws RangeError if images, labels and membership differ in number, if there are fewer than 25
 *   members or non-members, or if all images and labels are the same
 * @see Das, Zhang and Tramer, Blind Baselines Beat Membership Inference Attacks for Foundation
 *   Models (2024); LeDell, Petersen and van der Laan, Electronic Journal of Statistics 9 (2015), on
 *   intervals of cross-validated AUC
 * @example
 * const { images, labels, membership } = readDataset("pub.pt");
 * const blind = await blindAttack({ images, labels, membership }, { seed: 42 });
 * blind.verdict; // "no difference in source found: blind AUC .503, 95 % interval .495 to .511, ..."
 */
export async function blindAttack(
  { images, labels, membership }: BlindData,
  { seed, folds, makeModel = shallowBoosting, onProgress }: BlindOptions,
): Promise<BlindAttack> {
  checkCounts(membership, images.count);
  const { names, X } = blindColumns(images, labels);
  const unseen = hasImages(images) ? "" : "; no images were given, so labels alone were looked at";
  if (rowsAreEqual(X)) return ofNothing(images, names);
  const { scores } = await outOfFoldScores({
    membership,
    predictors: X,
    makeModel,
    scale: true,
    folds,
    seed,
    onProgress,
  });
  const auc = widen(delongAuc(membership, scores));
  const { differ, verdict } = verdictOn(auc);
  return { names, scores, auc, differ, verdict: verdict + unseen };
}

/** Where neither images nor labels are known the attack cannot be made, which is said. */
function ofNothing(images: ImageSource, names: readonly string[]): BlindAttack {
  if (hasImages(images)) {
    throw new RangeError(
      "images: found the same statistics and label in every row, expected rows that differ",
    );
  }
  const auc = withoutInterval(0.5, "neither images nor labels were given");
  const verdict = `not known, since ${auc.note}: nothing says whether members and non-members come from one source`;
  return { names, scores: new Float64Array(images.count).fill(0.5), auc, differ: false, verdict };
}

function shallowBoosting(): Classifier {
  return new LGBMClassifier({ n_estimators: 60, max_depth: 3, num_leaves: 8, max_bin: 63 });
}

function checkCounts(membership: Uint8Array, images: number): void {
  if (membership.length !== images) {
    throw new RangeError(
      `membership: found ${membership.length} rows, expected ${images}, one for each image`,
    );
  }
  const members = membership.reduce((sum, m) => sum + m, 0);
  const nonMembers = membership.length - members;
  if (Math.min(members, nonMembers) < fewestPerClass) {
    throw new RangeError(
      `membership: found ${members} members and ${nonMembers} non-members, expected at least ${fewestPerClass} of each for a blind attack`,
    );
  }
}

function rowsAreEqual({ data, cols }: Matrix): boolean {
  return !data.some((value, k) => value !== data[k % cols]);
}
