import { cost } from "../pickle/budget";
import {
  type Constructor,
  describe,
  type Fail,
  Global,
  InertRecord,
  type Spend,
} from "../pickle/values";

/** An index is pickled as its class and the dict of what it is made from. */
function index([kind, parts]: readonly unknown[], fail: Fail, spend: Spend): InertRecord {
  if (!(kind instanceof Global) || !(parts instanceof Map)) {
    return fail(`a pandas index of ${describe(kind)}`, "a class and its parts");
  }
  const record = new InertRecord(kind.path);
  spend(cost.entry * parts.size);
  for (const [name, part] of parts) record.attributes.set(name, part);
  return record;
}

/** An extension array (categories, texts) is pickled as its class, and its state follows. */
function backed([kind]: readonly unknown[], fail: Fail): InertRecord {
  return kind instanceof Global
    ? new InertRecord(kind.path)
    : fail(`a pandas array of ${describe(kind)}`, "a class");
}

const inert = [
  "pandas._libs.internals._unpickle_block",
  "pandas.core.internals.managers.BlockManager",
  "pandas.core.internals.managers.SingleBlockManager",
  "pandas._libs.tslibs.timestamps._unpickle_timestamp",
  "pandas._libs.tslibs.timedeltas._timedelta_unpickle",
  "pandas._libs.tslibs.nattype._nat_unpickle",
];

/** What pickles of pandas' Series, Index and DataFrame may call, by exact name (pandas 1.3 to 2). */
export const pandasGlobals: readonly (readonly [string, Constructor])[] = [
  ...inert.map((name): [string, Constructor] => [name, (args) => new InertRecord(name, args)]),
  ["pandas.core.indexes.base._new_Index", index],
  ["pandas._libs.arrays.__pyx_unpickle_NDArrayBacked", backed],
];
