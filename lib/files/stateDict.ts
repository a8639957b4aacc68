import { withoutNumpy } from "./formats/numpy/numpyGlobals";
import { describe, type Fail, InertRecord, shownKeys } from "./formats/pickle/values";
import { checkReach } from "./formats/tensor/reach";
import { Tensor } from "./formats/tensor/tensor";
import { moduleParameters } from "./moduleParameters";

/** Named tensors, and what was done to find them. */
export interface StateDict {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly notes: readonly string[];
}

/** Where training programs keep the model's state_dict among other things; the first found counts. */
const places = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights"];
/** What wrappers (DataParallel, torch.compile, Lightning, EMA) put in front of every name. */
const prefixes = ["module.", "_orig_mod.", "model.", "net.", "network."];
/** In how many dicts, one inside another, a state_dict is looked for. */
const MAX_DICTS = 20;
/** How many prefixes are taken off. */
const MAX_PREFIXES = 3;
/** What torch's AveragedModel counts beside the averaged weights. */
const counters = ["n_averaged"];

/**
 * Finds a model's named tensors in what a file holds: a state_dict, a dict that has one under a
 * usual name, or a whole module.
 *
 * @throws InputError through `fail` if there are no named tensors
 * @example
 * findStateDict(new Map([["model", state], ["epoch", 7]]), fail).notes; // ["epoch was passed over"]
 */
export function findStateDict(value: unknown, fail: Fail): StateDict {
  const notes: string[] = [];
  const tensors = namedTensors(value, new Set(), notes, fail);
  if (tensors === undefined) return fail(describe(value), "a state_dict or a whole module");
  checkReach(tensors.values(), fail);
  return { tensors: withoutPrefix(tensors, notes), notes };
}

function namedTensors(
  value: unknown,
  visited: Set<unknown>,
  notes: string[],
  fail: Fail,
): Map<string, Tensor> | undefined {
  if (value instanceof InertRecord) return moduleParameters(value, fail);
  if (!(value instanceof Map) || visited.size >= MAX_DICTS || visited.has(value)) return undefined;
  visited.add(value);
  const tensors = new Map<string, Tensor>();
  const others: unknown[] = [];
  for (const [name, item] of value) {
    const tensor = withoutNumpy(item);
    if (tensor instanceof Tensor && typeof name === "string") tensors.set(name, tensor);
    else others.push(name);
  }
  if (tensors.size > 0) {
    if (others.length > 0) notes.push(`${shownKeys(others)} passed over`);
    return tensors;
  }
  for (const place of places.filter((name) => value.has(name))) {
    const inner = namedTensors(value.get(place), visited, notes, fail);
    if (inner === undefined) continue;
    const passed = others.filter((name) => name !== place);
    const rest = passed.length > 0 ? `; ${shownKeys(passed)} passed over` : "";
    notes.push(`taken from ${place}${rest}`);
    return inner;
  }
  return undefined;
}

function withoutPrefix(tensors: Map<string, Tensor>, notes: string[]): Map<string, Tensor> {
  let entries = [...tensors].filter(([name]) => !counters.includes(name));
  for (let round = 0; round < MAX_PREFIXES && entries.length > 0; round++) {
    const prefix = prefixes.find((candidate) =>
      entries.every(([name]) => name.startsWith(candidate)),
    );
    if (prefix === undefined) return round === 0 ? tensors : new Map(entries);
    notes.push(`${prefix} taken off every name`);
    entries = entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]);
  }
  return entries.length === 0 ? tensors : new Map(entries);
}
