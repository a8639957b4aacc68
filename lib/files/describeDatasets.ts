import type { MembershipDataset } from "./dataset";
import {
  requireChannels,
  requireClasses,
  requireImageSize,
  requireMembership,
  requireSameSize,
} from "./requirements";

/** What a model takes. */
export interface Takes {
  readonly classes: number;
  readonly inChannels: number;
  /** The only size of images that it takes; null or absent: any. */
  readonly imageSize?: { readonly height: number; readonly width: number } | null;
}

/**
 * Checks that a public and a private set can be attacked together: membership of both kinds in the
 * public one, labels among the model's classes, channels and size of images that it takes, images of one size.
 *
 * @returns the membership of the public rows
 * @throws InputError naming the file that does not fit
 * @example
 * const isMember = requireAttackable(network, publicData, privateData);
 */
export function requireAttackable(
  network: Takes,
  publicData: MembershipDataset,
  privateData: MembershipDataset,
): Uint8Array {
  const membership = requireMembership(publicData);
  for (const dataset of [publicData, privateData]) {
    requireClasses(dataset, network.classes);
    requireChannels(dataset, network.inChannels);
    if (network.imageSize) requireImageSize(dataset, network.imageSize);
  }
  requireSameSize(publicData, privateData);
  return membership;
}

/**
 * The columns that stand first in every table of a dataset's rows: id, label and, where the file
 * says it, membership.
 *
 * @example
 * writeCsv("out/features.csv", { ...rowColumns(dataset), ...columns });
 */
export function rowColumns({
  ids,
  labels,
  membership,
}: MembershipDataset): Record<string, readonly (number | string)[] | Int32Array | Uint8Array> {
  return { id: ids, label: labels, ...(membership ? { membership } : {}) };
}

/**
 * A line a dataset, for a table: rows, members, classes that occur, size of the images.
 *
 * @param datasets by name
 * @example
 * showTable(describeDatasets({ public: publicData, private: privateData }));
 */
export function describeDatasets(
  datasets: Readonly<Record<string, MembershipDataset>>,
): { set: string; rows: number; members: number | string; classes: number; image: string }[] {
  return Object.entries(datasets).map(([set, { ids, labels, membership, images }]) => ({
    set,
    rows: ids.length,
    members: membership?.reduce((sum, member) => sum + member, 0) ?? "not told",
    classes: new Set(labels).size,
    image: `${images.channels} x ${images.height} x ${images.width}`,
  }));
}
