import { type Fail, InertRecord } from "./pickle/values";
import { Tensor } from "./tensor/tensor";

const MAX_DEPTH = 100;
const MAX_MODULES = 100_000;

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
  let modules = 0;

  function collect({ attributes }: InertRecord, prefix: string, depth: number): void {
    if (depth > MAX_DEPTH || ++modules > MAX_MODULES) {
      fail("modules inside modules without end", `${MAX_DEPTH} deep and ${MAX_MODULES} at most`);
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

function named(value: unknown): [string, unknown][] {
  if (!(value instanceof Map)) return [];
  return [...value].filter((entry): entry is [string, unknown] => typeof entry[0] === "string");
}
