import type { Classifier } from "../classifier";
import type { ElementType } from "../network";
import { CLASSES, type ModelSpec } from "./classes";

/** How {@link makeModel} makes a model of a spec. */
export interface MakeOptions {
  /** Which of the spec's seeds, from 0: what is added to its `random_state`; 0 unless given. */
  readonly seed?: number;
  /** Worker threads, where the model has a choice; as the spec says unless given. */
  readonly n_jobs?: number;
  /** The numbers that it computes in, where the model has a choice; as the spec says unless given. */
  readonly dtype?: ElementType;
}

/** Parameters that some models have and others have not. */
type Optional = { readonly random_state?: number } & Omit<MakeOptions, "seed">;

/**
 * An unfitted model.
 *
 * @throws RangeError for an unknown model or parameter, or seeds of a model that draws nothing
 * @example
 * makeModel({ model: "LGBMClassifier", parameters: { num_leaves: 7 } });
 * makeModel(attackModels(42).published.MLP, { dtype: "float64" });
 */
export function makeModel(spec: ModelSpec, { seed = 0, ...chosen }: MakeOptions = {}): Classifier {
  const { model, seeds = 1 } = spec;
  if (!Object.hasOwn(CLASSES, model)) {
    const names = Object.keys(CLASSES).join(", ");
    throw new RangeError(`found the model ${model}, expected one of ${names}`);
  }
  if (!Number.isInteger(seeds) || seeds < 1) {
    throw new RangeError(`${model}: seeds is ${seeds}, expected an integer of at least 1`);
  }
  const make = CLASSES[model] as new (
    parameters?: object,
  ) => Classifier & { readonly parameters: Optional };
  const { parameters } = new make(spec.parameters);
  const { random_state } = parameters;
  if (seeds > 1 && random_state === undefined) {
    throw new RangeError(`${model}: seeds is ${seeds}, expected 1, for it draws nothing by lot`);
  }
  const known = Object.entries(chosen).filter(
    ([name, value]) => value !== undefined && name in parameters,
  );
  const seeded = random_state === undefined ? {} : { random_state: random_state + seed };
  return new make({ ...parameters, ...Object.fromEntries(known), ...seeded });
}
