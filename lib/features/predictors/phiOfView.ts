import type { Logits } from "../../inference";
import { phiOf } from "../../lira";
import { type AuditSet, viewLogitsOf } from "./auditSet";

/** By a view's logits, for as long as they are there: phi, and the labels that it was computed for. */
const kept = new WeakMap<Logits, { readonly labels: Int32Array; readonly phi: Float64Array }>();

/**
 * phi of each row of a view, "plain" included; computed once, whichever groups ask, so it must not be changed.
 *
 * @param group that needs the view, for messages
 * @throws RangeError as `viewLogitsOf`
 * @example
 * phiOfView(set, "flip", "viewFalls")[0];
 */
export function phiOfView(set: AuditSet, view: string, group: string): Float64Array {
  const logits = viewLogitsOf(set, view, group);
  const { labels } = set;
  const before = kept.get(logits);
  if (before?.labels === labels) return before.phi;
  const phi = phiOf(logits, labels);
  kept.set(logits, { labels, phi });
  return phi;
}
