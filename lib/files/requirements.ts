import type { MembershipDataset } from "./dataset";
import { InputError } from "./inputError";

/**
 * The membership of a dataset that an attack is to be fitted on: known, and with both classes.
 *
 * @throws InputError if the file does not say who is a member (a private file given as the public
 *   one), or if all rows are members or none is
 * @example
 * requireMembership(readDataset("pub.pt")); // Uint8Array [1, 0, ...]
 */
export function requireMembership({ path, membership }: MembershipDataset): Uint8Array {
  if (membership === null) {
    throw new InputError(path, "no membership", "a public dataset, which says who is a member");
  }
  const members = membership.reduce((sum, member) => sum + member, 0);
  if (members === 0 || members === membership.length) {
    const found = `${members} members in ${membership.length} rows`;
    throw new InputError(path, found, "members and non-members");
  }
  return membership;
}

/** Members, and non-members: of four fifths of the fit rows among them, groups of predictors that learn need 20. */
const FEWEST_OF_EACH = 50;

/**
 * Checks that there are members and non-members enough to learn from, to calibrate on and to judge by.
 *
 * @param membership 0 or 1 for each row of the dataset
 * @throws InputError if either are fewer than 50
 * @example
 * requireEnough(readDataset("pub.pt"), membership);
 */
export function requireEnough({ path }: MembershipDataset, membership: Uint8Array): void {
  const members = membership.reduce((sum, member) => sum + member, 0);
  const others = membership.length - members;
  if (Math.min(members, others) >= FEWEST_OF_EACH) return;
  const found = `${members} members and ${others} non-members`;
  throw new InputError(path, found, `at least ${FEWEST_OF_EACH} of each`);
}

/**
 * Checks that every label of a dataset is one of a model's classes.
 *
 * @param classes number of classes of the model
 * @throws InputError naming the first row whose label is not, and where words for labels are of
 *   fewer or more classes than the model has, so that their numbers would be guesses
 * @example
 * requireClasses(readDataset("pub.pt"), 44);
 */
export function requireClasses(
  dataset: Pick<MembershipDataset, "path" | "labels" | "classNames">,
  classes: number,
): void {
  const { path, labels, classNames } = dataset;
  if (classNames !== undefined && classNames.length !== classes) {
    const found = `labels in words for ${classNames.length} classes`;
    throw new InputError(path, found, `${classes}, as the model has, or labels as class numbers`);
  }
  const row = labels.findIndex((label) => label >= classes);
  if (row < 0) return;
  const found = `label ${labels[row]} in row ${row}`;
  throw new InputError(path, found, `0 to ${classes - 1}, the ${classes} classes of the model`);
}

function shapeOf({ images }: MembershipDataset): string {
  const { channels, height, width, floats } = images;
  const kind = floats?.scale === "normalised" ? "normalised images" : "images";
  return `${kind} of ${channels} x ${height} x ${width}`;
}

/**
 * Checks that a dataset's images have the channels that a model takes.
 *
 * @param channels channels of the model's first convolution
 * @throws InputError if they have others
 * @example
 * requireChannels(readDataset("pub.pt"), network.inChannels);
 */
export function requireChannels(dataset: MembershipDataset, channels: number): void {
  if (dataset.images.channels === channels) return;
  throw new InputError(dataset.path, shapeOf(dataset), `${channels} channels, as the model takes`);
}

/**
 * Checks that a dataset's images are of the one size that a model takes.
 *
 * @throws InputError if they are of another
 * @example
 * requireImageSize(readDataset("pub.pt"), { height: 32, width: 32 });
 */
export function requireImageSize(
  dataset: MembershipDataset,
  { height, width }: { readonly height: number; readonly width: number },
): void {
  if (dataset.images.height === height && dataset.images.width === width) return;
  const expected = `${height} x ${width} pixels, as the model takes (preprocessing {"resize": [${height}, ${width}]})`;
  throw new InputError(dataset.path, shapeOf(dataset), expected);
}

/**
 * Checks that two datasets' images are of one size and either both normalised or neither: an attack
 * learns on the one and scores the other.
 *
 * @throws InputError naming the second file if they are not
 * @example
 * requireSameSize(readDataset("pub.pt"), readDataset("priv.pt"));
 */
export function requireSameSize(first: MembershipDataset, second: MembershipDataset): void {
  if (shapeOf(first) === shapeOf(second)) return;
  throw new InputError(second.path, shapeOf(second), `${shapeOf(first)}, as in ${first.path}`);
}
