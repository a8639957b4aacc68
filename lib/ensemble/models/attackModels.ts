import type { ModelSpec } from "./classes";

type Specs = Readonly<Record<string, ModelSpec>>;

/**
 * The list of attack models, name, class and parameters: the one that the notebooks, the recipes and
 * the bench make theirs from. `published` are those of the published attack with its settings, whose
 * columns the recipe scales and whose perceptron computes in float32; among `strongest`, and of them, the strongest attack chooses.
 *
 * @param seed of all that draw by lot, 42 in the published notebook
 * @example
 * const forest = makeModel(attackModels(42).published.RF);
 * await chooseEnsemble(X, y, { estimators: attackModels(42).strongest });
 */
export function attackModels(seed: number) {
  const random_state = seed;
  return {
    published: {
      RF: {
        model: "RandomForestClassifier",
        parameters: {
          n_estimators: 100,
          max_depth: 15,
          min_samples_split: 5,
          random_state,
          n_jobs: -1,
        },
      },
      LightGBM: {
        model: "LGBMClassifier",
        parameters: { n_estimators: 200, max_depth: 15, learning_rate: 0.05, random_state },
      },
      MLP: {
        model: "MLPClassifier",
        parameters: { hidden_layer_sizes: [64, 32], max_iter: 100, random_state, dtype: "float32" },
      },
    } satisfies Specs,
    strongest: {
      boosting: {
        model: "LGBMClassifier",
        parameters: {
          n_estimators: 250,
          num_leaves: 7,
          learning_rate: 0.03,
          colsample_bytree: 0.3,
          random_state,
        },
      },
      networks: {
        model: "DropoutMLPClassifier",
        parameters: { random_state },
        scale: true,
        seeds: 3,
      },
      splines: { model: "SplineLogisticRegression", parameters: { C: 0.01 }, scale: true },
    } satisfies Specs,
  };
}

/** The list of attack models. */
export type AttackModels = ReturnType<typeof attackModels>;

/** The models of the published attack, as its report names them. */
export type PublishedName = keyof AttackModels["published"];

/** The stage of a run that the time of each of the published models counts to. */
export const MODEL_STAGES = {
  RF: "forest",
  LightGBM: "boosting",
  MLP: "perceptron",
} as const satisfies Readonly<Record<PublishedName, string>>;

/** The models of the strongest attack. */
export type StrongestName = keyof AttackModels["strongest"];
