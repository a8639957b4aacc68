import path from "node:path";
import { InputError, type MembershipDataset, printable } from "../../files";
import type { Normalization } from "../../inference";
import type { ReferencesFile } from "./referencesFile";
import type { TargetNetwork } from "./targetOf";

/** How an attack reads the target and the images. */
export interface AttackReading {
  readonly target: TargetNetwork;
  readonly normalization: Normalization;
  /** By the datasets' names. */
  readonly sets: Readonly<Record<string, Pick<MembershipDataset, "images">>>;
}

/**
 * Refuses references that were made of another network of the target's file, or of images shown otherwise: they answer
 * for the target only where it was read as the attack reads it.
 *
 * @param folder of the references
 * @returns what the folder does not say and so cannot be compared, in a sentence; null: nothing
 * @throws InputError naming references.json and the first difference
 * @example
 * requireSameReading(folder, readReferencesFile(folder), { target, normalization, sets });
 */
export function requireSameReading(
  folder: string,
  { target: madeOf, normalization: madeWith, datasets, imported }: ReferencesFile,
  { target, normalization, sets }: AttackReading,
): string | null {
  const file = path.join(folder, "references.json");
  const made = madeOf.digest;
  const isNamed = made?.edition === target.digest.edition;
  const parts: [what: string, found: unknown, wanted: unknown][] = [];
  if (madeWith !== null) {
    parts.push(["mean", madeWith.mean, normalization.mean]);
    parts.push(["std", madeWith.std, normalization.std]);
    parts.push(["scale", madeWith.scale ?? 1, normalization.scale ?? 1]);
  }
  const areShown = datasets !== null && imported === null;
  for (const [set, { images }] of areShown ? Object.entries(sets) : []) {
    parts.push([`a preparation of ${set} images of`, datasets?.[set]?.prepared, images.prepared]);
  }
  // Last: the network of a graph is named as of images of one size.
  if (isNamed && made.sha256 !== target.digest.sha256) {
    parts.push(["the network", named(made, madeOf.network), named(target.digest, target.network)]);
  }
  for (const [what, ...values] of parts) {
    const [found, wanted] = values.map((value) =>
      typeof value === "string" ? value : (JSON.stringify(value) ?? "none"),
    );
    if (found === wanted) continue;
    throw new InputError(file, `references made with ${what} ${printable(found)}`, wanted);
  }
  if (isNamed) return null;
  return `${file} does not say which network of the target's file its references are of (other weights, unsaid): that it is this one cannot be told`;
}

function named({ sha256 }: TargetNetwork["digest"], network?: string): string {
  const digest = sha256.slice(0, 16);
  return network === undefined ? digest : `${digest} (${network})`;
}
