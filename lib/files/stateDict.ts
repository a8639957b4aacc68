import { chooseModel, liesAsUsual } from "./chooseModel";
import { describe, type Fail } from "./formats/pickle/values";
import { checkReach } from "./formats/tensor/reach";
import type { Tensor } from "./formats/tensor/tensor";
import { type Model, modelsOf } from "./models";
import { withoutWrappers } from "./wrappers";

/** Named tensors, and what was done to find them. */
export interface StateDict {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly notes: readonly string[];
  /** The file's other residual networks. */
  readonly beside: readonly OtherStateDict[];
}

/** A model that was not taken. */
export interface OtherStateDict {
  /** What asks for it. */
  readonly weights: string;
  /** @throws InputError through `fail` if its tensors ask for more than the file holds */
  tensors(): ReadonlyMap<string, Tensor>;
}

/**
 * Finds a model's named tensors in what a file holds: a state_dict, a dict that has one (also deep,
 * also beside others), or a whole module. What wrappers put in front of the names is taken off.
 *
 * @param weights which of several models is asked for, by the name that a note gives it; null for
 *   the one that was trained
 * @throws InputError through `fail` if there are no named tensors, or no such model
 * @example
 * findStateDict(new Map([["model", state], ["epoch", 7]]), null, fail).notes;
 * // ["taken from model; epoch passed over"]
 */
export function findStateDict(value: unknown, weights: string | null, fail: Fail): StateDict {
  const found = modelsOf(value, fail);
  const usual =
    found.networks || weights !== null ? found.models : found.models.filter(liesAsUsual);
  if (usual.length === 0) return fail(describe(value), "a state_dict or a whole module");
  const candidates = found.networks || weights !== null ? usual : [usual[0]];
  const { model, notes } = chooseModel(candidates, weights, fail);
  const { tensors, note } = unwrapped(model, fail);
  const others = found.networks ? found.models.filter((other) => other !== model) : [];
  const beside = others.map((other) => {
    return { weights: other.name, tensors: () => unwrapped(other, fail).tensors };
  });
  return { tensors, notes: note === null ? notes : [...notes, note], beside };
}

function unwrapped(model: Model, fail: Fail): ReturnType<typeof withoutWrappers<Tensor>> {
  const found = withoutWrappers(model.tensors);
  checkReach(found.tensors.values(), fail);
  return found;
}
