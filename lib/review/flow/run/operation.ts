import type { Expression } from "../code/tree";
import type { Scope } from "../data/scope";
import { flat, type Mark, nothing, oneOf, union, type Value, valueWith } from "../data/value";
import { handedOn, shaped } from "./rows";
import { type Run, stepAt } from "./run";

type Operation = Expression & { kind: "operation" };

const comparisons = new Set([
  ">",
  "<",
  ">=",
  "<=",
  "==",
  "!=",
  "===",
  "!==",
  "in",
  "not in",
  "is",
  "is not",
]);

/** What an operator makes of its operands. */
export function operation(expression: Operation, scope: Scope, run: Run): Value {
  const values = expression.of.map((one) => run.evaluate(one, scope, run));
  const { operator } = expression;
  if (comparisons.has(operator)) return comparison(expression, values, run);
  if (operator === "unary ~" || operator === "unary not" || operator === "unary !") {
    return negation(values[0] ?? nothing);
  }
  if ((operator === "&" || operator === "|") && values.some(({ index }) => index !== null)) {
    const key = values.map(({ index }) => index ?? "").join(` ${operator} `);
    return { ...handedOn(oneOf(values)), index: key.slice(0, 300) };
  }
  if (operator.startsWith("unary")) return { ...(values[0] ?? nothing), constant: undefined };
  return arithmetic(operator, values);
}

function comparison(expression: Operation, values: readonly Value[], run: Run): Value {
  const [left = nothing, right = nothing] = values;
  const { operator } = expression;
  if (left.constant !== undefined && right.constant !== undefined) {
    return valueWith({ constant: compared(operator, left.constant, right.constant) });
  }
  const all = oneOf(values.map((value) => flat(value)));
  const marks = new Set<Mark>();
  const isAbove =
    (left.marks.has("fpr") && operator.startsWith(">")) ||
    (right.marks.has("fpr") && operator.startsWith("<"));
  if (isAbove) marks.add("fpr above");
  useMembership(expression, all, run);
  const isOrdering = operator.startsWith("<") || operator.startsWith(">");
  const rows = isOrdering ? shaped(handedOn(all), all) : handedOn(all);
  return { ...rows, machines: nothing.machines, marks, index: `where ${expression.text}` };
}

function useMembership(expression: Operation, all: Value, run: Run): void {
  if (!all.marks.has("private membership")) return;
  const at = stepAt("use", expression);
  run.sights.push({ kind: "membership", at, used: at });
}

type Constant = string | number | boolean | null;

function compared(operator: string, a: Constant, b: Constant): boolean | undefined {
  if (operator === "==" || operator === "===" || operator === "is") return a === b;
  if (operator === "!=" || operator === "!==" || operator === "is not") return a !== b;
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  if (operator === ">") return a > b;
  if (operator === "<") return a < b;
  if (operator === ">=") return a >= b;
  return operator === "<=" ? a <= b : undefined;
}

function negation(value: Value): Value {
  const constant = typeof value.constant === "boolean" ? !value.constant : undefined;
  const index = value.index === null ? null : `not ${value.index}`;
  return { ...value, constant, index, marks: nothing.marks };
}

function arithmetic(operator: string, values: readonly Value[]): Value {
  const all = oneOf(values.map((value) => flat(value)));
  const marks = new Set<Mark>();
  if (operator === "-" && values.some((value) => value.marks.has("fpr"))) marks.add("fpr distance");
  if (values.some((value) => value.marks.has("fpr distance"))) marks.add("fpr distance");
  const isScaling = operator === "-" || operator === "/";
  const known = handedOn(all);
  return { ...shaped(known, known, isScaling), marks: union(marks, privateOf(all)) };
}

function privateOf(value: Value): ReadonlySet<Mark> {
  return new Set(value.marks.has("private membership") ? ["private membership" as const] : []);
}
