import { count } from "../style";

/** An attack and the rows that it flags. */
export interface FlaggingAttack {
  readonly name: string;
  /** 1 for each row that it flags, else 0. */
  readonly flagged: ArrayLike<number>;
}

/** Rows that some attacks flag and no other does. */
export interface Combination {
  /** The attacks, by their number, ascending. */
  readonly of: readonly number[];
  /** Members among the rows; 0 where membership is not known. */
  readonly members: number;
  readonly others: number;
}

/** What is drawn and what is not. */
export interface Combinations {
  /** The largest first. */
  readonly shown: readonly Combination[];
  readonly hidden: { readonly combinations: number; readonly rows: number };
  readonly rows: number;
  /** Rows that any attack flags. */
  readonly flagged: number;
}

/**
 * Rows by which attacks flag them, the most frequent combinations first; that of all attacks is
 * shown however few its rows.
 *
 * @param most how many to show
 * @throws RangeError if an attack's flags are not one for each row
 * @example
 * combinationsOf({ attacks: [{ name: "RF", flagged: [1, 0] }], membership: null }, 16).flagged; // 1
 */
export function combinationsOf(
  {
    attacks,
    membership,
  }: {
    readonly attacks: readonly FlaggingAttack[];
    readonly membership: ArrayLike<number> | null;
  },
  most: number,
): Combinations {
  const rows = membership?.length ?? attacks[0]?.flagged.length ?? 0;
  for (const { name, flagged } of attacks) {
    if (flagged.length === rows) continue;
    throw new RangeError(`${name}: found ${flagged.length} flags, expected ${rows}`);
  }
  const found = new Map<string, { of: number[]; members: number; others: number }>();
  for (let row = 0; row < rows; row++) {
    const of = attacks.flatMap(({ flagged }, i) => (flagged[row] === 1 ? [i] : []));
    if (of.length === 0) continue;
    const key = of.join();
    const combination = found.get(key) ?? { of, members: 0, others: 0 };
    if (membership?.[row] === 1) combination.members++;
    else combination.others++;
    found.set(key, combination);
  }
  const size = ({ members, others }: Combination) => members + others;
  const ordered = [...found.values()].sort((one, other) => size(other) - size(one));
  const isWhole = ({ of }: Combination) => of.length === attacks.length;
  const rest = ordered.filter((one) => !isWhole(one));
  const kept = new Set([...ordered.filter(isWhole), ...rest].slice(0, most));
  const shown = ordered.filter((one) => kept.has(one));
  const sum = (of: readonly Combination[]) => of.reduce((rows, one) => rows + size(one), 0);
  return {
    shown,
    hidden: { combinations: ordered.length - shown.length, rows: sum(ordered) - sum(shown) },
    rows,
    flagged: sum(ordered),
  };
}

/**
 * Names for an axis, each with how many rows its attack flags.
 *
 * @example
 * axisNames([{ name: "RF", flagged: [1, 0] }]); // ["RF (1)"]
 */
export function axisNames(attacks: readonly FlaggingAttack[]): string[] {
  return attacks.map(({ name, flagged }) => {
    const all = Array.from(flagged).reduce((sum, flag) => sum + flag, 0);
    return `${name} (${count(all)})`;
  });
}
