/** Engines that run many parts of one job. */
export const MANIFESTS = ["slurm", "kubernetes"] as const;

export type ManifestKind = (typeof MANIFESTS)[number];

/** A command that is to run once for each part. */
export interface ManyParts {
  /** Options of `npm run references` but --shard and --print, as words. */
  readonly words: readonly string[];
  readonly parts: number;
  /** Cores of each part. */
  readonly threads: number;
}

/**
 * A job array (slurm) or an indexed Job (kubernetes) that trains all parts; an interrupted part is
 * started again and goes on. Written for a folder that all machines see.
 *
 * @example
 * manifest("slurm", { words: ["--model", "m.pt"], parts: 64, threads: 2 });
 */
export function manifest(kind: ManifestKind, { words, parts, threads }: ManyParts): string {
  const command = ["npm", "run", "references", "--", ...words].map(quoted).join(" ");
  return kind === "slurm"
    ? slurm(`${command} --shard "$SLURM_ARRAY_TASK_ID/${parts}"`, parts, threads)
    : kubernetes(`${command} --shard "$((JOB_COMPLETION_INDEX + 1))/${parts}"`, parts, threads);
}

function slurm(command: string, parts: number, threads: number): string {
  return `#!/bin/sh
#SBATCH --job-name=references
#SBATCH --array=1-${parts}
#SBATCH --cpus-per-task=${threads}
#SBATCH --mem=3G
#SBATCH --requeue
${command}
`;
}

function kubernetes(command: string, parts: number, threads: number): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: references
spec:
  completionMode: Indexed
  completions: ${parts}
  parallelism: ${parts}
  backoffLimitPerIndex: 10
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: references
          image: mia-notebooks # this repository on a Node.js image, after npm ci
          workingDir: /mia-notebooks
          command: ["sh", "-c"]
          args:
            - ${JSON.stringify(command)}
          resources:
            requests: { cpu: "${threads}", memory: 3Gi }
            limits: { memory: 4Gi }
          volumeMounts:
            - { name: shared, mountPath: /shared }
      volumes:
        - name: shared # holds model, datasets and the folder of references, for all parts
          persistentVolumeClaim: { claimName: references }
`;
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
