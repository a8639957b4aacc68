import type { Expression } from "../code/tree";
import { Scope } from "../data/scope";
import {
  type Closure,
  flat,
  isUnknown,
  type Kind,
  nothing,
  oneOf,
  type Value,
  valueWith,
} from "../data/value";
import { callFunction } from "./callFunction";
import { callMachine, isLearning, isMachineMethod, machineNamed, predicted } from "./callMachine";
import { callMethod } from "./callMethod";
import { statementsOfMagic } from "./cellMagic";
import { type Given, givenTo } from "./given";
import { comesFrom, inKind, methodOf } from "./kinds";
import { newMachine } from "./newMachine";
import { handedOn } from "./rows";
import type { Run } from "./run";

export type Call = Expression & { kind: "call" };

const deepest = 8;

/** What a call gives: a function of the code is gone through, a known one does what it is known for. */
export function call(expression: Call, scope: Scope, run: Run): Value {
  const { callee } = expression;
  if (callee.kind === "attribute") return callAttribute(expression, callee, scope, run);
  const value = run.evaluate(callee, scope, run);
  const given = givenTo(expression, scope, run);
  return callValue(value, given, expression, run);
}

function callAttribute(
  expression: Call,
  callee: Expression & { kind: "attribute" },
  scope: Scope,
  run: Run,
): Value {
  const { base: of, name } = callee;
  if (of.kind === "call" && of.callee.kind === "name" && of.callee.name === "super") {
    return callBase(expression, name, scope, run);
  }
  if (name === "run_cell_magic") {
    run.execute(statementsOfMagic(expression), scope, run);
    return nothing;
  }
  const base = run.evaluate(of, scope, run);
  const given = givenTo(expression, scope, run);
  const closures = [...base.instances].flatMap((instance) => methodOf(instance, name));
  const fields = [...base.instances].map(({ fields }) => fields.get(name) ?? nothing);
  const field = oneOf(fields);
  if (field !== nothing) return callValue(field, given, expression, run);
  if (closures.length > 0) return callClosures(closures, given, run);
  const machines = machinesOf(base);
  if (isMachineMethod(name)) {
    if (machines.length > 0) return callMachine(machines, name, base, given, expression, run);
    if (isLearning(name) && (isUnset(base, of) || isUnknown(base))) {
      const machine = machineNamed(of.kind === "name" ? of.name : of.text, run);
      const made = valueWith({ machines: new Set([machine]) });
      if (of.kind === "name") scope.holderOf(of.name).set(of.name, made);
      return callMachine([machine], name, made, given, expression, run);
    }
  }
  if (base.path !== null && base.parts.size === 0) {
    return callFunction(`${base.path}.${name}`, given, expression, run);
  }
  if (base.entries?.has(name)) {
    return callValue(base.entries.get(name) ?? nothing, given, expression, run);
  }
  return callMethod({ base, of, name, given, expression, scope, run });
}

/** Whether fit or predict is called on something that the code never sets. */
function isUnset(base: Value, of: Expression): boolean {
  return of.kind === "name" && base.path === of.name && base.parts.size === 1;
}

function machinesOf(base: Value) {
  return [...base.machines, ...[...base.instances].map(({ machine }) => machine)];
}

/** A method of a base class, by `super()`. */
function callBase(expression: Call, name: string, scope: Scope, run: Run): Value {
  const given = givenTo(expression, scope, run);
  const self = scope.find("self");
  const kinds = scope.find("__class__")?.kinds ?? [];
  const found = kinds.flatMap(({ bases }) => bases.map((base) => inKind(base, name, 0)));
  const [instance] = self?.instances ?? [];
  const closures = found.flatMap((one) =>
    one === null ? [] : [{ ...one, self: instance ?? null }],
  );
  return callClosures(closures, given, run);
}

/** Calls a value, whatever it is. */
export function callValue(value: Value, given: Given, expression: Call, run: Run): Value {
  if (value.closures.length > 0) return callClosures(value.closures, given, run);
  if (value.kinds.length > 0) {
    return oneOf(value.kinds.map((kind) => instantiate(kind, given, run)));
  }
  if (value.instances.size > 0) {
    const forward = [...value.instances].flatMap((instance) => [
      ...methodOf(instance, "__call__"),
      ...methodOf(instance, "forward"),
    ]);
    const result = callClosures(forward, given, run);
    const machines = machinesOf(value);
    return { ...result, ...predicted(machines, given.at(0), expression, run) };
  }
  const models = [...value.machines].filter(({ role }) => role !== "unknown");
  if (models.length > 0) return predicted(models, given.at(0), expression, run);
  if (value.machines.size > 0) return handedOn(given.all());
  if (value.path !== null) return callFunction(value.path, given, expression, run);
  return handedOn(given.all());
}

/** Goes through functions of the code with what they are given. */
export function callClosures(closures: readonly Closure[], given: Given, run: Run): Value {
  return oneOf(closures.map((closure) => callClosure(closure, given, run)));
}

function callClosure(closure: Closure, given: Given, run: Run): Value {
  run.step();
  const { procedure, self, of } = closure;
  run.called.add(procedure);
  if (run.open.length >= deepest || run.open.includes(procedure)) return handedOn(given.all());
  const scope = new Scope(closure.scope, run.journal);
  let place = 0;
  procedure.parameters.forEach((parameter, i) => {
    if (i === 0 && self !== null) {
      scope.set(parameter.name, valueWith({ instances: new Set([self]) }));
      return;
    }
    const named = given.named.get(parameter.name);
    const placed = parameter.isRest ? oneOf(given.placed.slice(place)) : given.placed[place];
    if (named === undefined) place++;
    const otherwise = parameter.otherwise;
    const value =
      named ??
      placed ??
      (otherwise === null ? nothing : usual(run.evaluate(otherwise, closure.scope, run)));
    scope.set(parameter.name, value);
  });
  if (of !== null) scope.set("__class__", valueWith({ kinds: [of] }));
  run.open.push(procedure);
  run.returned.push([]);
  try {
    run.execute(procedure.body, scope, run);
  } finally {
    run.open.pop();
  }
  return oneOf(run.returned.pop() ?? []);
}

/** A default that turns something on or off: both ways are gone through. */
function usual(value: Value): Value {
  return typeof value.constant === "boolean" ? { ...value, constant: undefined } : value;
}

const estimators =
  /^(?:BaseEstimator|TransformerMixin|ClassifierMixin|RegressorMixin|Module|Model|LightningModule)$/;

function instantiate(kind: Kind, given: Given, run: Run): Value {
  const isTransformer = kind.methods.has("transform");
  const isModel = kind.methods.has("predict") || kind.methods.has("forward");
  const machine = newMachine(run, {
    name: kind.name,
    role: isTransformer ? "transformer" : isModel ? "model" : "unknown",
    certainty: null,
  });
  const instance = { kind, fields: new Map<string, Value>(), machine };
  const closures = methodOf(instance, "__init__");
  callClosures(closures, given, run);
  const made = valueWith({ instances: new Set([instance]) });
  if (closures.length === 0 && !comesFrom(kind, estimators))
    instance.fields.set("", flat(given.all()));
  return made;
}
