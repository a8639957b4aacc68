import type { Closure, Instance, Kind } from "../data/value";

/** A method of an object, from its class or the nearest base that has it. */
export function methodOf(instance: Instance, name: string): Closure[] {
  const found = inKind(instance.kind, name, 0);
  return found === null ? [] : [{ ...found, self: instance }];
}

/** A method of a class or of the nearest base that has it. */
export function inKind(kind: Kind, name: string, depth: number): Closure | null {
  const own = kind.methods.get(name);
  if (own !== undefined) return own;
  if (depth > 8) return null;
  for (const base of kind.bases) {
    const found = inKind(base, name, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a class comes from one of some names, directly or through its bases. */
export function comesFrom(kind: Kind, names: RegExp, depth = 0): boolean {
  return (
    kind.foreign.some((name) => names.test(name)) ||
    (depth < 8 && kind.bases.some((base) => comesFrom(base, names, depth + 1)))
  );
}
