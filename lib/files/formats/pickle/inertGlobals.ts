import { cost } from "./budget";
import { enumGlobals } from "./enumMembers";
import { type Constructor, describe, type Fail, InertRecord, type Spend } from "./values";

/**
 * What stands beside weights and data in many files and is neither: clocks, numbers that are no
 * floats, states of random generators. By exact name; of each only its name and arguments are kept.
 */
const harmless: readonly string[] = [
  "datetime.datetime",
  "datetime.date",
  "datetime.time",
  "datetime.timedelta",
  "datetime.timezone",
  "zoneinfo.ZoneInfo._unpickle",
  "pytz._UTC",
  "pytz._p",
  "time.struct_time",
  "platform.uname_result",
  "logging.getLogger",
  "re._compile",
  "array.array",
  "array._array_reconstructor",
  "torch.serialization._get_layout",
  "decimal.Decimal",
  "fractions.Fraction",
  "builtins.complex",
  "__builtin__.complex",
  "builtins.slice",
  "__builtin__.slice",
  "types.SimpleNamespace",
  "uuid.SafeUUID",
  "random.Random",
  "torch.Generator",
  "torch._C.Generator",
  "numpy.random.__RandomState_ctor",
  "numpy.random._pickle.__randomstate_ctor",
  "numpy.random._pickle.__generator_ctor",
  "numpy.random._pickle.__bit_generator_ctor",
  "numpy.random.bit_generator.__pyx_unpickle_SeedSequence",
  "numpy.random.bit_generator.__pyx_unpickle_SeedlessSequence",
];

/** A Counter is a dict of counts. */
function counter([counts]: readonly unknown[], fail: Fail, spend: Spend): Map<unknown, unknown> {
  if (counts === undefined) return new Map();
  if (!(counts instanceof Map)) return fail(`a Counter of ${describe(counts)}`, "a dict");
  spend(cost.entry * counts.size);
  return new Map(counts);
}

/** A deque is a list; its greatest length says nothing of data. */
function deque([items = []]: readonly unknown[], fail: Fail, spend: Spend): unknown[] {
  if (!Array.isArray(items)) return fail(`a deque of ${describe(items)}`, "a list");
  spend(cost.small + cost.place * items.length);
  return [...items];
}

/** Values of Python that are no data and do no harm, by exact name. Nothing of them is called. */
export const inertGlobals: readonly (readonly [string, Constructor])[] = [
  ...harmless.map((name): [string, Constructor] => [name, (args) => new InertRecord(name, args)]),
  ...enumGlobals,
  ["collections.Counter", counter],
  ["collections.deque", deque],
];
