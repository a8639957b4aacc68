import { either, nothing, type Value } from "./value";

type Changes = Map<Scope, Map<string, Value | null>>;

/** What the names of a function, or of the whole notebook, stand for. */
export class Scope {
  readonly values = new Map<string, Value>();
  readonly globals = new Set<string>();

  constructor(
    readonly outer: Scope | null,
    private readonly journal: Journal,
  ) {}

  /** The value of a name here or further out; null where nothing has set it. */
  find(name: string): Value | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      const value = scope.values.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }

  /** The scope in which a name that is known is set. */
  holderOf(name: string): Scope {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      if (scope.values.has(name)) return scope;
    }
    return this;
  }

  /** Sets a name, here or, where the code says so, in the outermost scope. */
  set(name: string, value: Value): void {
    const scope = this.globals.has(name) ? this.outermost() : this;
    this.journal.note(scope, name);
    scope.values.set(name, value);
  }

  private outermost(): Scope {
    let scope: Scope = this;
    while (scope.outer !== null) scope = scope.outer;
    return scope;
  }
}

/** Remembers what branches change, so that what they leave can be put together. */
export class Journal {
  private readonly open: Changes[] = [];

  /** Notes what a name stood for before the innermost branch changed it. */
  note(scope: Scope, name: string): void {
    const changes = this.open[this.open.length - 1];
    if (changes === undefined) return;
    const names = changes.get(scope) ?? new Map<string, Value | null>();
    changes.set(scope, names);
    if (!names.has(name)) names.set(name, scope.values.get(name) ?? null);
  }

  /**
   * Runs branches, each from the same state; a name stands afterwards for what any left in it.
   *
   * @param isWhole whether one of them is always taken
   */
  branch(branches: readonly (() => void)[], isWhole: boolean): void {
    const left: Changes[] = branches.map((run) => {
      const changes: Changes = new Map();
      this.open.push(changes);
      try {
        run();
      } finally {
        this.open.pop();
      }
      return takeBack(changes);
    });
    const names = new Map<Scope, Set<string>>();
    for (const changes of left) {
      for (const [scope, changed] of changes) {
        names.set(scope, new Set([...(names.get(scope) ?? []), ...changed.keys()]));
      }
    }
    for (const [scope, changed] of names) {
      for (const name of changed) {
        const before = scope.values.get(name) ?? null;
        const after = left.map((changes) => changes.get(scope)?.get(name) ?? before);
        const all = isWhole ? after : [before, ...after];
        this.note(scope, name);
        scope.values.set(
          name,
          all.reduce<Value>((sum, one) => either(sum, one ?? nothing), nothing),
        );
      }
    }
  }
}

/** Restores what names stood for, and tells what they had come to stand for. */
function takeBack(changes: Changes): Changes {
  const after: Changes = new Map();
  for (const [scope, names] of changes) {
    const left = new Map<string, Value | null>();
    for (const [name, before] of names) {
      left.set(name, scope.values.get(name) ?? null);
      if (before === null) scope.values.delete(name);
      else scope.values.set(name, before);
    }
    after.set(scope, left);
  }
  return after;
}
