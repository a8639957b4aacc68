import path from "node:path";
import { shellWord } from "./shellWord";

/** What a site asks for beside the job itself. */
export interface SlurmSite {
  readonly partition: string | null;
  readonly account: string | null;
  /** More `#SBATCH` lines, without that word. */
  readonly lines: readonly string[];
}

/** Work in parts that share nothing but a folder. */
export interface SlurmArray {
  readonly name: string;
  /** What a part runs, but for its number: `--shard I/N` follows. */
  readonly words: readonly string[];
  readonly parts: number;
  /** Cores of each part. */
  readonly threads: number;
  /** MiB that a part takes. */
  readonly memory: number;
  /** Minutes that a part takes; null: not known. */
  readonly minutes: number | null;
  /** The folder that all parts write to; logs go into `logs/` in it. */
  readonly out: string;
}

/** Seconds before its time is up that a part is told: a step and a saved state fit in. */
const NOTICE = 120;

/** How a shell tells of a process that was killed, as where memory ran out. */
const KILLED = 137;

/** How often a part may have been started before it is given up when it is killed. */
const RESTARTS = 10;

/** MaxArraySize is 1001 unless a site says otherwise, which is the first number that no task may have. */
export const MOST_PARTS = 1000;

/** The folder for the logs of an array, which sbatch does not make. */
export function logsOf(out: string): string {
  return path.join(out, "logs");
}

/**
 * A batch script for sbatch: a job array of all parts. A part that is killed, preempted or out of time is
 * queued again and goes on where it was.
 *
 * USR1 tells of the end of time: TERM comes with scancel too, after which nothing is to be queued again.
 *
 * @param root folder of this repository on the cluster's machines
 * @example
 * slurmArray(array, { partition: "gpu", account: null, lines: [] }, "/home/me/mia-notebooks");
 */
export function slurmArray(array: SlurmArray, site: SlurmSite, root: string): string {
  const { name, words, parts, threads, memory, minutes, out } = array;
  const options = [
    `--job-name=${name}`,
    `--array=1-${parts}`,
    `--cpus-per-task=${threads}`,
    `--mem=${memory}M`,
    ...(minutes === null ? [] : [`--time=${minutes}`]),
    `--chdir=${shellWord(root)}`,
    `--output=${shellWord(`${logsOf(out)}/%A_%a.log`)}`,
    "--open-mode=append",
    "--requeue",
    `--signal=B:USR1@${NOTICE}`,
    ...(site.partition === null ? [] : [`--partition=${site.partition}`]),
    ...(site.account === null ? [] : [`--account=${site.account}`]),
    ...site.lines,
  ];
  return `#!/bin/sh
${options.map((option) => `#SBATCH ${option}`).join("\n")}

again() {
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && exit 0
  exit 1
}
trap 'kill -TERM "$part"; wait "$part"; again' USR1
${words.map(shellWord).join(" ")} --shard "$SLURM_ARRAY_TASK_ID/${parts}" &
part=$!
wait "$part"
status=$?
[ "$status" -eq ${KILLED} ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${RESTARTS} ] && again
exit "$status"`;
}
