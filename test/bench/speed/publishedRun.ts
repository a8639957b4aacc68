import { availableParallelism } from "node:os";
import path from "node:path";
import type { PublishedName } from "../../../lib/ensemble";
import { writeJson, writeNpy, writeSubmission } from "../../../lib/files/outputs";
import type { Logits } from "../../../lib/inference";
import { packageVersions } from "../../../lib/packageVersions";
import type { CaseFiles } from "./caseFiles";
import { logitsOf, type Parts, predictorsOf, readCase } from "./publishedData";
import { attackAsPublished, PUBLISHED_MODELS } from "./publishedModels";
import { peakMb, StageClock } from "./stageClock";
import type { Until } from "./stages";

/**
 * The published notebook's computation by this library: what test/bench/python/published.py does, with one
 * pass of the network. Leaves the same files in `out`, stages.json among them.
 *
 * @param until where the run ends
 * @param options.models which of the published models are fitted; all by default
 * @param options.forestJobs threads of the forest; -1, the default, takes one for each core
 * @example
 * await publishedRun({ model: "data/model.pt", public: "data/public.pt", private: "data/private.pt" }, "out/bench", "whole");
 */
export async function publishedRun(
  files: CaseFiles,
  out: string,
  until: Until,
  {
    clock = new StageClock(),
    forestJobs = -1,
    models = PUBLISHED_MODELS,
  }: { clock?: StageClock; forestJobs?: number; models?: readonly PublishedName[] } = {},
): Promise<void> {
  clock.peaks.start = peakMb();
  const end = () => {
    writeJson(path.join(out, "stages.json"), {
      seconds: clock.seconds,
      peaks_mb: { ...clock.peaks, whole: Math.max(...Object.values(clock.peaks)) },
      threads: availableParallelism(),
      versions: packageVersions(),
    });
  };
  const read = await readCase(files, clock);
  if (until === "reading") return end();
  const logits = await logitsOf(read, files.model, clock);
  if (until === "inference") {
    writeLogits(out, logits);
    return end();
  }
  const columns = await predictorsOf(read, logits, clock);
  const attack = await attackAsPublished(columns, read.membership, clock, { forestJobs, models });
  await clock.time("writing", () => {
    writeLogits(out, logits);
    for (const part of ["public", "private"] as const) {
      const { data, rows, cols } = columns[part];
      const shape = [rows, cols];
      writeNpy(path.join(out, `features_${part}.npy`), { data: Float32Array.from(data), shape });
    }
    for (const [name, values] of Object.entries(attack.scores)) {
      writeSubmission(path.join(out, `submission_${name}.csv`), {
        idColumn: "ids",
        ids: read.datasets.private.ids,
        scores: values,
      });
    }
    const figures = { validation_rows: attack.validationRows, ...attack.models };
    writeJson(path.join(out, "metrics.json"), figures);
  });
  end();
}

function writeLogits(out: string, logits: Parts<Logits>): void {
  for (const part of ["public", "private"] as const) {
    const { data, rows, classes } = logits[part];
    writeNpy(path.join(out, `logits_${part}.npy`), { data, shape: [rows, classes] });
  }
}
