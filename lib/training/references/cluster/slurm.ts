import { ATTACK_MEMORY, attackWords, type ClusterJob, trainingWords } from "./job";
import { shellWord } from "./shellWord";
import { logsOf, type SlurmSite, slurmArray } from "./slurmArray";

/**
 * A batch script for sbatch: a job array that trains all parts, and, as the line at its end, the attack that
 * waits for them.
 *
 * @param root folder of this repository on the cluster's machines
 * @example
 * slurmScript(job, { partition: "gpu", account: null, lines: [] }, "/home/me/mia-notebooks");
 */
export function slurmScript(job: ClusterJob, site: SlurmSite, root: string): string {
  const { threads } = job;
  const { out } = job.paths;
  const array = { ...job, name: "references", words: trainingWords(job), out };
  const attack = attackWords(job).map(shellWord).join(" ");
  const after = [
    ...["sbatch", "--dependency=afterok:JOB", "--kill-on-invalid-dep=yes"],
    ...[`--cpus-per-task=${threads}`, `--mem=${ATTACK_MEMORY}M`, `--chdir=${root}`],
    `--output=${logsOf(out)}/attack-%j.log`,
    ...["--wrap", attack],
  ];
  return `${slurmArray(array, site, root)}

# The attack, once all parts are done (JOB is what sbatch said of this script):
# ${after.map(shellWord).join(" ")}`;
}
