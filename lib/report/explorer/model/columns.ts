import { printable } from "../../../files/text/visible";
import { cellNumber } from "./numberText";
import type { State } from "./state";
import type { Table } from "./table";

/** A column of the table. */
export interface Column {
  /** As the address calls it. */
  readonly key: string;
  readonly title: string;
  /** What the title means, where it does not say so. */
  readonly hint?: string;
  /** Whether there are numbers in it, to be set to the right and filtered by range. */
  readonly isNumber: boolean;
  /** Whether it is shown without being asked for. */
  readonly isShown: boolean;
  /** What rows are sorted and filtered by, NaN = nothing. */
  numbers(): ArrayLike<number>;
  text(row: number): string;
}

/** What columns hang on. */
export type Choice = Pick<State, "source" | "cut" | "x" | "y">;

/**
 * All columns of a table, first the ones of each row, then scores, predictors and views.
 *
 * @example
 * columnsOf(table, state).find(({ key }) => key === "rank")?.text(12); // "1,204"
 */
export function columnsOf(table: Table, choice: Choice): Column[] {
  const { run, sources } = table;
  const shown = { isShown: true, isNumber: true };
  const number = (
    key: string,
    title: string,
    numbers: () => ArrayLike<number>,
    more: Partial<Column> = {},
  ): Column => ({
    ...{ key, title, numbers, ...shown },
    text: (row) => cellNumber(numbers()[row]),
    ...more,
  });
  const source = sources[choice.source];
  const from = table.flaggedFrom(choice);
  const flagged = lazily(() => Uint8Array.from(source.ranks, (rank) => (rank >= from ? 1 : 0)));
  const change = lazily(() => changeOf(table, choice));
  return [
    {
      ...{ key: "id", title: "id", isNumber: false, isShown: true },
      numbers: () => idOrder(table),
      text: (row) => printable(run.ids[row]),
    },
    {
      ...{ key: "part", title: "part", isNumber: false, isShown: true },
      numbers: lazily(() =>
        Uint8Array.from(run.labels, (_, row) => (row < run.publicRows ? 0 : 1)),
      ),
      text: (row) => (row < run.publicRows ? "public" : "private"),
    },
    {
      ...{ key: "class", title: "class", isNumber: false, isShown: true },
      numbers: () => run.labels,
      text: (row) => className(table, run.labels[row]),
    },
    {
      ...{ key: "predicted", title: "predicted", isNumber: false, isShown: true },
      hint: "What the network says; ✗ where that is not the class",
      numbers: () => run.predicted,
      text: (row) => {
        const [said, label] = [run.predicted[row], run.labels[row]];
        const isWrong = said >= 0 && label >= 0 && said !== label;
        return `${isWrong ? "✗ " : ""}${className(table, said)}`;
      },
    },
    {
      ...{ key: "member", title: "member", isNumber: false, isShown: true },
      numbers: () => run.membership,
      text: (row) => memberText(run.membership[row]),
    },
    number("score", "score", () => source.scores, { hint: printable(source.label) }),
    number("rank", "rank", () => source.places, {
      hint: "Among the rows of the same part, 1 = the most exposed",
    }),
    number("p", "p-value", () => run.pValues, {
      hint: "Share of known non-members that score at least as high",
      isShown: !run.pValues.every(Number.isNaN),
    }),
    {
      ...{ key: "fdr", title: "FDR", isNumber: false, isShown: run.flags.some(Boolean) },
      hint: "Flagged while at most this share of the flagged is expected to be false",
      numbers: () => run.flags,
      text: (row) => (run.flags[row] & 1 ? "5 %" : run.flags[row] & 2 ? "10 %" : ""),
    },
    {
      ...{ key: "flagged", title: "flagged", isNumber: false, isShown: true },
      hint: "At the threshold that is set beside the table",
      numbers: flagged,
      text: (row) => (flagged()[row] === 1 ? "yes" : ""),
    },
    number("spread", "disagreement", () => table.spread, {
      hint: "How far apart the attacks place a row: highest share of rank less the lowest",
      isShown: run.attacks.length > 1,
    }),
    number("change", "change", change, {
      hint: `Share of rank by ${printable(sources[choice.y].label)} less that by ${printable(sources[choice.x].label)}`,
      isShown: sources.length > 1,
    }),
    ...sources.map((one, i) => number(`s${i}`, printable(one.label), () => one.scores)),
    ...run.features.map(({ name, values }, i) =>
      number(`f${i}`, printable(name), () => values, HIDDEN),
    ),
    ...run.views.map(({ name, values }, i) =>
      number(`v${i}`, `phi ${printable(name)}`, () => values, HIDDEN),
    ),
  ];
}

const HIDDEN = { isShown: false };

/**
 * A class by its name, nothing where it is unknown.
 *
 * @example
 * className(table, 3); // "cat"
 */
export function className({ run }: Pick<Table, "run">, label: number): string {
  return label < 0 ? "" : printable(run.classes[label] ?? String(label));
}

/** What is known of a row's membership. */
export function memberText(membership: number): string {
  return membership < 0 ? "" : membership === 1 ? "member" : "non-member";
}

function changeOf({ sources }: Table, { x, y }: Choice): Float64Array {
  return sources[y].shares.map((share, row) => share - sources[x].shares[row]);
}

const idOrders = new WeakMap<Table, Float64Array>();

/** Place of each id in the order that people expect: "9" before "10"; whole numbers are their own. */
function idOrder(table: Table): Float64Array {
  const known = idOrders.get(table);
  if (known) return known;
  const { ids } = table.run;
  const places = Float64Array.from(ids, (id) => (/^\d{1,15}$/.test(id) ? Number(id) : Number.NaN));
  idOrders.set(table, places);
  if (!places.some(Number.isNaN)) return places;
  const { compare } = new Intl.Collator("en", { numeric: true });
  const order = Array.from(ids.keys());
  order.sort((a, b) => compare(ids[a], ids[b]));
  order.forEach((row, place) => {
    places[row] = place;
  });
  return places;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
