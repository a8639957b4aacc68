import type { CheckedClaim } from "../claims/checkClaims";

/**
 * Claims and how they stand, as a table shows them.
 *
 * @example
 * showTable(claimRows(team.claims), { caption: "What the report states" });
 */
export function claimRows(claims: readonly CheckedClaim[]) {
  return claims.map(({ on, quantity, value, measured, status, reason }) => ({
    rows: on,
    claim: quantity,
    stated: value,
    measured,
    stands: status,
    why: reason,
  }));
}
