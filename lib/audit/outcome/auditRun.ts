import path from "node:path";
import {
  type CsvColumn,
  InputFiles,
  type NpyArray,
  type Submission,
  sha256AsWritten,
  writeAtomically,
  writeCsv,
  writeJson,
  writeNpy,
  writeSubmission,
} from "../../files/outputs";
import type { Network } from "../../network";
import { packageVersions } from "../../packageVersions";
import {
  type Metrics,
  type MetricsRow,
  type RecordedLooks,
  type RecordedSelfCheck,
  writeMetrics,
} from "./metrics";
import { peakMemory } from "./peakMemory";
import { type ReadAs, readAs, type Settled } from "./readAs";
import { Stopwatch } from "./stopwatch";

/**
 * One run: it knows what was read and what was written, and for how long each stage ran, so that
 * metrics.json says it without anybody keeping lists.
 *
 * @example
 * const run = new AuditRun("out/A1_12_Ensemble", { seed: 42 });
 * run.reads({ model: "data/model.pt", public: "data/public.pt", private: "data/private.pt" });
 * const logits = await run.time("inference", () => computeLogits(engine, images, options));
 * run.csv("scores_public.csv", scores.publicColumns);
 * run.metrics(scores.metricsRows({ seed: 42 }), { engine: engine.name });
 */
export class AuditRun {
  readonly #stages = new Stopwatch();
  readonly #began = new Date();
  readonly #start = performance.now();
  readonly #written = new Set<string>();
  readonly #inputs = new InputFiles({});
  #selfCheck: RecordedSelfCheck | undefined;
  #looks: RecordedLooks | undefined;
  #readAs: ReadAs | undefined;

  /**
   * @param folder where everything is written; made when the first file is
   * @param options.seed of all that is drawn
   */
  constructor(
    readonly folder: string,
    private readonly options: { readonly seed: number },
  ) {}

  /**
   * Names files that the run will read, and hashes them before it does.
   *
   * @param files path by role; a role without a path is left out
   * @returns a line a file so far, for a table
   * @throws InputError if one cannot be read
   */
  reads(files: Readonly<Record<string, string | null>>): InputFiles["rows"] {
    for (const [role, file] of Object.entries(files)) {
      if (file !== null) this.#inputs.add(role, file);
    }
    return this.#inputs.rows;
  }

  /** Names files that were hashed already, for several runs on the same data. */
  readsAlso(inputs: InputFiles): void {
    this.#inputs.include(inputs);
  }

  /** SHA-256 of each input by its role. */
  get hashes(): Readonly<Record<string, string>> {
    return this.#inputs.hashes;
  }

  /** Base name and SHA-256 of each input by its role. */
  get inputs(): InputFiles["byRole"] {
    return this.#inputs.byRole;
  }

  /** Runs a stage and adds its seconds to those of its name, also when it throws. */
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    return this.#stages.time(stage, work);
  }

  /** Adds seconds of a stage that ran beside others and was measured there. */
  took(stage: string, seconds: number): void {
    this.#stages.add(stage, seconds);
  }

  /** Seconds by stage so far. */
  get seconds(): Readonly<Record<string, number>> {
    return this.#stages.seconds;
  }

  #clock() {
    const seconds = Math.round(performance.now() - this.#start) / 1000;
    return { began: `${this.#began.toISOString().slice(0, 19)}Z`, seconds };
  }

  /** Seconds of some stages together; 0 for one that has not run. */
  secondsOf(...stages: readonly string[]): number {
    const { seconds } = this;
    return stages.reduce((sum, stage) => sum + (seconds[stage] ?? 0), 0);
  }

  /** The path of a file of this run that something else writes; metrics.json names it too. */
  file(name: string): string {
    this.#written.add(name);
    return path.join(this.folder, name);
  }

  /** @throws as `writeCsv` */
  csv(name: string, columns: Readonly<Record<string, CsvColumn>>): void {
    writeCsv(this.file(name), columns);
  }

  /** @throws as `writeJson` */
  json(name: string, value: unknown): void {
    writeJson(this.file(name), value);
  }

  /** @throws as `writeAtomically` */
  text(name: string, text: string): void {
    writeAtomically(this.file(name), [text]);
  }

  /** @throws as `writeNpy` */
  npy(name: string, array: NpyArray): void {
    writeNpy(this.file(name), array);
  }

  /**
   * Writes what is handed in, if the inputs are still what they were.
   *
   * @throws as `writeSubmission`, or InputError naming an input that has changed since it was read
   */
  submission(name: string, submission: Submission): void {
    this.#inputs.requireUnchanged();
    writeSubmission(this.file(name), submission);
  }

  /** Keeps what the self-check found for metrics.json. */
  keepSelfCheck(found: RecordedSelfCheck): void {
    this.#selfCheck = found;
  }

  /**
   * Keeps for metrics.json how the inputs were read: which weights, as which network, images prepared how. The file of
   * mean and std is an input too.
   *
   * @throws InputError if that file cannot be read
   * @example
   * run.readAs(network, { ...opening, ...target, weights });
   */
  readAs(network: Network, settled: Settled): void {
    this.reads({ normalization: settled.normalization.file ?? null });
    this.#readAs = readAs(network, settled);
  }

  /** Keeps which looks were taken for metrics.json. */
  keepLooks(taken: RecordedLooks): void {
    this.#looks = taken;
  }

  /**
   * Writes metrics.json, the last file of a run.
   *
   * @param about.engine name of the inference engine
   * @param about.arithmetic of features and models, by protocol, and of `perceptron`s
   * @throws as `writeMetrics`, or RangeError if a file was named that this process has not written
   */
  metrics(rows: readonly MetricsRow[], about: Pick<Metrics, "engine" | "arithmetic">): void {
    writeMetrics(path.join(this.folder, "metrics.json"), {
      rows,
      seeds: { seed: this.options.seed },
      ...about,
      stages: this.seconds,
      clock: this.#clock(),
      versions: packageVersions(),
      inputs: this.#inputs.byRole,
      ...(this.#readAs && { readAs: this.#readAs }),
      artefacts: sha256AsWritten(this.folder, [...this.#written]),
      memory: { peakBytes: peakMemory() },
      ...(this.#selfCheck && { selfCheck: this.#selfCheck }),
      ...(this.#looks && { looks: this.#looks }),
    });
  }
}
