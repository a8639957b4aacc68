import { type PredictorColumns, publishedFeatures } from "../../../lib/features";
import {
  type MembershipDataset,
  readCheckpoint,
  readDataset,
  requireMembership,
} from "../../../lib/files";
import {
  computeLogits,
  type Logits,
  openEngine,
  resolveNormalization,
} from "../../../lib/inference";
import { publishedLira } from "../../../lib/lira";
import { byMembership } from "../../../lib/metrics";
import { describeNetwork } from "../../../lib/network";
import { fromColumns, type Matrix } from "../../../lib/numeric/arrays";
import type { CaseFiles } from "./caseFiles";
import type { StageClock } from "./stageClock";

/** The two datasets of a case. */
export type Parts<T> = Readonly<Record<"public" | "private", T>>;

/** A case that has been read. */
export interface ReadCase {
  readonly network: ReturnType<typeof describeNetwork>;
  readonly datasets: Parts<MembershipDataset>;
  readonly membership: Uint8Array;
}

/** Reads a case's files: stage "reading". */
export function readCase(files: CaseFiles, clock: StageClock): Promise<ReadCase> {
  return clock.time("reading", () => {
    const network = describeNetwork(readCheckpoint(files.model), { stem: "auto" });
    const datasets = { public: readDataset(files.public), private: readDataset(files.private) };
    return { network, datasets, membership: requireMembership(datasets.public) };
  });
}

/** One pass of the network over both datasets: stage "inference". */
export function logitsOf(
  { network, datasets }: ReadCase,
  modelPath: string,
  clock: StageClock,
): Promise<Parts<Logits>> {
  return clock.time("inference", async () => {
    const engine = await openEngine(network, { engine: "auto" });
    const normalization = resolveNormalization({ modelPath, mean: null, std: null });
    try {
      return {
        public: await computeLogits(engine, datasets.public.images, normalization),
        private: await computeLogits(engine, datasets.private.images, normalization),
      };
    } finally {
      await engine.close();
    }
  });
}

/** The published columns of both datasets, in the published order: stage "features". */
export function predictorsOf(
  { datasets, membership }: ReadCase,
  logits: Parts<Logits>,
  clock: StageClock,
): Promise<Parts<Matrix>> {
  return clock.time("features", () => {
    const found = {
      public: publishedFeatures(logits.public, datasets.public.labels).columns,
      private: publishedFeatures(logits.private, datasets.private.labels).columns,
    };
    const gaussians = publishedLira.fit(byMembership(found.public.true_class_prob, membership));
    const matrix = (published: PredictorColumns) => {
      const lira = publishedLira.score(gaussians, published.true_class_prob);
      return fromColumns([...Object.values(published), lira]);
    };
    return { public: matrix(found.public), private: matrix(found.private) };
  });
}
