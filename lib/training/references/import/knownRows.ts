import { InputError, printable } from "../../../files";
import type { Id, IdLists } from "./idLists";

/** The ids of the datasets whose images are audited, by the dataset's name. */
export type IdsBySet = Readonly<Record<string, readonly Id[]>>;

/** A row of one of the datasets. */
export interface KnownRow {
  readonly set: string;
  readonly row: number;
}

/**
 * Looks up ids in the datasets.
 *
 * @returns one entry an id, in the order of the lists: where it is, or null where no dataset has it
 * @throws InputError if an id stands twice, a named dataset is none, or an id without a dataset is in two of them
 * @example
 * knownRows({ file: "ids.npy", any: [7] }, { public: [5, 7] }); // [{ set: "public", row: 1 }]
 */
export function knownRows(lists: IdLists, sets: IdsBySet): (KnownRow | null)[] {
  const { file } = lists;
  const rowsOf = new Map(
    Object.entries(sets).map(([set, ids]) => [
      set,
      new Map(ids.map((id, row) => [String(id), row])),
    ]),
  );
  const seen = new Set<string>();
  const found: (KnownRow | null)[] = [];
  const take = (id: Id, within: readonly string[], key: string) => {
    if (seen.has(key)) throw new InputError(file, `id ${printable(String(id))} twice`, "each once");
    seen.add(key);
    const places = within.flatMap((set) => {
      const row = rowsOf.get(set)?.get(String(id));
      return row === undefined ? [] : [{ set, row }];
    });
    if (places.length > 1) {
      const how = `{"${within.join('": [ids], "')}": [ids]}, since both have it`;
      throw new InputError(file, `id ${printable(String(id))} without its dataset`, how);
    }
    found.push(places[0] ?? null);
  };
  if ("any" in lists) {
    for (const id of lists.any) take(id, Object.keys(sets), String(id));
    return found;
  }
  for (const [set, ids] of Object.entries(lists.bySet)) {
    if (!rowsOf.has(set)) {
      const names = Object.keys(sets).join(" and ");
      throw new InputError(file, `ids of a dataset ${printable(set)}`, names);
    }
    for (const id of ids) take(id, [set], JSON.stringify([set, String(id)]));
  }
  return found;
}
