import { withoutNumpy } from "./formats/numpy/numpyGlobals";
import { type Fail, InertRecord } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import { moduleParameters } from "./moduleParameters";

/** One model among what a file holds. */
export interface Model {
  /** The keys that lead to the value that holds it, and what stands before its names there. */
  readonly place: readonly string[];
  readonly prefix: string;
  /** What asks for it: its place or prefix, whichever tells it from the file's others. */
  readonly name: string;
  /** Its tensors without the prefix, and those of the same value that belong to no model. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Keys that were passed over on the way to its value and in it. */
  passedOver(): readonly unknown[];
}

/**
 * In every network of a family that is read there is one tensor of one of these names; what stands
 * before it is a wrapper's, and where it stands twice there are two models.
 */
const ANCHORS = [
  "layer1.0.conv1.weight",
  "conv2_x.0.residual_function.0.weight",
  "block1.layer.0.conv1.weight",
  "features.0.weight",
  "features.0.0.weight",
  "features.conv0.weight",
  "dense1.0.conv1.weight",
  "layers.0.conv1.weight",
];
/** Values looked at, from the outermost on, and how deep. */
const MAX_VALUES = 200;
const MAX_DEPTH = 4;
/** Models of one value; what has more of them holds something else. */
const MAX_MODELS = 32;

interface Held {
  readonly place: readonly string[];
  readonly tensors: ReadonlyMap<string, Tensor>;
  passedOver(): readonly unknown[];
}

/** A value to be looked at, the keys that lead to it and what stands beside each of them. */
interface Queued {
  readonly place: readonly string[];
  readonly beside: readonly (readonly unknown[])[];
  readonly value: unknown;
}

/**
 * Every value of a file that has named tensors, split where it holds several models.
 *
 * @returns those that hold a network of a family that is read; where none does, all values with named tensors
 * @example
 * modelsOf(new Map([["state_dict", state], ["ema", averaged]]), fail).map(({ name }) => name);
 * // ["state_dict", "ema"]
 */
export function modelsOf(value: unknown, fail: Fail): { models: Model[]; networks: boolean } {
  const held = valuesWithTensors(value, fail);
  const networks = held.flatMap(split);
  if (networks.length > 0) return { models: named(networks), networks: true };
  return { models: named(held.map((one) => ({ ...one, prefix: "" }))), networks: false };
}

/** Breadth first, so that what lies deep does not keep what lies near from being seen. */
function valuesWithTensors(value: unknown, fail: Fail): Held[] {
  const held: Held[] = [];
  const looked = new Map<unknown, ReturnType<typeof look>>();
  const queue: Queued[] = [{ place: [], beside: [], value }];
  for (let i = 0; i < queue.length; i++) {
    const { place, beside, value: next } = queue[i];
    const known = looked.get(next) ?? look(next, fail);
    looked.set(next, known);
    if (known.tensors.size > 0) {
      const keys = () =>
        beside.flatMap((others, d) => others.filter((key) => String(key) !== place[d]));
      held.push({ place, ...known, passedOver: () => [...keys(), ...known.others] });
    }
    if (place.length === MAX_DEPTH) continue;
    for (const [key, inner] of known.inner) {
      if (queue.length === MAX_VALUES) break;
      queue.push({ place: [...place, key], beside: [...beside, known.others], value: inner });
    }
  }
  return held;
}

/** The tensors, other keys and inner values of a dict, list, module or object. */
function look(value: unknown, fail: Fail) {
  const tensors = new Map<string, Tensor>();
  const others: unknown[] = [];
  const inner: [string, unknown][] = [];
  if (value instanceof InertRecord) {
    const parameters = moduleParameters(value, fail);
    if (parameters !== undefined) return { tensors: parameters, others, inner };
  }
  for (const [key, item] of entriesOf(value)) {
    const tensor = withoutNumpy(item);
    if (tensor instanceof Tensor && typeof key === "string") {
      tensors.set(key, tensor);
      continue;
    }
    others.push(key);
    const holds = item instanceof Map || item instanceof InertRecord || Array.isArray(item);
    if (holds && inner.length < MAX_VALUES) inner.push([String(key), item]);
  }
  return { tensors, others, inner };
}

function entriesOf(value: unknown): Iterable<[unknown, unknown]> {
  if (value instanceof InertRecord) return value.attributes;
  if (value instanceof Map) return value;
  // A list of tensors has no names, and one of thousands of rows is no list of models.
  if (!Array.isArray(value) || value.length > MAX_VALUES) return [];
  return value.map((item, i): [unknown, unknown] => [i, item]);
}

/** The networks of one value: one for each prefix under which the anchor stands. */
function split(held: Held): Omit<Model, "name">[] {
  const prefixes = [...new Set([...held.tensors.keys()].flatMap(prefixOf))];
  if (prefixes.length > MAX_MODELS) return [];
  // The longest first: what stands under "model.ema." is not of "model.".
  const byLength = [...prefixes].sort((a, b) => b.length - a.length);
  const own = new Map(prefixes.map((prefix) => [prefix, new Map<string, Tensor>()]));
  const shared: [string, Tensor][] = [];
  for (const [name, tensor] of held.tensors) {
    const prefix = byLength.find((candidate) => name.startsWith(candidate));
    if (prefix === undefined) shared.push([name, tensor]);
    else own.get(prefix)?.set(name.slice(prefix.length), tensor);
  }
  return prefixes.map((prefix) => {
    const tensors = own.get(prefix) as Map<string, Tensor>;
    for (const [name, tensor] of shared) if (!tensors.has(name)) tensors.set(name, tensor);
    return { place: held.place, prefix, tensors, passedOver: held.passedOver };
  });
}

/** What stands before an anchor; none for other names. */
function prefixOf(name: string): string[] {
  const anchor = ANCHORS.find((one) => name === one || name.endsWith(`.${one}`));
  return anchor === undefined ? [] : [name.slice(0, -anchor.length)];
}

function named(models: readonly Omit<Model, "name">[]): Model[] {
  const distinct = (names: readonly string[]) => new Set(names).size === names.length;
  const places = models.map(({ place }) => place.join("."));
  const prefixes = models.map(({ prefix }) => prefix.replace(/\.$/, ""));
  const whole = models.map((_, i) => [places[i], prefixes[i]].filter(Boolean).join("."));
  const names = [places, prefixes, whole].find(distinct) ?? whole;
  return models.map((model, i) => ({ ...model, name: names[i] || "plain" }));
}
