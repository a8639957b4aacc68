import { type Profiler, Session } from "node:inspector";

const session = new Session();
session.connect();
session.post("Profiler.enable");
// Only what is compiled after this is counted block by block: modules are imported later.
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

let counting = false;
let native = 0;

/** The counters stand in the methods' place only while something is counted. */
const watches: { start: () => void; stop: () => void }[] = [];

type Method = (this: unknown, ...given: unknown[]) => unknown;

/** Puts a counter in front of a method of the language: what it costs is told by what it did. */
function watch(
  prototype: object,
  names: readonly string[],
  cost: (self: never, given: readonly never[], result: never) => number,
): void {
  for (const name of names) {
    const original = (prototype as Record<string, Method>)[name];
    const watched: Method = function (...given) {
      const { lastIndex } = (this ?? {}) as { lastIndex?: number };
      const result = original.apply(this, given);
      if (counting)
        native += cost(this as never, [...given, lastIndex] as never[], result as never);
      return result;
    };
    const put = (value: Method) =>
      Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
    watches.push({ start: () => put(watched), stop: () => put(original) });
  }
}

watch(
  String.prototype,
  ["indexOf", "includes"],
  (text: string, [sought, from]: readonly string[], found) => {
    const start = Number(from ?? 0);
    const end = typeof found === "number" && found >= 0 ? found : String(text).length;
    return Math.max(end - start, 0) + String(sought).length;
  },
);
watch(
  String.prototype,
  ["trim", "trimEnd", "trimStart"],
  (text: string, _, result: string) => String(text).length - result.length + 1,
);
watch(
  String.prototype,
  ["slice", "substring", "repeat", "padStart", "padEnd"],
  (_: string, __, result: string) => result.length + 1,
);
watch(
  String.prototype,
  [
    "split",
    "replace",
    "replaceAll",
    "match",
    "matchAll",
    "toLowerCase",
    "toUpperCase",
    "normalize",
  ],
  (text: string) => String(text).length + 1,
);
watch(
  RegExp.prototype,
  ["exec"],
  (pattern: RegExp, given: readonly unknown[], found: RegExpExecArray | null) => {
    const text = String(given[0]);
    if (pattern.sticky) return (found?.[0].length ?? 0) + 1;
    const end = found === null ? text.length : found.index + found[0].length;
    return Math.max(end - Number(given[given.length - 1] ?? 0), 0) + 1;
  },
);
watch(
  Array.prototype,
  ["indexOf", "includes", "concat", "flat", "join", "reverse"],
  (list: unknown[]) => list.length + 1,
);
watch(Array.prototype, ["sort"], (list: unknown[]) => list.length * Math.log2(list.length + 2));
watch(Array.prototype, ["shift", "unshift", "splice"], (list: unknown[]) => list.length + 1);

watch(Array.prototype, ["slice"], (_: unknown[], __, result: unknown[]) => result.length + 1);

function blocks(): number {
  let steps = 0;
  session.post(
    "Profiler.takePreciseCoverage",
    (_, answer?: Profiler.TakePreciseCoverageReturnType) => {
      for (const { url, functions } of answer?.result ?? []) {
        if (!url.includes("/lib/") || url.includes("node_modules")) continue;
        for (const { ranges } of functions) for (const { count } of ranges) steps += count;
      }
    },
  );
  return steps;
}

/**
 * Steps that a call takes in lib: how often each block of code is entered, as V8 counts for coverage,
 * and how many characters or entries the language's own methods look at. No clock is read.
 */
export function countSteps(call: () => unknown): number {
  blocks();
  native = 0;
  for (const { start } of watches) start();
  counting = true;
  try {
    call();
  } finally {
    counting = false;
    for (const { stop } of watches) stop();
  }
  return blocks() + native;
}
