import type { ImageSource, MembershipDataset } from "../../files";
import type { AuditSet } from "../predictors";

/** The images of one dataset and all that is known of them so far. */
export type Observed = MembershipDataset & AuditSet;

export type SetName = "public" | "private";

/** Both datasets of an audit. */
export type BothSets<Set> = Readonly<Record<SetName, Set>>;

/**
 * Does the same to both sets, one after the other.
 *
 * @example
 * await ofBoth({ public: 1, private: 2 }, async (n) => 2 * n); // { public: 2, private: 4 }
 */
export async function ofBoth<Set, Result>(
  sets: BothSets<Set>,
  work: (set: Set, name: SetName) => Promise<Result>,
): Promise<BothSets<Result>> {
  const ofPublic = await work(sets.public, "public");
  return { public: ofPublic, private: await work(sets.private, "private") };
}

/**
 * Turns the images done in one set into those done in both.
 *
 * @param passes over each image
 * @param name of the set whose images are being done; the private set's come after the public one's
 * @example
 * imagesDone({ public: { images: { count: 20 } }, private: { images: { count: 10 } } }, 2, "private", tell)(5); // tell(45, 60)
 */
export function imagesDone(
  sets: BothSets<{ readonly images: Pick<ImageSource, "count"> }>,
  passes: number,
  name: SetName,
  onProgress?: (done: number, total: number) => void,
): (done: number) => void {
  const [first, second] = [sets.public, sets.private].map(({ images }) => passes * images.count);
  const before = name === "public" ? 0 : first;
  return (done) => onProgress?.(before + done, first + second);
}
