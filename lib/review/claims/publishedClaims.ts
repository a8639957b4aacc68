import { reported } from "../../audit/published";
import type { Claim } from "./claim";
import { claimsFromJson } from "./claimsFromJson";

/**
 * What the report of the published attack states about its own target.
 *
 * @example
 * publishedClaims().filter(({ model }) => model === "MLP");
 */
export function publishedClaims(): Claim[] {
  return claimsFromJson("reported.json", reported, "the published report");
}
