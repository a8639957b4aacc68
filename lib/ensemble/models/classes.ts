import { LGBMClassifier } from "../boosting";
import { DropoutMLPClassifier } from "../dropout";
import { RandomForestClassifier } from "../forest";
import { MLPClassifier } from "../perceptron";
import { SplineLogisticRegression } from "../spline";

/** The classes of model, by the name that a {@link ModelSpec} calls them. */
export const CLASSES = {
  DropoutMLPClassifier,
  LGBMClassifier,
  MLPClassifier,
  RandomForestClassifier,
  SplineLogisticRegression,
};

/** Name of a class of model. */
type ClassName = keyof typeof CLASSES;

/** A model in words, so that a worker thread can make it: plain data, no instance. */
export type ModelSpec = {
  [Name in ClassName]: {
    readonly model: Name;
    readonly parameters?: NonNullable<ConstructorParameters<(typeof CLASSES)[Name]>[0]>;
    /** Whether columns are standardised on the rows that the model is fitted on; no unless given. */
    readonly scale?: boolean;
    /** How many models with consecutive `random_state` are averaged; 1 unless given. */
    readonly seeds?: number;
  };
}[ClassName];
