import type { Membership } from "../../metrics";

/**
 * Whether there are members and non-members, without which nothing can be ranked.
 *
 * @example
 * hasBoth([1, 1]); // false
 */
export function hasBoth(membership: Membership): boolean {
  const known = new Set(Array.from(membership));
  return known.has(1) && known.has(0);
}
