import { LGBMClassifier, type LGBMParameters } from "../boosting";
import type { Classifier } from "../classifier";
import { DropoutMLPClassifier, type DropoutMLPParameters } from "../dropout";
import { RandomForestClassifier, type RandomForestParameters } from "../forest";
import { MLPClassifier, type MLPParameters } from "../perceptron";
import { type SplineLogisticParameters, SplineLogisticRegression } from "../spline";

interface ParametersOf {
  readonly DropoutMLPClassifier: DropoutMLPParameters;
  readonly LGBMClassifier: LGBMParameters;
  readonly MLPClassifier: MLPParameters;
  readonly RandomForestClassifier: RandomForestParameters;
  readonly SplineLogisticRegression: SplineLogisticParameters;
}

/** A model in words, so that a worker thread can make it: plain data, no instance. */
export type ModelSpec = {
  [Name in keyof ParametersOf]: {
    readonly model: Name;
    readonly parameters?: Partial<ParametersOf[Name]>;
    /** Whether columns are standardised on the rows that the model is fitted on; no unless given. */
    readonly scale?: boolean;
    /** How many models with consecutive `random_state` are averaged; 1 unless given. */
    readonly seeds?: number;
  };
}[keyof ParametersOf];

/**
 * The unfitted model of one seed.
 *
 * @param seed counts from 0: what is added to the spec's `random_state`
 * @throws RangeError for an unknown model or parameter, or seeds of a model that draws nothing
 * @example
 * makeModel({ model: "LGBMClassifier", parameters: { num_leaves: 7 }, seeds: 3 }, 2);
 */
export function makeModel(spec: ModelSpec, seed: number): Classifier {
  const { seeds = 1 } = spec;
  if (!Number.isInteger(seeds) || seeds < 1) {
    throw new RangeError(`${spec.model}: seeds is ${seeds}, expected an integer of at least 1`);
  }
  const seeded = <P extends { readonly random_state: number }>(parameters?: Partial<P>) =>
    ({ ...parameters, random_state: (parameters?.random_state ?? 0) + seed }) as Partial<P>;
  switch (spec.model) {
    case "DropoutMLPClassifier":
      return new DropoutMLPClassifier(seeded(spec.parameters));
    case "LGBMClassifier":
      return new LGBMClassifier(seeded(spec.parameters));
    case "MLPClassifier":
      return new MLPClassifier(seeded(spec.parameters));
    case "RandomForestClassifier":
      return new RandomForestClassifier({ ...seeded(spec.parameters), n_jobs: 1 });
    case "SplineLogisticRegression":
      if (seeds > 1) {
        throw new RangeError(
          `SplineLogisticRegression: seeds is ${seeds}, expected 1, for it draws nothing by lot`,
        );
      }
      return new SplineLogisticRegression(spec.parameters);
    default:
      throw new RangeError(`found the model ${(spec as ModelSpec).model}, expected ${names}`);
  }
}

const names =
  "DropoutMLPClassifier, LGBMClassifier, MLPClassifier, RandomForestClassifier or SplineLogisticRegression";
