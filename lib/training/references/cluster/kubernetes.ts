import { createHash } from "node:crypto";
import path from "node:path";
import { UsageError } from "../../../commandLine";
import { ATTACK_MEMORY, attackWords, type ClusterJob, type JobPaths, trainingWords } from "./job";
import { shellWord } from "./shellWord";

/** Where the volume that all parts share lies in each of them. */
const MOUNT = "/shared";

const WEEK = 7 * 24 * 3600;

/**
 * Manifests for kubectl: a claim of a volume that all parts share, an indexed Job that trains the parts,
 * and the Job of the attack, which waits for them. A part that is evicted is started again and goes on
 * where it was; one that is used wrongly (exit 2) is not. Needs Kubernetes 1.29 (backoffLimitPerIndex).
 *
 * @param volume the folder here whose content the volume holds; null: the one that all paths lie in
 * @throws UsageError naming a path outside the volume, which would be lost with its part
 * @example
 * kubernetesManifests(job, null);
 */
export function kubernetesManifests(job: ClusterJob, volume: string | null): string {
  const held = volume ?? commonFolder(Object.values(job.paths));
  const paths = withinVolume(job.paths, held);
  const training = trainingWords({ ...job, paths })
    .map(shellWord)
    .join(" ");
  const attack = attackWords({ ...job, paths })
    .map(shellWord)
    .join(" ");
  const name = `references-${createHash("sha256").update(training).digest("hex").slice(0, 8)}`;
  const { parts, threads, memory, minutes } = job;
  const deadline = minutes === null ? WEEK : Math.max(24 * 3600, 4 * 60 * minutes);
  const whole = shellWord(`${paths.out}/references.json`);
  const trained = `${training} --shard "$((JOB_COMPLETION_INDEX + 1))/${parts}"`;
  const attacked = `until [ -f ${whole} ]; do sleep 30; done; exec ${attack}`;
  return `# Kubernetes 1.29 or later. The volume holds what is in ${JSON.stringify(held)} here.
# The image, from this repository's folder: docker build -t mia-notebooks -f - . with
#   FROM node:22-slim
#   WORKDIR /mia-notebooks
#   COPY . .
#   RUN npm ci
# Push it where the cluster's nodes can pull it from, and write its whole name at image.
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests: { storage: 20Gi }
---
apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
spec:
  completionMode: Indexed
  completions: ${parts}
  parallelism: ${parts}
  backoffLimitPerIndex: 10
  podFailurePolicy:
    rules:
      - action: FailIndex
        onExitCodes: { containerName: work, operator: In, values: [2] }
      - action: Ignore
        onPodConditions: [{ type: DisruptionTarget, status: "True" }]
${podOf(name, trained, threads, memory)}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}-attack
spec:
  backoffLimit: 2
  activeDeadlineSeconds: ${deadline}
${podOf(name, attacked, threads, ATTACK_MEMORY)}`;
}

function podOf(claim: string, command: string, threads: number, memory: number): string {
  return `  template:
    spec:
      restartPolicy: Never
      containers:
        - name: work
          image: mia-notebooks
          workingDir: /mia-notebooks
          command: ["sh", "-c"]
          args:
            - ${JSON.stringify(command)}
          resources:
            requests: { cpu: "${threads}", memory: ${memory}Mi }
            limits: { memory: ${memory}Mi }
          volumeMounts:
            - { name: shared, mountPath: ${MOUNT} }
      volumes:
        - name: shared
          persistentVolumeClaim: { claimName: ${claim} }`;
}

function withinVolume(paths: JobPaths, volume: string): JobPaths {
  const within = (name: keyof JobPaths) => {
    const relative = path.relative(volume, paths[name]);
    if (relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`)) {
      return path.posix.join(MOUNT, relative.split(path.sep).join("/"));
    }
    throw new UsageError(`--${name}: found ${paths[name]}, expected a path in --volume ${volume}`);
  };
  return {
    model: within("model"),
    public: within("public"),
    private: within("private"),
    out: within("out"),
  };
}

/** The innermost folder that all paths lie in. */
function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths.map((file) => path.dirname(file).split(path.sep));
  const length = first.findIndex((part, i) => others.some((other) => other[i] !== part));
  return first.slice(0, length < 0 ? first.length : length).join(path.sep) || path.sep;
}
