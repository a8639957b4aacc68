import { cost } from "./budget";
import { type Constructor, describe, type Fail, type Spend, shownKey } from "./values";

/** What is shown of a path, and so the most of it that is kept. */
const PATH_PARTS = 100;

function orderedDict([pairs]: readonly unknown[], fail: Fail, spend: Spend): Map<unknown, unknown> {
  const dict = new Map();
  if (pairs === undefined) return dict;
  if (!Array.isArray(pairs)) return fail(`an OrderedDict of ${describe(pairs)}`, "pairs");
  spend(cost.entry * pairs.length);
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) {
      return fail(`${describe(pair)} in an OrderedDict`, "pairs");
    }
    dict.set(pair[0], pair[1]);
  }
  return dict;
}

function set([items = []]: readonly unknown[], fail: Fail, spend: Spend): Set<unknown> {
  if (!Array.isArray(items)) return fail(`a set of ${describe(items)}`, "a list");
  spend(cost.entry * items.length);
  return new Set(items);
}

/** How protocol 2 spells bytes: as text whose characters are the bytes. */
function encode([text, encoding]: readonly unknown[], fail: Fail, spend: Spend): Uint8Array {
  if (typeof text !== "string" || encoding !== "latin1") {
    return fail(`_codecs.encode of ${describe(text)} as ${shownKey(encoding)}`, "text as latin1");
  }
  spend(text.length);
  return Buffer.from(text, "latin1");
}

function bytes([value]: readonly unknown[], fail: Fail): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  return value instanceof Uint8Array ? value : fail(`bytes of ${describe(value)}`, "bytes");
}

function range(args: readonly unknown[], fail: Fail, spend: Spend): number[] {
  if (args.length !== 3 || !args.every(Number.isSafeInteger) || args[2] === 0) {
    return fail("a range without sound ends", "a start, an end and a step");
  }
  const [start, stop, step] = args as number[];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  spend(2 * cost.place * count);
  return Array.from({ length: count }, (_, i) => start + i * step);
}

/** A path stays text; nothing opens it. */
function path(parts: readonly unknown[], fail: Fail, spend: Spend): string {
  if (parts.length > PATH_PARTS) return fail(`a path of ${parts.length} parts`, `${PATH_PARTS}`);
  const text = parts.map(shownKey).join("/");
  spend(text.length);
  return text;
}

/** What pickles of plain Python values may call, by exact name. */
export const pythonGlobals: readonly (readonly [string, Constructor])[] = [
  ["collections.OrderedDict", orderedDict],
  ["collections.defaultdict", () => new Map()],
  ["_codecs.encode", encode],
  ...["pathlib", "pathlib._local"].flatMap((module): [string, Constructor][] => [
    [`${module}.PosixPath`, path],
    [`${module}.PurePosixPath`, path],
    [`${module}.WindowsPath`, path],
    [`${module}.PureWindowsPath`, path],
  ]),
  ...["builtins", "__builtin__"].flatMap((module): [string, Constructor][] => [
    [`${module}.set`, set],
    [`${module}.frozenset`, set],
    [`${module}.bytes`, bytes],
    [`${module}.bytearray`, bytes],
    [`${module}.range`, range],
    [`${module}.xrange`, range],
  ]),
];
