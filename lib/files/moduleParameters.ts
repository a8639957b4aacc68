import { type Fail, InertRecord } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";
import { limits } from "./limits";

const MAX_DEPTH = 100;

/**
 * The state_dict of a whole pickled module: parameters and persistent buffers of the module and of
 * those inside it, in torch's order and under its names. The classes do not matter.
 *
 * @returns undefined if the object is no module or has no tensors
 * @throws InputError through `fail` if modules are nested without end
 * @example
 * moduleParameters(record, fail)?.get("layer1.0.conv1.weight"); // a Tensor
 */
export function moduleParameters(module: InertRecord, fail: Fail): Map<string, Tensor> | undefined {
  const tensors = new Map<string, Tensor>();
  let entries = 0;

  function named(value: unknown): [string, unknown][] {
    if (!(value instanceof Map)) return [];
    entries += value.size;
    return [...value].filter((entry): entry is [string, unknown] => isName(entry[0]));
  }

  function collect({ attributes }: InertRecord, prefix: string, depth: number): void {
    entries++;
    if (depth > MAX_DEPTH || entries > limits.moduleEntries || prefix.length > limits.nameLength) {
      const most = `${MAX_DEPTH} deep and ${limits.moduleEntries} parts at most`;
      fail("modules inside modules without end", most);
    }
    const transient = attributes.get("_non_persistent_buffers_set");
    for (const [name, tensor] of named(attributes.get("_parameters"))) {
      if (tensor instanceof Tensor) tensors.set(prefix + name, tensor);
    }
    for (const [name, tensor] of named(attributes.get("_buffers"))) {
      const persistent = !(transient instanceof Set && transient.has(name));
      if (tensor instanceof Tensor && persistent) tensors.set(prefix + name, tensor);
    }
    for (const [name, inner] of named(attributes.get("_modules"))) {
      if (inner instanceof InertRecord) collect(inner, `${prefix}${name}.`, depth + 1);
    }
  }

  collect(module, "", 0);
  return tensors.size > 0 ? tensors : undefined;
}

function isName(key: unknown): key is string {
  return typeof key === "string" && key.length <= limits.nameLength;
}
