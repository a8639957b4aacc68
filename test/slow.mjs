const NOTEBOOK = "runs a notebook of this repository";
const KERNELS = "starts kernels, two to five seconds each";
const TRAINS = "trains networks, or has processes train them";
const READINGS = "runs a network in a dozen ways for each case";
const REVIEWS = "makes whole reviews, each with threads of its own";
const DRAWS = "draws every figure, some of them twice";
const COMPILER = "has TypeScript check programs of its own";

/**
 * What `npm run test:all` runs beyond `npm test`: test files that are slow by what they test, the
 * longest first, and why.
 */
export const slow = {
  "test/notebooks/runAgain.test.ts": NOTEBOOK,
  "test/notebooks/attackArtefacts.test.ts": NOTEBOOK,
  "test/notebooks/bestArtefacts.test.ts": NOTEBOOK,
  "test/kernel/cli.test.ts": KERNELS,
  "test/notebooks/editedFrame.test.ts": NOTEBOOK,
  "test/noNetwork.test.ts": "traces the system's calls of kernels",
  "test/kernel/stopped.test.ts": KERNELS,
  "test/notebooks/wrongParameters.test.ts": NOTEBOOK,
  "test/kernel/figures.test.ts": NOTEBOOK,
  "test/fuzz/fuzz.test.ts": "reads 300 mutated files in processes that are watched",
  "test/notebooks/eachCellTwice.test.ts": KERNELS,
  "test/report/explorer/browser.test.ts": "drives a browser",
  "test/audit/crossfit/crossfit.test.ts": "fits every attack for every fold",
  "test/audit/many.test.ts": "attacks several models",
  "test/audit/selfCheck/misreadings.test.ts": READINGS,
  "test/audit/selfCheck/selfCheck.test.ts": READINGS,
  "test/audit/selfCheck/otherWeights.test.ts": READINGS,
  "test/audit/onnxTarget.test.ts": READINGS,
  "test/report/figures/sameBytes.test.ts": DRAWS,
  "test/report/figures/layout.test.ts": DRAWS,
  "test/report/pages/gallery.test.ts": DRAWS,
  "test/review/command.test.ts": REVIEWS,
  "test/review/answerKey.test.ts": REVIEWS,
  "test/training/step.test.ts": TRAINS,
  "test/training/torch.test.ts": TRAINS,
  "test/training/references.test.ts": TRAINS,
  "test/training/referencesPlan.test.ts": TRAINS,
  "test/training/referencesOfGraphs.test.ts": TRAINS,
  "test/kernel/keptCells.test.ts": KERNELS,
  "test/kernel/types.test.ts": KERNELS,
  "test/kernel/protocol.test.ts": KERNELS,
  "test/kernel/liveFigures.test.ts": KERNELS,
  "test/kernel/ends.test.ts": KERNELS,
  "test/kernel/jupyter/jupyterClient.test.ts": KERNELS,
  "test/kernel/interrupted.test.ts": KERNELS,
  "test/kernel/errorPlaces.test.ts": KERNELS,
  "test/kernel/forgedMessages.test.ts": KERNELS,
  "test/kernel/installedKernel.test.ts": KERNELS,
  "test/kernel/unreadableOutput.test.ts": KERNELS,
  "test/review/confinement.test.ts": KERNELS,
  "test/review/guarded.test.ts": REVIEWS,
  "test/review/links.test.ts": REVIEWS,
  "test/review/oneInterval.test.ts": REVIEWS,
  "test/inference/lanes.test.ts": "starts threads and processes that run networks",
  "test/files/given/hostile.test.ts": "reads and refuses very large tables",
  "test/bench/speed.test.ts": "compares whole fits of the models",
  "test/inference/providers.test.ts": "imitates a GPU on the processor",
  "test/tools/cells.test.ts": COMPILER,
  "test/notebooks/typedParameters.test.ts": COMPILER,
  "test/tools/docs.test.ts": COMPILER,
  "test/linearTime.test.ts": "counts every step of the readers of text",
};

/** Test files that change their process, or look at all of it: each has one of its own. */
export const alone = {
  "test/linearPatterns.test.ts": "watches every regular expression that is made",
  "test/numeric/workers/workers.test.ts": "counts the threads of its process",
};
