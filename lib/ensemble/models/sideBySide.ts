import { availableParallelism } from "node:os";
import type { Matrix } from "../../numeric/arrays";
import { callInThreads, defineTask } from "../../numeric/workers";
import type { Classifier } from "../classifier";
import { CLASSES } from "./classes";

/** The name of a class of model. */
type ClassName = keyof typeof CLASSES;

/** A model to be fitted, as plain data. */
interface FitArguments {
  readonly name: ClassName;
  readonly fields: object;
  readonly X: Matrix;
  readonly y: Uint8Array;
}

/** Below so many numbers (some .2 s) rows are learnt from in this thread: starting another takes as long. */
const WORTH_A_THREAD = 1e5;

/** How long a fit takes beside those of other models on the same rows. */
const WEIGHTS: Readonly<Record<ClassName, number>> = {
  DropoutMLPClassifier: 5,
  MLPClassifier: 4,
  RandomForestClassifier: 3,
  SplineLogisticRegression: 2,
  LGBMClassifier: 1,
};

/** What a model knows when it has been fitted, by field, and how long that took. */
interface Fitted {
  readonly learnt: object;
  readonly seconds: number;
}

/** Called with a model's name and the seconds of its fit, in which it has not waited for others. */
type OnFitted<Name> = (name: Name, seconds: number) => void;

/** Fits a model, in the thread in which it is called. */
export const fitTask = defineTask(
  "lib/ensemble/models/sideBySide",
  "fitTask",
  async ({ name, fields, X, y }: FitArguments): Promise<Fitted> => {
    const model = revived(name, fields);
    const seconds = await secondsOf(() => model.fit(X, y));
    return { learnt: { ...model }, seconds };
  },
);

/**
 * A model that is fitted in a thread of its own. What it learns is the same.
 *
 * @param model unfitted; one of another class than those of `CLASSES`, or with a function that it calls, is
 *   fitted in this thread
 * @param onFitted told how long each fit took
 */
function inThread(model: Classifier, onFitted: (seconds: number) => void): Classifier {
  const name = (Object.keys(CLASSES) as ClassName[]).find(
    (each) => model.constructor === CLASSES[each],
  );
  const isAlone = name === undefined || availableParallelism() === 1 || !isPlain({ ...model });
  return {
    fit: async (X, y) => {
      if (isAlone || X.data.length < WORTH_A_THREAD) {
        onFitted(await secondsOf(() => model.fit(X, y)));
        return;
      }
      const { parameters, ...fields } = { ...(model as Classifier & { parameters: object }) };
      // fits run side by side, so each keeps to one thread
      const single = "n_jobs" in parameters ? { ...parameters, n_jobs: 1 } : parameters;
      const call = { name, fields: { ...fields, parameters: single }, X, y };
      const weightOf = () => WEIGHTS[name];
      const [{ learnt, seconds }] = await callInThreads(fitTask, [call], { weightOf });
      Object.assign(model, learnt, { parameters });
      onFitted(seconds);
    },
    predictProba: (X) => model.predictProba(X),
  };
}

/**
 * Works with several models at once, each fitted in a thread of its own: the same results, in as long as the
 * longest takes.
 *
 * @param models unfitted, by name
 * @param work what fits a model and whatever follows
 * @param onFitted told how long each fit took, without what it waited for others
 * @returns what came of each, by name
 * @throws what the first of them that fails throws
 * @example
 * const scores = await sideBySide(publishedModels(42), async (model) => {
 *   await model.fit(X, y);
 *   return model.predictProba(other);
 * });
 */
export async function sideBySide<Name extends string, T>(
  models: Readonly<Record<Name, Classifier>>,
  work: (model: Classifier, name: Name) => Promise<T>,
  onFitted: OnFitted<Name> = () => {},
): Promise<Record<Name, T>> {
  const all = Object.entries(models) as [Name, Classifier][];
  const done = all.map(async ([name, model]) => {
    const threaded = inThread(model, (seconds) => onFitted(name, seconds));
    return [name, await work(threaded, name)] as const;
  });
  return Object.fromEntries(await Promise.all(done)) as Record<Name, T>;
}

/** What comes from another thread has lost its class: a fresh model takes over its fields. */
function revived(name: ClassName, fields: object): Classifier {
  return Object.assign(new CLASSES[name](), fields);
}

function isPlain(fields: object): boolean {
  try {
    structuredClone(fields);
    return true;
  } catch {
    return false;
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
