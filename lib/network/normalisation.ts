import type { Checkpoint } from "../files";

/** A layer that normalises, inside a block or behind the first convolution. */
const NORM = /^(layer\d\.\d{1,3}\.)?[a-z_]*(bn|gn|norm)\d?\.weight$/;

/**
 * Whether a network normalises without running statistics, which is GroupNorm's way: the same names
 * may stand for it as for batch normalisation.
 *
 * @returns what to say of it; null for a network that has running statistics
 * @example
 * withoutStatistics(checkpoint); // "GroupNorm (or another without running statistics): bn1, ..."
 */
export function withoutStatistics({ tensors }: Checkpoint): string | null {
  const names = [...tensors.keys()];
  const norms = names.filter((name) => NORM.test(name) && tensors.get(name)?.shape.length === 1);
  if (norms.length === 0 || names.some((name) => name.endsWith("running_var"))) return null;
  const layer = norms[0].slice(0, -".weight".length);
  const kinds = "GroupNorm, or another normalisation without running statistics";
  return `${kinds} (${layer} and ${norms.length - 1} more layers), in place of BatchNorm`;
}
