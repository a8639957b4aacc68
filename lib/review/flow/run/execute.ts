import { append } from "../../../numeric/arrays";
import type { Expression, Procedure, Statement } from "../code/tree";
import type { Scope } from "../data/scope";
import {
  type Closure,
  elementOf,
  flat,
  type Kind,
  nothing,
  oneOf,
  type Value,
  valueWith,
} from "../data/value";
import { assign, store } from "./assign";
import { foldsOf, lastName } from "./callFunction";
import { isTrue } from "./evaluate";
import { partly } from "./rows";
import { type Run, stepAt } from "./run";

/** Loops within loops of which the inner ones are gone through twice. */
const twiceWithin = 2;

/**
 * Goes through statements in their order: branches both, loops twice.
 *
 * @returns whether they end in a return
 * @throws BudgetSpent where the code goes on for too long
 */
export function execute(body: readonly Statement[], scope: Scope, run: Run): boolean {
  for (const statement of body) {
    run.step();
    if (executeOne(statement, scope, run)) return true;
  }
  return false;
}

function executeOne(statement: Statement, scope: Scope, run: Run): boolean {
  switch (statement.kind) {
    case "assign":
      assigned(statement, scope, run);
      return false;
    case "evaluate":
      run.evaluate(statement.value, scope, run);
      return false;
    case "return":
      if (statement.value !== null) {
        const value = run.evaluate(statement.value, scope, run);
        run.returned[run.returned.length - 1]?.push(value);
      }
      return true;
    case "for":
      return looped(statement, scope, run);
    case "while": {
      if (statement.test !== null) decide(statement.test, scope, run);
      return again(() => execute(statement.body, scope, run), run);
    }
    case "if":
      return branched(statement, scope, run);
    case "block":
      return statement.bodies.map((one) => execute(one, scope, run)).some(Boolean) && false;
    case "import":
      for (const { local, of } of statement.names) scope.set(local, valueWith({ path: of }));
      return false;
    case "define":
      scope.set(
        statement.procedure.name,
        valueWith({ closures: [closureOf(statement.procedure, scope)] }),
      );
      return false;
    case "class":
      scope.set(statement.name, valueWith({ kinds: [kindOf(statement, scope, run)] }));
      return false;
    case "global":
      for (const name of statement.names) scope.globals.add(name);
      return false;
  }
}

function closureOf(procedure: Procedure, scope: Scope): Closure {
  return { procedure, scope, self: null, of: null };
}

function assigned(statement: Statement & { kind: "assign" }, scope: Scope, run: Run): void {
  const value = run.evaluate(statement.value, scope, run);
  for (const target of statement.targets) {
    if (statement.operator === null) assign(target, value, scope, run);
    else store(target, (old) => augmented(statement.operator ?? "", old, value), scope, run);
  }
}

function augmented(operator: string, old: Value, value: Value): Value {
  if (operator === "+" && old.items !== null) {
    return { ...old, items: [oneOf([...old.items, elementOf(value)])] };
  }
  const other = flat(value);
  const isScaling = operator === "-" || operator === "/";
  const statistics = isScaling ? other.statistics : nothing.statistics;
  const changed = partly(old, other);
  return old.parts.size === 0
    ? { ...changed, judgements: oneOf([old, other]).judgements }
    : { ...changed, fits: new Set([...changed.fits, ...statistics]) };
}

function looped(statement: Statement & { kind: "for" }, scope: Scope, run: Run): boolean {
  const over = foldsOf(run.evaluate(statement.over, scope, run), statement, run);
  return again(() => {
    const element = elementOf(withFolds(over, statement, run));
    assign(statement.target, element, scope, run);
    return execute(statement.body, scope, run);
  }, run);
}

/** `enumerate(kfold)`: the folds stand one deeper. */
function withFolds(over: Value, statement: Statement, run: Run): Value {
  if (over.items === null) return over;
  const items = over.items.map((item) => {
    if (item.items === null) return item;
    return { ...item, items: item.items.map((one) => elementIfFolds(one, statement, run)) };
  });
  return { ...over, items };
}

function elementIfFolds(value: Value, statement: Statement, run: Run): Value {
  const found = foldsOf(value, statement, run);
  return found === value ? value : elementOf(found);
}

function again(body: () => boolean, run: Run): boolean {
  run.loops++;
  try {
    body();
    if (run.loops <= twiceWithin) body();
  } finally {
    run.loops--;
  }
  return false;
}

function branched(statement: Statement & { kind: "if" }, scope: Scope, run: Run): boolean {
  const taken: (readonly Statement[])[] = [];
  let isWhole = false;
  for (const { test, body } of statement.branches) {
    const holds = test === null ? true : decide(test, scope, run);
    if (holds === false) continue;
    taken.push(body);
    if (holds === true) {
      isWhole = true;
      break;
    }
  }
  if (isWhole && taken.length === 1) return execute(taken[0], scope, run);
  const ended: boolean[] = [];
  const branches = taken.map((body) => () => {
    ended.push(execute(body, scope, run));
  });
  run.journal.branch(branches, isWhole);
  return isWhole && ended.every(Boolean);
}

/** Evaluates what a branch depends on, and sees what is chosen by it. */
function decide(test: Expression, scope: Scope, run: Run): boolean | null {
  const value = run.evaluate(test, scope, run);
  const isOrdering =
    test.kind === "operation" &&
    /^[<>]/.test(test.operator) &&
    test.of.every(({ kind }) => kind !== "constant");
  if (isOrdering && value.judgements.size > 0) {
    run.selections.push({ judgements: value.judgements, at: stepAt("select", test) });
  }
  if (value.marks.has("fpr above") && run.loops > 0) {
    const at = stepAt("read", test);
    run.sights.push({ kind: "first above", at, used: at });
  }
  return isTrue(value);
}

function kindOf(statement: Statement & { kind: "class" }, scope: Scope, run: Run): Kind {
  const methods = new Map<string, Closure>();
  const bases: Kind[] = [];
  const foreign: string[] = [];
  for (const base of statement.bases) {
    const value = run.evaluate(base, scope, run);
    append(bases, value.kinds);
    if (value.path !== null) foreign.push(lastName(value.path));
  }
  const kind: Kind = { name: statement.name, methods, bases, foreign };
  for (const one of statement.body) {
    if (one.kind !== "define") continue;
    methods.set(one.procedure.name, { ...closureOf(one.procedure, scope), of: kind });
  }
  return kind;
}
