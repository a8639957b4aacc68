import type { ReferencesReading } from "../readingOptions";
import { USUAL_RECIPE } from "../recipe";

/** Engines that run many parts of one job. */
export const ENGINES = ["slurm", "kubernetes"] as const;

export type ClusterEngine = (typeof ENGINES)[number];

/** Files and folders of a job, as its machines see them; absolute. */
export interface JobPaths {
  readonly model: string;
  readonly public: string;
  readonly private: string;
  readonly out: string;
}

/** Training that is to run in parts, each on a machine of its own. */
export interface ClusterJob {
  readonly paths: JobPaths;
  /** How the attack is to read the target's files: as training does. */
  readonly reading: ReferencesReading;
  readonly stem: string;
  /** Other options of `npm run references`, as words. */
  readonly words: readonly string[];
  readonly parts: number;
  /** Cores of each part. */
  readonly threads: number;
  /** MiB that a part takes. */
  readonly memory: number;
  /** Minutes that a part takes on the machine that asks, with what others may need more; null: not known. */
  readonly minutes: number | null;
}

/** MiB for the attack, which keeps no activations. */
export const ATTACK_MEMORY = 4096;

/** What a part runs, but for its number. */
export function trainingWords({ paths, words }: Pick<ClusterJob, "paths" | "words">): string[] {
  const files = ["--model", paths.model, "--public", paths.public, "--private", paths.private];
  return ["node", "lib/mia.cjs", "references", ...files, "--out", paths.out, ...words];
}

/** The attack that reads the references, into a folder beside them; files are read as for training. */
export function attackWords({
  paths,
  reading,
  stem,
}: Pick<ClusterJob, "paths" | "reading" | "stem">): string[] {
  const { model, out } = paths;
  const files = { modelPath: model, publicPath: paths.public, privatePath: paths.private };
  const said = Object.entries({ ...reading, stem: stem === USUAL_RECIPE.stem ? null : stem })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, JSON.stringify(value)]);
  return [
    ...["node", "lib/mia.cjs", "best", "--out", `${out}-attack`],
    ...[...Object.entries({ ...files, references: out }), ...said].flatMap((pair) => [
      "-p",
      ...pair,
    ]),
  ];
}
