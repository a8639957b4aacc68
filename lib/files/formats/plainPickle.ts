import type { ByteSource } from "../byteSource";
import { limits } from "../limits";
import { TRAILING, trailing } from "../trailing";
import { Budget } from "./pickle/budget";
import type { PickleWorld } from "./pickle/machine";
import { unpickle } from "./pickle/unpickle";
import { describe, type Fail } from "./pickle/values";
import { torchGlobals } from "./torch/globals";

const MEND = "torch.save(value, path) or numpy.savez(path, ...)";

/** What a plain pickle may reach outside itself: no storage lies beside it. */
export function plainWorld(source: ByteSource, fail: Fail): PickleWorld {
  const persistent = (id: unknown, refuse: Fail) =>
    refuse(`a plain pickle with ${describe(id)} as a persistent id`, MEND);
  return { globals: torchGlobals, persistent, budget: new Budget(source.size), fail };
}

/**
 * Reads what pickle.dump (protocols 2 to 5) or joblib.dump without compression wrote: one pickle of
 * plain values and arrays.
 *
 * @throws InputError through `fail` if the file is too large to be held, or goes on after the pickle
 * @example
 * readPlainPickle(source, head, fail); // a Map from names to arrays, for a dict
 */
export function readPlainPickle(source: ByteSource, head: Buffer, fail: Fail): unknown {
  if (source.size > head.length) {
    return fail(
      `a plain pickle of ${source.size} bytes`,
      `${limits.oldFormatPickleBytes} at most, or a file of ${MEND}`,
    );
  }
  const { value, end } = unpickle(head, 0, plainWorld(source, fail));
  if (end !== source.size) {
    return fail(trailing(source.size - end, "the pickle"), TRAILING);
  }
  const held =
    value instanceof Map || Array.isArray(value)
      ? value instanceof Map
        ? value.size
        : value.length
      : 1;
  const isPlain = typeof value !== "object" || value === null;
  if (held === 0 || isPlain) return fail(`a pickle of ${describe(value)}`, "weights or data");
  return value;
}
