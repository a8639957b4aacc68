import type { AuditState, ModelFile } from "../../audit/many";

/**
 * How far an audit is, as a person reads it.
 *
 * @param states one a model
 * @example
 * tell(statusText("out/audit", models, auditStates(models, rows, settings)));
 */
export function statusText(
  out: string,
  models: readonly ModelFile[],
  states: readonly AuditState[],
): string {
  const done = states.filter((state) => state === "done").length;
  const others = (["running", "refused", "missing"] as const).flatMap((state) => {
    const names = models.flatMap(({ name }, i) => (states[i] === state ? [name] : []));
    return names.length === 0 ? [] : [`  ${state}: ${names.join(", ")}`];
  });
  return [`${out}: ${done} of ${models.length} models are attacked`, ...others].join("\n");
}
