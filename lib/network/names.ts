import { nearestName } from "../files";

/** What the names in a state_dict say about a network before any shape is looked at. */
export interface Skeleton {
  readonly bottleneck: boolean;
  /** Blocks in layer1, layer2, layer3 and layer4. */
  readonly depths: readonly number[];
  /** Blocks with a convolution on their shortcut, such as "layer2.0". */
  readonly shortcuts: ReadonlySet<string>;
}

const STAGES = [1, 2, 3, 4];
const BATCH_NORM = ["weight", "bias", "running_mean", "running_var"];

/**
 * Reads depth and kind of block from the names: layer4.2.conv3.weight is the third bottleneck
 * of the last stage.
 *
 * @example
 * readSkeleton(checkpoint.tensors.keys()).depths; // [2, 2, 2, 2]
 */
export function readSkeleton(names: Iterable<string>): Skeleton {
  const depths = STAGES.map(() => 1);
  const shortcuts = new Set(STAGES.slice(1).map((stage) => `layer${stage}.0`));
  let bottleneck = false;
  for (const name of names) {
    const match = /^(layer([1-4])\.(\d{1,3}))\.(.+)$/.exec(name);
    if (!match) continue;
    const [, block, stage, index, rest] = match;
    depths[Number(stage) - 1] = Math.max(depths[Number(stage) - 1], Number(index) + 1);
    if (rest === "downsample.0.weight") shortcuts.add(block);
    if (rest === "conv3.weight") bottleneck = true;
  }
  return { bottleneck, depths, shortcuts };
}

/**
 * The names that torchvision's layout demands of such a network, without num_batches_tracked.
 */
export function demandedNames(skeleton: Skeleton): Set<string> {
  const names = new Set<string>();
  const addConvolution = (convolution: string, batchNorm: string) => {
    names.add(`${convolution}.weight`);
    for (const part of BATCH_NORM) names.add(`${batchNorm}.${part}`);
  };
  addConvolution("conv1", "bn1");
  skeleton.depths.forEach((depth, stage) => {
    for (let index = 0; index < depth; index++) {
      const block = `layer${stage + 1}.${index}`;
      for (let i = 1; i <= (skeleton.bottleneck ? 3 : 2); i++) {
        addConvolution(`${block}.conv${i}`, `${block}.bn${i}`);
      }
      if (skeleton.shortcuts.has(block)) {
        addConvolution(`${block}.downsample.0`, `${block}.downsample.1`);
      }
    }
  });
  return names.add("fc.weight").add("fc.bias");
}

/**
 * Compares the names found with those demanded.
 *
 * @returns null where they agree, else what is missing and what is surplus, each with the
 * nearest name on the other side
 */
export function compareNames(found: Iterable<string>, skeleton: Skeleton): string | null {
  const demanded = demandedNames(skeleton);
  const missing = new Set(demanded);
  const surplus = new Set<string>();
  for (const name of found) {
    const counter = name.replace(/num_batches_tracked$/, "running_var");
    if (demanded.has(counter)) missing.delete(name);
    else surplus.add(name);
  }
  const parts: string[] = [];
  if (missing.size > 0) parts.push(`missing ${listNames(missing, surplus)}`);
  if (surplus.size > 0) parts.push(`surplus ${listNames(surplus, missing)}`);
  return parts.length > 0 ? parts.join("; ") : null;
}

function listNames(names: Set<string>, others: Set<string>): string {
  const shown = [...names].slice(0, 5).map((name) => {
    const nearest = nearestName(name, others);
    return nearest === null ? name : `${name} (nearest: ${nearest})`;
  });
  const rest = names.size - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
