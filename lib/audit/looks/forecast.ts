import { availableParallelism } from "node:os";
import { makeModel } from "../../ensemble";
import type { ImageSource, MembershipDataset } from "../../files";
import { chosenRows, computeLogits, type Logits, type Target } from "../../inference";
import { GRADIENTS, passesOf } from "./order";

/** How fast this machine and this network are, as measured in a moment. */
export interface Pace {
  /** Seconds of one image's pass. */
  readonly pass: number;
  /** The same of a view, which may be computed in whole numbers. */
  readonly view: number;
  /** Seconds of a fit for each that it took where the figures below were measured, shared out among the cores. */
  readonly fits: number;
}

/** How much there is to do. */
export interface Amount {
  /** Rows of both sets. */
  readonly images: number;
  readonly publicRows: number;
}

/** Images of the batch that is measured, and of the one before it, which is warmed up by. */
const [MEASURED, WARM] = [512, 32];

/** A second is enough to measure a slow network by. */
const LONGEST_SECONDS = 1;

/** Rows and columns of the fit that is measured, and its seconds on one core of the AMD EPYC (Zen 4) of the bench. */
const PROBE = { rows: 2048, cols: 64, epochs: 4, seconds: 0.055 };

/**
 * Seconds of the attack on that core: by row and column of the look's predictors (fits of all candidates on all
 * splits), and by row of what does not hang on looks (their fits on the plain image's columns, both recipes, the
 * last fit).
 */
const SECONDS = { ofLook: 2.4e-4, ofRow: 1.4e-2, ofRun: 10 } as const;

/**
 * Measures a small batch of images and a small fit.
 *
 * @param count images of both sets
 * @example
 * const pace = await measurePace(target, publicData, 40000);
 */
export async function measurePace(
  target: Pick<Target, "logits" | "viewing" | "normalization">,
  { images }: Pick<MembershipDataset, "images">,
  count: number,
): Promise<Pace> {
  const { engine, precision } = await target.viewing(images, count);
  const pass = await secondsOfPass((some) => target.logits(some), images);
  const view =
    precision === "float32"
      ? pass
      : await secondsOfPass((some) => computeLogits(engine, some, target.normalization), images);
  return { pass, view, fits: (await secondsOfProbe()) / PROBE.seconds / availableParallelism() };
}

async function secondsOfPass(
  pass: (images: ImageSource) => Promise<Logits>,
  images: ImageSource,
): Promise<number> {
  const timedPass = async (most: number) => {
    const rows = Int32Array.from({ length: Math.min(most, images.count) }, (_, i) => i);
    const start = performance.now();
    await pass(chosenRows(images, rows));
    return (performance.now() - start) / 1000 / rows.length;
  };
  await timedPass(WARM); // opens what the engine opens but once
  const first = await timedPass(WARM);
  const most = Math.floor(Math.min(MEASURED, LONGEST_SECONDS / first));
  return most > WARM ? timedPass(most) : first;
}

async function secondsOfProbe(): Promise<number> {
  const { rows, cols, epochs } = PROBE;
  const data = Float64Array.from({ length: rows * cols }, (_, i) => Math.sin(i * (i % 7)));
  const y = Uint8Array.from({ length: rows }, (_, i) => i % 2);
  const fit = async (passes: number) => {
    const model = makeModel({ model: "DropoutMLPClassifier", parameters: { epochs: passes } });
    const start = performance.now();
    await model.fit({ data, rows, cols }, y);
    return (performance.now() - start) / 1000;
  };
  await fit(1); // compiles what is fitted
  return fit(epochs);
}

/** Seconds that a look takes: the passes over both sets, and what its predictors add to the fits. */
export function secondsOfLook(look: string, { images, publicRows }: Amount, pace: Pace): number {
  const passes = passesOf(look);
  const each = look === GRADIENTS ? pace.pass : pace.view;
  return images * passes * each + publicRows * SECONDS.ofLook * passes * pace.fits;
}

/** Seconds of a run that looks at the plain images alone. */
export function secondsWithoutLooks({ images, publicRows }: Amount, pace: Pace): number {
  return images * pace.pass + (SECONDS.ofRun + publicRows * SECONDS.ofRow) * pace.fits;
}
