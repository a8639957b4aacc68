import { type ModelSpec, makeModel } from "../models";
import { checkParameter, parameters } from "../parameters";

/** Parameters of {@link VotingClassifier} and {@link StackingClassifier}: scikit-learn's names. */
export interface EnsembleParameters {
  /** The models, by name. */
  readonly estimators: Readonly<Record<string, ModelSpec>>;
  /** Folds from which a stack learns how to weigh its models. */
  readonly cv: number;
  /** Deals rows into folds: an integer in 0 .. 2^32 - 1. */
  readonly random_state: number;
  /** Whether a stack's weights must not fall below 0. */
  readonly positive: boolean;
  /** Worker threads: 1 fits in this one, -1 takes one for each core. */
  readonly n_jobs: number;
}

const DEFAULTS: EnsembleParameters = {
  estimators: {},
  cv: 5,
  random_state: 0,
  positive: true,
  n_jobs: -1,
};

/**
 * The given parameters over the defaults; every model is made once, so that a wrong one is refused
 * before anything is fitted.
 *
 * @throws RangeError naming the parameter that is unknown or out of range
 * @example
 * ensembleParameters("VotingClassifier", { estimators: { boosting: { model: "LGBMClassifier" } } });
 */
export function ensembleParameters(
  model: string,
  given: Partial<EnsembleParameters>,
): EnsembleParameters {
  const p = parameters(model, DEFAULTS, given);
  if (Object.keys(p.estimators).length === 0) {
    throw new RangeError(`${model}: estimators is empty, expected at least one model`);
  }
  for (const spec of Object.values(p.estimators)) makeModel(spec);
  checkParameter(model, "cv", p.cv, { min: 2, integer: true });
  checkParameter(model, "random_state", p.random_state, { min: 0, max: 0xffffffff, integer: true });
  if (p.n_jobs !== -1) checkParameter(model, "n_jobs", p.n_jobs, { min: 1, integer: true });
  return p;
}
