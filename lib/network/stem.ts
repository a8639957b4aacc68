/**
 * How the network begins: the stride of its first convolution and whether a 3x3 max-pool of
 * stride 2 follows. "auto" reads it from the kernel: 3x3 is "stride1", 7x7 "stride2-maxpool".
 */
export type Stem = "auto" | "stride1" | "stride1-maxpool" | "stride2" | "stride2-maxpool";

/** The names that {@link Stem} allows. */
export const STEMS: readonly Stem[] = [
  "auto",
  "stride1",
  "stride1-maxpool",
  "stride2",
  "stride2-maxpool",
];

/** A stem that has been settled, with the reason for people. */
export interface ChosenStem {
  readonly stride: number;
  readonly maxPool: boolean;
  readonly reason: string;
}

/**
 * Settles the stem. The weights alone cannot tell: stride and pooling have none.
 *
 * @param kernel side of the first convolution's kernel
 * @returns null where "auto" does not know this kernel, or where it is even and has no middle
 * @example
 * chooseStem("auto", 7); // { stride: 2, maxPool: true, reason: "read from the 7x7 conv1" }
 */
export function chooseStem(stem: Stem, kernel: number): ChosenStem | null {
  const reason = stem === "auto" ? `read from the ${kernel}x${kernel} conv1` : "as asked";
  const name = stem === "auto" ? { 3: "stride1", 7: "stride2-maxpool" }[kernel] : stem;
  if (name === undefined || kernel % 2 === 0) return null;
  return { stride: name.startsWith("stride1") ? 1 : 2, maxPool: name.endsWith("maxpool"), reason };
}

/**
 * A stem by its name.
 *
 * @example
 * stemNamed({ stride: 2, maxPool: true }); // "stride2-maxpool"
 */
export function stemNamed({
  stride,
  maxPool,
}: {
  readonly stride: number;
  readonly maxPool: boolean;
}): Stem {
  const plain = stride === 1 ? "stride1" : "stride2";
  return maxPool ? `${plain}-maxpool` : plain;
}
