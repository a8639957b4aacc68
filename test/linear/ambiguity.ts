import { type Node, parsePattern } from "./parsePattern";

/** Repetitions up to here are written out; longer ones count as endless. */
const mostCopies = 64;

/** Positions of a pattern's characters and what may follow each (Glushkov's automaton). */
interface Automaton {
  /** Of each position: which characters it takes. */
  readonly sets: Uint8Array[];
  /** Of each position: those that may follow, as often as there are ways to go on. */
  readonly follow: Map<number, number>[];
  readonly first: Set<number>;
  /** Positions that a search may begin at anywhere in the text. */
  readonly anywhere: Set<number>;
  /** Positions after which the pattern has matched, whatever comes. */
  readonly accepting: Set<number>;
}

interface Part {
  readonly first: number[];
  readonly anywhere: number[];
  readonly last: number[];
  readonly accepting: number[];
  /** May take nothing; the same with `^` taken for a wall; the same with every assertion for one. */
  readonly empty: boolean;
  readonly emptyAnywhere: boolean;
  readonly emptyAccepting: boolean;
}

const nothing: Part = {
  ...{ first: [], anywhere: [], last: [], accepting: [] },
  ...{ empty: true, emptyAnywhere: true, emptyAccepting: true },
};

/**
 * Why a backtracking search for a pattern may take more than linear time; null if it cannot.
 *
 * The search tries each start, and at each start each path of the pattern's automaton until one
 * matches. Paths, and so steps, are more than linear in number only if some word w leads from a
 * state p to itself, from p to another state q, and from q to itself (or from p to itself in two
 * ways), where p may also be the search's own step to the next start (Weber and Seidl 1991, "On the
 * degree of ambiguity of finite automata"; Weideman et al. 2016 for backtracking matchers). A state q
 * after which the pattern has matched cannot fail, and ends the search. Assertions are taken to hold
 * wherever that makes more paths, looks ahead to be tried wherever they stand: the answer errs on the
 * safe side only.
 */
export function whyNotLinear({ source, flags }: Pick<RegExp, "source" | "flags">): string | null {
  const automaton = build(parsePattern(source, flags.includes("m")), source, flags);
  const { sets, follow, accepting } = automaton;
  const size = sets.length;
  const component = componentsOf(follow);
  const loops = [...sets.keys()].filter(
    (p) => follow[p].has(p) || component.sizes[component.of[p]] > 1,
  );
  const describe = (p: number) => (p === size ? "the start of the search" : `position ${p}`);
  for (const q of loops) {
    for (const [next, ways] of follow[q]) {
      if (ways > 1 && component.of[next] === component.of[q])
        return `two ways from position ${q} to ${next}`;
    }
    if (isTwofold(q, automaton, component.of)) return `two ways from position ${q} back to it`;
    if (accepting.has(q)) continue;
    for (const p of [size, ...loops]) {
      if (p !== q && pumps(p, q, automaton, component.of))
        return `from ${describe(p)} to position ${q}`;
    }
  }
  return null;
}

const shared = (a: Uint8Array, b: Uint8Array, c?: Uint8Array) =>
  a.some((is, i) => is && b[i] && (c === undefined || c[i]));

/** Whether a word leads p -> p, p -> q and q -> q. State `size` is the search's own loop. */
function pumps(
  p: number,
  q: number,
  { sets, follow, anywhere }: Automaton,
  of: readonly number[],
): boolean {
  const size = sets.length;
  const everything = sets[0].map(() => 1);
  const stepsFrom = (state: number): number[] =>
    state === size ? [size, ...anywhere] : [...follow[state].keys()];
  const within = (state: number, home: number) =>
    stepsFrom(state).filter(
      (next) => next === home || (home !== size && next !== size && of[next] === of[home]),
    );
  const setOf = (state: number) => (state === size ? everything : sets[state]);
  const seen = new Set([`${p},${p},${q}`]);
  const open: [number, number, number][] = [[p, p, q]];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [a, b, c] = state;
    for (const nextA of within(a, p)) {
      for (const nextB of stepsFrom(b)) {
        for (const nextC of within(c, q)) {
          const key = `${nextA},${nextB},${nextC}`;
          if (seen.has(key) || !shared(setOf(nextA), setOf(nextB), setOf(nextC))) continue;
          if (nextA === p && nextB === q && nextC === q) return true;
          seen.add(key);
          open.push([nextA, nextB, nextC]);
        }
      }
    }
  }
  return false;
}

/** Whether a word leads from q back to q in two ways. */
function isTwofold(q: number, { sets, follow }: Automaton, of: readonly number[]): boolean {
  const seen = new Set<string>();
  const open: [number, number, boolean][] = [[q, q, false]];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [a, b, parted] = state;
    for (const nextA of follow[a].keys()) {
      for (const nextB of follow[b].keys()) {
        if (of[nextA] !== of[q] || of[nextB] !== of[q] || !shared(sets[nextA], sets[nextB]))
          continue;
        const apart = parted || nextA !== nextB;
        if (apart && nextA === q && nextB === q) return true;
        const key = `${nextA},${nextB},${apart}`;
        if (!seen.has(key)) open.push([nextA, nextB, apart]);
        seen.add(key);
      }
    }
  }
  return false;
}

function build(tree: Node, source: string, flags: string): Automaton {
  const sets: Uint8Array[] = [];
  const follow: Map<number, number>[] = [];
  const alphabet = alphabetOf(source);
  const known = new Map<string, Uint8Array>();
  const setOf = (piece: string) => {
    const pattern = new RegExp(`^${piece}$`, flags.replace(/[gym]/g, ""));
    const set = known.get(piece) ?? Uint8Array.from(alphabet, (sign) => Number(pattern.test(sign)));
    known.set(piece, set);
    return set;
  };
  const link = (from: readonly number[], to: readonly number[]) => {
    for (const a of from) for (const b of to) follow[a].set(b, (follow[a].get(b) ?? 0) + 1);
  };
  const join = (a: Part, b: Part): Part => {
    link(a.last, b.first);
    return {
      first: [...a.first, ...(a.empty ? b.first : [])],
      anywhere: [...a.anywhere, ...(a.emptyAnywhere ? b.anywhere : [])],
      last: [...b.last, ...(b.empty ? a.last : [])],
      accepting: [...b.accepting, ...(b.emptyAccepting ? a.accepting : [])],
      empty: a.empty && b.empty,
      emptyAnywhere: a.emptyAnywhere && b.emptyAnywhere,
      emptyAccepting: a.emptyAccepting && b.emptyAccepting,
    };
  };
  const optional = (part: Part): Part => ({
    ...part,
    empty: true,
    emptyAnywhere: true,
    emptyAccepting: true,
  });
  const visit = (node: Node): Part => {
    switch (node.kind) {
      case "class": {
        const place = sets.push(setOf(node.source)) - 1;
        follow.push(new Map());
        const own = [place];
        return {
          ...{ first: own, anywhere: own, last: own, accepting: own },
          ...{ empty: false, emptyAnywhere: false, emptyAccepting: false },
        };
      }
      case "sequence":
        return node.parts.reduce((whole, part) => join(whole, visit(part)), nothing);
      case "either": {
        const parts = node.parts.map(visit);
        return {
          first: parts.flatMap(({ first }) => first),
          anywhere: parts.flatMap(({ anywhere }) => anywhere),
          last: parts.flatMap(({ last }) => last),
          accepting: parts.flatMap(({ accepting }) => accepting),
          empty: parts.some(({ empty }) => empty),
          emptyAnywhere: parts.some(({ emptyAnywhere }) => emptyAnywhere),
          emptyAccepting: parts.some(({ emptyAccepting }) => emptyAccepting),
        };
      }
      case "assertion":
        return { ...nothing, emptyAnywhere: !node.isStart, emptyAccepting: false };
      case "look": {
        const inner = visit(node.part);
        if (node.isBehind) {
          if (hasLoop(node.part)) throw new Error(`a loop in a look behind in ${source}`);
          return { ...nothing, emptyAccepting: false };
        }
        return { ...nothing, first: inner.first, anywhere: inner.anywhere, emptyAccepting: false };
      }
      case "repeat":
        return repeat(node.part, node.least, node.most);
    }
  };
  const repeat = (part: Node, least: number, most: number): Part => {
    if (most > mostCopies) {
      const copies = Array.from({ length: Math.min(Math.max(least - 1, 0), mostCopies) }, () =>
        visit(part),
      );
      const looped = visit(part);
      link(looped.last, looped.first);
      const end = least === 0 ? optional(looped) : looped;
      return [...copies, end].reduce(join, nothing);
    }
    let tail: Part | null = null;
    for (let i = most; i > least; i--)
      tail = optional(tail === null ? visit(part) : join(visit(part), tail));
    const copies = Array.from({ length: least }, () => visit(part));
    return [...copies, ...(tail === null ? [] : [tail])].reduce(join, nothing);
  };
  const whole = visit(tree);
  return {
    sets,
    follow,
    first: new Set(whole.first),
    anywhere: new Set(whole.anywhere),
    accepting: new Set(whole.accepting),
  };
}

function hasLoop(node: Node): boolean {
  if (node.kind === "repeat") return node.most > mostCopies || hasLoop(node.part);
  if (node.kind === "sequence" || node.kind === "either") return node.parts.some(hasLoop);
  return node.kind === "look" && hasLoop(node.part);
}

/** One character of each sort that a pattern can tell apart, as far as sorts are used in lib. */
function alphabetOf(source: string): string[] {
  const signs = new Set<string>();
  for (let code = 0; code < 0x180; code++) signs.add(String.fromCharCode(code));
  for (const sign of "\u200b\u200e\u2028\u2029\u3000\u0301\ufffe\uffff\ufeff\ud800界٣ſK🙂")
    signs.add(sign);
  for (const sign of source) {
    signs.add(sign);
    signs.add(sign.toUpperCase());
    signs.add(sign.toLowerCase());
  }
  return [...signs].filter((sign) => [...sign].length === 1);
}

/** Strongly connected components by what reaches what; patterns have few positions in loops. */
function componentsOf(follow: readonly Map<number, number>[]): { of: number[]; sizes: number[] } {
  const of: number[] = new Array(follow.length).fill(-1);
  const sizes: number[] = [];
  const index: number[] = new Array(follow.length).fill(-1);
  const low: number[] = [];
  const stack: number[] = [];
  let count = 0;
  const visit = (v: number) => {
    index[v] = low[v] = count++;
    stack.push(v);
    for (const next of follow[v].keys()) {
      if (index[next] < 0) visit(next);
      if (of[next] < 0) low[v] = Math.min(low[v], low[next]);
    }
    if (low[v] !== index[v]) return;
    sizes.push(0);
    for (let w = -1; w !== v; sizes[sizes.length - 1]++) {
      w = stack.pop()!;
      of[w] = sizes.length - 1;
    }
  };
  for (let v = 0; v < follow.length; v++) if (index[v] < 0) visit(v);
  return { of, sizes };
}
