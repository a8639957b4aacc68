import { append } from "../../../numeric/arrays";
import type { Expression } from "../code/tree";
import type { Scope } from "../data/scope";
import { flat, nothing, oneOf, type Value } from "../data/value";
import type { Run } from "./run";

/** What a call is given. */
export class Given {
  constructor(
    readonly placed: readonly Value[],
    readonly named: ReadonlyMap<string, Value>,
  ) {}

  /** By its place, or by one of its names; nothing where it is not given. */
  at(place: number, ...names: readonly string[]): Value {
    for (const name of names) {
      const value = this.named.get(name);
      if (value !== undefined) return value;
    }
    return this.placed[place] ?? nothing;
  }

  /** Everything, as one. */
  all(): Value {
    return oneOf([...this.placed, ...this.named.values()].map((value) => flat(value)));
  }

  /** Whether it is asked to work along a row and not down the rows. */
  get isAlongRows(): boolean {
    const named = this.named.get("axis") ?? this.named.get("dim");
    const axis = named ?? this.placed.find(({ constant }) => constant === 1 || constant === -1);
    if (axis === undefined) return false;
    if (axis.items !== null) return axis.items.every(({ constant }) => constant !== 0);
    return axis.constant === 1 || axis.constant === -1 || axis.constant === "columns";
  }
}

/** Evaluates what a call is given, `*x` and `**x` spread where it is known what they hold. */
export function givenTo(call: Expression & { kind: "call" }, scope: Scope, run: Run): Given {
  const placed: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, value: expression } of call.given) {
    if (name !== null) named.set(name, run.evaluate(expression, scope, run));
    else if (expression.kind === "starred") {
      const value = run.evaluate(expression.value, scope, run);
      if (value.items !== null && value.items.length > 0) append(placed, value.items);
      else if (value.entries !== null) for (const [key, one] of value.entries) named.set(key, one);
      else placed.push(value);
    } else placed.push(run.evaluate(expression, scope, run));
  }
  return new Given(placed, named);
}
