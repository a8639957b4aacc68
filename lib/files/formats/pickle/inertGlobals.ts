import { cost } from "./budget";
import {
  type Constructor,
  describe,
  type Fail,
  Global,
  InertRecord,
  type Spend,
  shownKey,
} from "./values";

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

/** Enums of torch's company, whose members a pickle makes by value or takes by name. */
const enums: readonly string[] = [
  "torchvision.transforms.functional.InterpolationMode",
  "torchvision.transforms.autoaugment.AutoAugmentPolicy",
  "PIL.Image.Resampling",
  "PIL.Image.Transpose",
  "PIL.Image.Transform",
  "PIL.Image.Dither",
  "PIL.Image.Palette",
  "PIL.Image.Quantize",
  "http.HTTPStatus",
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

/** How Python 3.11 spells a member of an enum; of anything else nothing is looked up. */
function enumMember([kind, name]: readonly unknown[], fail: Fail): InertRecord {
  if (!(kind instanceof Global) || !enums.includes(kind.path)) {
    const of = kind instanceof Global ? shownKey(kind.path) : describe(kind);
    const mend = "only what data need (nothing of it was run); save an Enum member's value";
    return fail(`builtins.getattr called for ${shownKey(name)} of ${of}`, mend);
  }
  return new InertRecord(kind.path, [name]);
}

/** Values of Python that are no data and do no harm, by exact name. Nothing of them is called. */
export const inertGlobals: readonly (readonly [string, Constructor])[] = [
  ...[...harmless, ...enums].map((name): [string, Constructor] => [
    name,
    (args) => new InertRecord(name, args),
  ]),
  ["collections.Counter", counter],
  ["collections.deque", deque],
  ["builtins.getattr", enumMember],
  ["__builtin__.getattr", enumMember],
];
