import type { Step } from "../leak";

/** Some rows of the data, as far as the code tells them from others. */
export interface Part {
  readonly id: number;
  readonly kind: "source" | "split" | "fold" | "subset" | "union";
  /** What the code calls it. */
  name: string;
  /** Of a split or fold: the side on which it came out. */
  readonly side: "train" | "test" | null;
  /** Where it was split off. */
  readonly split: Step | null;
  /** Whether its membership is what the course asks for. */
  isPrivate: boolean;
  /** Itself and everything that it was taken from. */
  readonly above: ReadonlySet<Part>;
  /** Itself and, of a union, everything that was put together. */
  readonly below: ReadonlySet<Part>;
  /** All parts that rows of it may come from: those above, and what unions among them hold. */
  readonly among: ReadonlySet<Part>;
}

/** How a part is split off. */
export interface Cut {
  readonly kind: "split" | "fold" | "subset";
  readonly side: Part["side"];
  readonly split: Step | null;
}

const mostParts = 600;

/** All parts that a piece of code tells apart; the same cut of the same rows is the same part. */
export class Parts {
  private readonly known = new Map<string, Part>();

  /** Rows that come from outside the code. */
  source(name: string): Part {
    return this.keep(`source ${name}`, { kind: "source", side: null, split: null }, name, [], []);
  }

  /**
   * Rows cut out of others; of several sources, out of their union.
   *
   * @param from of each array that is cut in the same way, row beside row, what it holds
   */
  cut(from: readonly ReadonlySet<Part>[], key: string, cut: Cut, name: string): Part {
    const bases = new Set(from.map((parts) => this.union(parts)));
    bases.delete(null);
    const known = [...bases].filter((part): part is Part => part !== null);
    if (known.length === 0) return this.source(`${name} ${key}`);
    const ids = known.map(({ id }) => id).sort((a, b) => a - b);
    return this.keep(`${ids.join()} ${key}`, cut, name, known, []);
  }

  /** The parts put together as one; null for none. */
  private union(parts: ReadonlySet<Part>): Part | null {
    const [first, ...others] = parts;
    if (first === undefined) return null;
    if (others.length === 0) return first;
    const ids = [...parts].map(({ id }) => id).sort((a, b) => a - b);
    const name = [...parts].map((part) => part.name).join("+");
    const cut = { kind: "union", side: null, split: null } as const;
    return this.keep(`union ${ids.join()}`, cut, name.slice(0, 60), [], [...parts]);
  }

  private keep(
    key: string,
    cut: { kind: Part["kind"]; side: Part["side"]; split: Step | null },
    name: string,
    from: readonly Part[],
    of: readonly Part[],
  ): Part {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= mostParts && from.length > 0) return from[0];
    const above = new Set<Part>(from.flatMap((part) => [...part.above]));
    const below = new Set<Part>(of.flatMap((part) => [...part.below]));
    const among = new Set<Part>([...from, ...of].flatMap((part) => [...part.among]));
    const part: Part = {
      ...{ id: this.known.size, ...cut, name },
      ...{ isPrivate: cut.kind === "source" && isPrivateName(name), above, below, among },
    };
    for (const parts of [above, below, among]) parts.add(part);
    this.known.set(key, part);
    return part;
  }
}

/** Whether a name tells rows whose membership is not known. */
export function isPrivateName(name: string): boolean {
  return /priv|unlabell?ed|hidden_(?:set|data|rows)/i.test(name);
}

/** Whether all rows of the second are, as far as the code tells, among those of the first. */
export function covers(outer: Part, inner: Part): boolean {
  for (const part of outer.below) if (inner.above.has(part)) return true;
  return false;
}

/** Whether two sets of parts share rows, as far as the code tells. */
export function share(some: ReadonlySet<Part>, others: ReadonlySet<Part>): boolean {
  for (const one of some) {
    for (const other of others) if (covers(one, other) || covers(other, one)) return true;
  }
  return false;
}

/** The first part of some that others saw rows of. */
export function seenIn(outer: ReadonlySet<Part>, inner: ReadonlySet<Part>): Part | null {
  for (const part of inner) {
    for (const one of outer) for (const held of one.below) if (part.among.has(held)) return part;
  }
  return null;
}

/** Whether a part holds private rows: it, or what it was cut from; a cut of a mixture by its own name. */
export function isPrivate(part: Part): boolean {
  for (const one of part.above) if (one.isPrivate) return true;
  if (part.kind !== "union") return false;
  return [...part.below].some((one) => one !== part && one.isPrivate);
}
