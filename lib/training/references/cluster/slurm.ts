import { ATTACK_MEMORY, attackWords, type ClusterJob, trainingWords } from "./job";
import { shellWord } from "./shellWord";

/** What a site asks for beside the job itself. */
export interface SlurmSite {
  readonly partition: string | null;
  readonly account: string | null;
  /** More `#SBATCH` lines, without that word. */
  readonly lines: readonly string[];
}

/** Seconds before its time is up that a part is told: a step and a saved state fit in. */
const NOTICE = 120;

/** How a shell tells of a process that was killed, as where memory ran out. */
const KILLED = 137;

/** How often a part may have been started before it is given up when it is killed. */
const RESTARTS = 10;

/**
 * A batch script for sbatch: a job array that trains all parts. A part that is killed, preempted or out
 * of time is queued again and goes on where it was; the attack is the line at its end.
 *
 * USR1 tells of the end of time: TERM comes with scancel too, after which nothing is to be queued again.
 *
 * @param root folder of this repository on the cluster's machines
 * @example
 * slurmScript(job, { partition: "gpu", account: null, lines: [] }, "/home/me/mia-notebooks");
 */
export function slurmScript(job: ClusterJob, site: SlurmSite, root: string): string {
  const { parts, threads, memory, minutes, paths } = job;
  const training = trainingWords(job).map(shellWord).join(" ");
  const attack = attackWords(paths).map(shellWord).join(" ");
  const options = [
    "--job-name=references",
    `--array=1-${parts}`,
    `--cpus-per-task=${threads}`,
    `--mem=${memory}M`,
    ...(minutes === null ? [] : [`--time=${minutes}`]),
    `--chdir=${shellWord(root)}`,
    `--output=${shellWord(`${paths.out}/logs/%A_%a.log`)}`,
    "--open-mode=append",
    "--requeue",
    `--signal=B:USR1@${NOTICE}`,
    ...(site.partition === null ? [] : [`--partition=${site.partition}`]),
    ...(site.account === null ? [] : [`--account=${site.account}`]),
    ...site.lines,
  ];
  const after = [
    ...["sbatch", "--dependency=afterok:JOB", "--kill-on-invalid-dep=yes"],
    ...[`--cpus-per-task=${threads}`, `--mem=${ATTACK_MEMORY}M`, `--chdir=${root}`],
    `--output=${paths.out}/logs/attack-%j.log`,
    ...["--wrap", attack],
  ];
  return `#!/bin/sh
${options.map((option) => `#SBATCH ${option}`).join("\n")}

${training} --shard "$SLURM_ARRAY_TASK_ID/${parts}" &
part=$!
again() {
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && exit 0
  exit 1
}
trap 'kill -TERM "$part"; wait "$part"; again' USR1
wait "$part"
status=$?
[ "$status" -eq ${KILLED} ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${RESTARTS} ] && again
exit "$status"

# The attack, once all parts are done (JOB is what sbatch said of this script):
# ${after.map(shellWord).join(" ")}`;
}
