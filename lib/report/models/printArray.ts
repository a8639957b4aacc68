import path from "node:path";
import { auditModels, type ModelFile, type SharedRows } from "../../audit/many";
import { readMetrics } from "../../audit/outcome";
import { InputError } from "../../files";
import { makeFolder } from "../../files/outputs";
import { repositoryRoot } from "../../repository";
import { logsOf, MOST_PARTS, slurmArray } from "../../training/references/cluster/slurmArray";
import { type AuditArguments, auditWords } from "./arguments";

/** What other machines, and other work on them, may need more. */
const ALLOWANCE = 2;

/** For reading, starting and the table. */
const MINUTES_BESIDE = 10;

/** The largest memory of one process, with what the allocator of another machine may keep. */
const MEMORY_ALLOWANCE = 1.25;
const MEMORY_STEP = 256;

const THREADS = 2;

/** MiB of a thread that fits models, which the first one alone does not start. */
const THREAD_MEMORY = 128;

/**
 * A job array for sbatch that attacks all models, one part for each unless `--shard 1/N` asks for N. The first
 * model is attacked here and kept: its seconds and memory are what the others are given.
 *
 * @param tell takes a line of progress
 * @throws InputError if the first model cannot be attacked
 * @example
 * tell(await printArray(request, models, rows, warn));
 */
export async function printArray(
  request: AuditArguments,
  models: readonly ModelFile[],
  rows: SharedRows,
  tell: (line: string) => void,
): Promise<string> {
  const { settings, shard, site } = request;
  const { out } = settings;
  const [first] = models;
  const [refused] = await auditModels([first], rows, settings, tell);
  if (refused !== undefined)
    throw new InputError(first.path, "a model that was refused", "another");
  const { clock, memory } = readMetrics(path.join(out, first.name, "metrics.json"));
  const parts = Math.min(shard.count > 1 ? shard.count : models.length, models.length, MOST_PARTS);
  const seconds = (clock?.seconds ?? 0) * Math.ceil(models.length / parts);
  const needed = (MEMORY_ALLOWANCE * (memory?.peakBytes ?? 0)) / 2 ** 20 + THREADS * THREAD_MEMORY;
  makeFolder(logsOf(out));
  const array = {
    name: "audit",
    words: auditWords(
      request,
      models.map(({ path: file }) => file),
    ),
    parts,
    threads: THREADS,
    memory: Math.ceil(needed / MEMORY_STEP) * MEMORY_STEP,
    minutes: Math.ceil((ALLOWANCE * seconds) / 60) + MINUTES_BESIDE,
    out,
  };
  return slurmArray(array, site, repositoryRoot());
}
