import { statSync } from "node:fs";
import path from "node:path";
import {
  type CsvColumn,
  type NpyArray,
  type Submission,
  sha256,
  sha256Of,
  writeCsv,
  writeJson,
  writeNpy,
  writeSubmission,
} from "../../files/outputs";
import { type MetricsRow, writeMetrics } from "./metrics";
import { packageVersions } from "./packageVersions";
import { peakMemory } from "./peakMemory";
import { Stopwatch } from "./stopwatch";

/** A file that a run reads. */
export interface InputFile {
  /** What it is to the run: "model", "public", "private". */
  readonly role: string;
  /** Its name without folders. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

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
  readonly #clock = new Stopwatch();
  readonly #written = new Set<string>();
  #inputs: readonly InputFile[] = [];

  /**
   * @param folder where everything is written; made when the first file is
   * @param options.seed of all that is drawn
   */
  constructor(
    readonly folder: string,
    private readonly options: { readonly seed: number },
  ) {}

  /**
   * Hashes the files that the run will read.
   *
   * @param files path by role
   * @returns a line a file, for a table
   * @throws InputError if one cannot be read
   */
  reads(files: Readonly<Record<string, string>>): readonly InputFile[] {
    this.#inputs = Object.entries(files).map(([role, file]) => {
      const hash = sha256(file);
      return { role, file: path.basename(file), bytes: statSync(file).size, sha256: hash };
    });
    return this.#inputs;
  }

  /** SHA-256 of an input by its role. */
  hashOf(role: string): string {
    const input = this.#inputs.find((one) => one.role === role);
    if (!input) throw new RangeError(`role: found ${role}, which this run has not read`);
    return input.sha256;
  }

  /** Runs a stage and adds its seconds to those of its name, also when it throws. */
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    return this.#clock.time(stage, work);
  }

  /** Seconds by stage so far. */
  get seconds(): Readonly<Record<string, number>> {
    return this.#clock.seconds;
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

  /** @throws as `writeNpy` */
  npy(name: string, array: NpyArray): void {
    writeNpy(this.file(name), array);
  }

  /** @throws as `writeSubmission` */
  submission(name: string, submission: Submission): void {
    writeSubmission(this.file(name), submission);
  }

  /**
   * Writes metrics.json, the last file of a run.
   *
   * @throws as `writeMetrics`, or InputError if a file that was written is gone
   */
  metrics(rows: readonly MetricsRow[], { engine }: { readonly engine: string }): void {
    const inputs = this.#inputs.map(({ file, sha256 }) => [file, sha256]);
    writeMetrics(path.join(this.folder, "metrics.json"), {
      rows,
      seeds: { seed: this.options.seed },
      engine,
      stages: this.seconds,
      versions: packageVersions(),
      inputs: Object.fromEntries(inputs),
      artefacts: sha256Of(this.folder, [...this.#written]),
      memory: { peakBytes: peakMemory() },
    });
  }
}
