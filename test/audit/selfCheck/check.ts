import { type SelfCheckOptions, selfCheck } from "../../../lib/audit/selfCheck";
import { AS_STORED, openEngine, type Preprocessing } from "../../../lib/inference";
import type { Network } from "../../../lib/network";
import { dataset, membership, network, right } from "./planted";

/** How the embedded images are to be normalised. */
export const resolved = { ...right, source: "test", file: "data/normalization.json" };
const opened: Promise<{ close(): Promise<void> }>[] = [];

function open(of: Network) {
  const engine = openEngine(of, { engine: "auto", threads: 1 });
  opened.push(engine);
  return engine;
}
const engine = open(network);

/** Closes what the checks have opened. */
export async function close(): Promise<void> {
  for (const one of opened) await (await one).close();
  dataset.close();
}

/** The self-check of the embedded model and public rows, but for what is changed. */
export async function check(changes: Partial<SelfCheckOptions> = {}) {
  return selfCheck({
    network,
    engine: changes.network ? await open(changes.network) : await engine,
    normalization: resolved,
    dataset,
    membership,
    seed: 42,
    rows: 96,
    ...changes,
  });
}

/** Images that are read as they are declared. */
export const declared = (changes: Partial<Preprocessing>): Partial<SelfCheckOptions> => {
  const preprocessing = { ...AS_STORED, ...changes };
  return { preprocessing };
};

/** Other images in place of those of the dataset. */
export const images = (source: typeof dataset.images) => ({
  dataset: { ...dataset, images: source },
});

/** A classifier that has learnt nothing. */
export const misread = {
  ...network.classifier,
  weight: network.classifier.weight.slice().fill(0.01),
};
