import { builtins, metadata, wellKnown } from "../apis/functions";
import type { Expression } from "../code/tree";
import type { Fit } from "../data/machine";
import { isPrivate } from "../data/part";
import { Scope } from "../data/scope";
import { elementOf, flat, nothing, oneOf, union, type Value, valueWith } from "../data/value";
import { assign } from "./assign";
import { call } from "./call";
import { methodOf } from "./kinds";
import { operation } from "./operation";
import { handedOn } from "./rows";
import type { Run } from "./run";
import { keyOf, subscript } from "./subscript";

/**
 * What an expression stands for; what it calls is gone through on the way.
 *
 * @throws BudgetSpent where the code goes on for too long
 */
export function evaluate(expression: Expression, scope: Scope, run: Run): Value {
  run.step();
  return run.within(() => evaluated(expression, scope, run));
}

function evaluated(expression: Expression, scope: Scope, run: Run): Value {
  switch (expression.kind) {
    case "name":
      return named(expression.name, scope, run);
    case "constant":
      return valueWith({ constant: expression.value });
    case "attribute":
      return attribute(expression, scope, run);
    case "subscript":
      return subscript(expression, scope, run);
    case "call":
      return call(expression, scope, run);
    case "sequence":
      return valueWith({ items: itemsOf(expression.items, scope, run) });
    case "starred":
      return evaluate(expression.value, scope, run);
    case "dictionary":
      return dictionary(expression, scope, run);
    case "operation":
      return operation(expression, scope, run);
    case "choice":
      return choice(expression, scope, run);
    case "procedure":
      return valueWith({
        closures: [{ procedure: expression.procedure, scope, self: null, of: null }],
      });
    case "comprehension":
      return comprehension(expression, scope, run);
    case "binding": {
      const value = evaluate(expression.value, scope, run);
      assign(expression.target, value, scope, run);
      return value;
    }
    default:
      return handedOn(oneOf(expression.of.map((one) => evaluate(one, scope, run))));
  }
}

function named(name: string, scope: Scope, run: Run): Value {
  const value = scope.find(name);
  if (value !== null) return value;
  const path = wellKnown.get(name);
  if (path !== undefined) return valueWith({ path });
  if (name === "undefined" || name === "null") return valueWith({ constant: null });
  if (builtins.has(name)) return valueWith({ path: name });
  if (/^(?:fpr|FPR|fprs)$/.test(name)) return valueWith({ path: name, marks: new Set(["fpr"]) });
  if (/^(?:tpr|TPR|tprs)$/.test(name)) return valueWith({ path: name, marks: new Set(["tpr"]) });
  return valueWith({ path: name, parts: new Set([run.parts.source(name)]) });
}

function itemsOf(items: readonly Expression[], scope: Scope, run: Run): Value[] {
  return items.slice(0, 64).flatMap((item) => {
    const value = evaluate(item, scope, run);
    return item.kind === "starred" ? (value.items ?? [elementOf(value)]) : [value];
  });
}

function attribute(expression: Expression & { kind: "attribute" }, scope: Scope, run: Run): Value {
  const { name } = expression;
  const base = evaluate(expression.base, scope, run);
  if (base.instances.size > 0) {
    const fields = [...base.instances].map(({ fields }) => fields.get(name) ?? nothing);
    const found = oneOf(fields);
    if (found !== nothing) return found;
    const closures = [...base.instances].flatMap((instance) => methodOf(instance, name));
    if (closures.length > 0) return valueWith({ closures });
  }
  if (base.entries?.has(name)) return base.entries.get(name) ?? nothing;
  if (base.machines.size > 0) return ofMachines(name, base, run);
  if (base.path !== null && base.parts.size === 0) {
    return valueWith({ path: `${base.path}.${name}`, marks: base.marks });
  }
  if (metadata.has(name)) return nothing;
  if (name === "index" && base.parts.size > 0) {
    return valueWith({ index: `rows ${[...base.parts].map(({ id }) => id).join()}` });
  }
  return { ...base, path: null, ...membership(name, base) };
}

/** Marks the membership of private rows. */
export function membership(name: string, base: Value): Partial<Value> {
  const isMembership = /^(?:is_?)?member(?:ship)?s?$/i.test(name);
  if (!isMembership || ![...base.parts].some(isPrivate)) return {};
  return { marks: union(base.marks, new Set(["private membership"] as const)) };
}

function ofMachines(name: string, base: Value, run: Run): Value {
  if (/^(?:best_params_|best_index_|best_iteration\w*|alpha_|C_)$/.test(name)) {
    return learntOf(base, "parameters", "likely", run);
  }
  if (/^(?:feature_importances_|coef_|ranking_|support_|scores_|pvalues_)$/.test(name)) {
    return learntOf(base, "select", "look", run);
  }
  if (/estimator|named_steps|steps|regressor_|model|layers/.test(name)) {
    const inner = [...base.machines].flatMap((machine) =>
      machine.role === "search" ? [machine] : [...machine.inner, machine],
    );
    return valueWith({ machines: new Set(inner) });
  }
  return nothing;
}

/** What estimators tell of the rows that they were fitted on. */
function learntOf(base: Value, kind: Fit["kind"], certainty: Fit["certainty"], run: Run): Value {
  const fits = [...base.machines].flatMap(({ name, trainings }) =>
    trainings.map(({ parts, at }) => run.fit({ kind, what: name, certainty, parts, at })),
  );
  return valueWith({ statistics: new Set(fits) });
}

function dictionary(
  expression: Expression & { kind: "dictionary" },
  scope: Scope,
  run: Run,
): Value {
  const entries = new Map<string, Value>();
  for (const { key, value: of } of expression.entries.slice(0, 64)) {
    const value = evaluate(of, scope, run);
    if (key === null) {
      for (const [name, one] of value.entries ?? []) entries.set(name, one);
    } else {
      const known = keyOf(key, evaluate(key, scope, run));
      if (known !== null) entries.set(known, value);
    }
  }
  return valueWith({ entries });
}

function choice(expression: Expression & { kind: "choice" }, scope: Scope, run: Run): Value {
  const test = expression.test === null ? nothing : evaluate(expression.test, scope, run);
  const [first, second] = expression.of;
  if (expression.test !== null && second !== undefined) {
    if (isTrue(test) === true) return evaluate(first, scope, run);
    if (isTrue(test) === false) return evaluate(second, scope, run);
  }
  return oneOf(expression.of.map((one) => evaluate(one, scope, run)));
}

/** Whether a test is known to hold or not to; null where it is not known. */
export function isTrue({ constant }: Value): boolean | null {
  return constant === undefined || constant === null ? null : Boolean(constant);
}

function comprehension(
  expression: Expression & { kind: "comprehension" },
  scope: Scope,
  run: Run,
): Value {
  const inner = new Scope(scope, run.journal);
  let over: Value = nothing;
  for (const loop of expression.loops) {
    over = evaluate(loop.over, inner, run);
    assign(loop.target, elementOf(over), inner, run);
  }
  for (const test of expression.tests) evaluate(test, inner, run);
  const element = expression.element.map((one) => evaluate(one, inner, run));
  if (expression.isDictionary && element.length === 2) {
    return valueWith({ entries: new Map([["$", element[1]]]) });
  }
  const one = flatRows(element);
  return { ...one, items: [one], constant: undefined };
}

function flatRows(element: readonly Value[]): Value {
  if (element.length === 1) return element[0];
  return flat(valueWith({ items: element }));
}
