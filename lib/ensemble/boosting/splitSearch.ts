import { EPSILON } from "./floating";
import type { Leaf, LeafSums, Split } from "./leaf";
import type { LGBMParameters } from "./parameters";
import { SPLIT_RESULT } from "./splitKernel";
import type { Workspace } from "./workspace";

/**
 * Finds a leaf's best split from its histograms, and lists in its slot which features can be split
 * in it at all.
 *
 * Source: LightGBM, src/treelearner/feature_histogram.hpp (FindBestThresholdSequentially).
 *
 * @param leaf gets its split, null if none exceeds the least gain, and the length of its list
 * @param candidates address and length of the list of features to look at
 * @example
 * searchSplit(workspace, parameters, root, { address: address.features(0), count: 54 });
 */
export function searchSplit(
  { kernels, address, result }: Workspace,
  parameters: LGBMParameters,
  leaf: Leaf,
  candidates: { readonly address: number; readonly count: number },
): void {
  const { reg_alpha: l1, reg_lambda: l2 } = parameters;
  const hessian = leaf.hessian + 2 * EPSILON;
  const leastGain = shrink(leaf.gradient, l1) ** 2 / (hessian + l2) + parameters.min_split_gain;
  const find = l1 > 0 ? kernels.findPenalisedSplit : kernels.findSplit;
  find(
    address.histogram(leaf.slot),
    address.offsets,
    candidates.address,
    candidates.count,
    address.features(leaf.slot),
    address.result,
    leaf.count,
    leaf.gradient,
    hessian,
    leaf.count / hessian,
    leastGain,
    parameters.min_child_samples,
    parameters.min_child_weight,
    l1,
    l2,
    EPSILON,
  );
  const sums = (gradient: number, withEpsilon: number): LeafSums => ({
    gradient,
    hessian: withEpsilon - EPSILON,
    output: -shrink(gradient, l1) / (withEpsilon + l2),
  });
  const gain = result.getFloat64(SPLIT_RESULT.gain, true);
  const leftGradient = result.getFloat64(SPLIT_RESULT.leftGradient, true);
  const leftHessian = result.getFloat64(SPLIT_RESULT.leftHessian, true);
  const split: Split = {
    feature: result.getInt32(SPLIT_RESULT.feature, true),
    bin: result.getInt32(SPLIT_RESULT.bin, true),
    gain,
    left: sums(leftGradient, leftHessian),
    right: sums(leaf.gradient - leftGradient, hessian - leftHessian),
  };
  leaf.split = gain > 0 ? split : null;
  leaf.features = result.getInt32(SPLIT_RESULT.splittable, true);
}

/** Soft thresholding, the L1 penalty's effect on a sum of gradients. */
function shrink(gradient: number, l1: number): number {
  return Math.sign(gradient) * Math.max(0, Math.abs(gradient) - l1);
}
