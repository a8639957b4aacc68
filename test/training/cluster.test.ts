import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { UsageError } from "../../lib/commandLine";
import { readReferencesFile } from "../../lib/lira/references/referencesFile";
import { assemble } from "../../lib/training/references/assemble";
import { availableMemory } from "../../lib/training/references/availableMemory";
import { attackWords } from "../../lib/training/references/cluster/job";
import { kubernetesManifests } from "../../lib/training/references/cluster/kubernetes";
import { slurmScript } from "../../lib/training/references/cluster/slurm";
import { filesOf, type Plan, planHash } from "../../lib/training/references/plan";
import { USUAL_RECIPE } from "../../lib/training/references/recipe";
import { folderStatus, statusText } from "../../lib/training/references/status";

const paths = {
  model: "/home/a b/m.pt",
  public: "/home/a b/p.pt",
  private: "/home/a b/q.pt",
  out: "/home/a b/refs",
};
const reading = { weights: null, unsaid: null, edition: null, preprocessing: null };
const sizes = { parts: 4, threads: 2, memory: 1536, minutes: 40 };
const job = { paths, reading, stem: "auto", words: ["--pairs", "2"], ...sizes };
const site = { partition: null, account: null, lines: [] };

test("a Slurm part has its own number, memory and time", () => {
  const script = slurmScript(job, { ...site, account: "lab", lines: ["--qos=low"] }, "/opt/mia");
  const options = script.split("\n").filter((line) => line.startsWith("#SBATCH"));
  for (const option of [
    ...["--array=1-4", "--mem=1536M", "--time=40", "--chdir=/opt/mia", "--open-mode=append"],
    ...["--requeue", "--account=lab", "--qos=low", "--output='/home/a b/refs/logs/%A_%a.log'"],
  ]) {
    assert.ok(options.includes(`#SBATCH ${option}`), option);
  }
  assert.match(
    script,
    /--out '\/home\/a b\/refs' --pairs 2 --shard "\$SLURM_ARRAY_TASK_ID\/4" &\n/,
  );
  assert.match(script, /# sbatch --dependency=afterok:JOB --kill-on-invalid-dep=yes/);
  assert.doesNotMatch(slurmScript({ ...job, minutes: null }, site, "/opt/mia"), /--time/);
});

test("the attack that is printed reads the target's files as training does", () => {
  const words = attackWords({
    ...{ paths, stem: "stride1" },
    reading: { ...reading, weights: "ema", unsaid: { epsilon: 0.001 } },
  });
  const unsaid = ["-p", "unsaid", '{"epsilon":0.001}'];
  assert.deepEqual(words.slice(-9, -6), ["-p", "weights", '"ema"']);
  assert.deepEqual(words.slice(-6), [...unsaid, "-p", "stem", '"stride1"']);
  assert.equal(words.includes("edition"), false);
  assert.equal(attackWords(job).includes("stem"), false);
});

/** A part's exit status under sh, and whether it was queued again; `node` and `scontrol` are stand-ins. */
function ended(node: string, restarts: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "part-"));
  const program = (name: string, text: string) =>
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program("node", node);
  program("scontrol", 'echo "$@" > "$0.said"');
  const ids = { SLURM_ARRAY_JOB_ID: "7", SLURM_ARRAY_TASK_ID: "3", SLURM_RESTART_COUNT: restarts };
  const env = { ...process.env, ...ids, PATH: `${folder}:${process.env.PATH}` };
  const { status } = spawnSync("sh", { input: slurmScript(job, site, "/"), env });
  const said = path.join(folder, "scontrol.said");
  return [status, existsSync(said) ? readFileSync(said, "utf8").trim() : null];
}

test("a Slurm part is queued again when its time is up and, ten times, when it is killed; else it ends as it did", () => {
  const notice = 'sleep .2; kill -USR1 "$PPID"; exec sleep 5';
  assert.deepEqual(ended(notice, "50"), [0, "requeue 7_3"]);
  assert.deepEqual(ended("kill -KILL $$", "9"), [0, "requeue 7_3"]);
  assert.deepEqual(ended("kill -KILL $$", "10"), [137, null]);
  assert.deepEqual(ended("exit 2", ""), [2, null]);
  assert.deepEqual(ended("exit 0", ""), [0, null]);
});

test("Kubernetes parts see their files in the volume, and a path outside it is refused", () => {
  const text = kubernetesManifests(job, null);
  assert.match(text, /completionMode: Indexed\n {2}completions: 4\n/);
  assert.match(text, /--model \/shared\/m\.pt .* --out \/shared\/refs /);
  assert.match(text, /--shard \\"\$\(\(JOB_COMPLETION_INDEX \+ 1\)\)\/4\\""/);
  assert.match(text, /until \[ -f \/shared\/refs\/references\.json \]/);
  assert.throws(
    () => kubernetesManifests(job, "/home/b"),
    (error: Error) =>
      error instanceof UsageError &&
      error.message === "--model: found /home/a b/m.pt, expected a path in --volume /home/b",
  );
});

const recipe = { ...USUAL_RECIPE, threads: 1 };
const plan: Plan = {
  target: { file: "m.pt", sha256: "ab", network: "a network" },
  datasets: {
    public: { file: "p.pt", sha256: "cd" },
    private: { file: "q.pt", sha256: "ef" },
  },
  normalization: { mean: [0.5], std: [0.5] },
  engine: "onnxruntime-node 1",
  trainer: "edition 1",
  recipe,
};

/** A folder with models 0 and 1 of four, of which 1 was written by another plan. */
function begun(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "cluster-"));
  writeFileSync(path.join(folder, "plan.json"), JSON.stringify(plan));
  for (const [model, made] of [planHash(plan), "another"].entries()) {
    const { checkpoint, record } = filesOf(folder, model);
    writeFileSync(checkpoint, "");
    const file = path.basename(checkpoint);
    writeFileSync(record, JSON.stringify({ file, sha256: "of no file", model, plan: made }));
  }
  writeFileSync(filesOf(folder, 2).state, "");
  return folder;
}

test("the state of a folder names what is there, stopped and missing, and the line that makes it", () => {
  const folder = begun();
  const status = folderStatus(folder);
  assert.deepEqual(status.states, ["done", "missing", "stopped", "missing"]);
  const [head, stopped, missing, , line] = statusText(folder, status).split("\n");
  assert.equal(head, `${folder}: 1 of 4 models are there`);
  assert.deepEqual([stopped, missing], ["  stopped: 2", "  missing: 1, 3"]);
  assert.match(line, /--model m\.pt .* --pairs 2 --epochs 6 --tail 2 --batch-size 128 --lr 0\.05/);
  assert.throws(
    () => folderStatus(tmpdir()),
    /found no plan\.json, expected a folder that npm run/,
  );
});

test("models are counted without their checkpoints being read", async () => {
  const source = { sets: {}, hashes: {}, classes: 2, normalization: plan.normalization };
  const rest = { engine: plan.engine, stem: "auto" as const, threads: 1 };
  assert.equal(await assemble(begun(), plan, { ...source, ...rest }), 3);
});

test("an attack on a folder whose models are still being made says where to look", () => {
  assert.throws(
    () => readReferencesFile(begun()),
    /references\.json: found none yet, expected one once every model is there \(npx mia references --status/,
  );
});

test("memory is what the tightest of the process's own and its job's limits leaves", () => {
  const groups = mkdtempSync(path.join(tmpdir(), "groups-"));
  const own = path.join(groups, "own");
  writeFileSync(own, "0::/job/step\n");
  mkdirSync(path.join(groups, "job", "step"), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(path.join(groups, "job", file), text);
  write("memory.max", "3000000\n");
  write("memory.current", "2000000\n");
  write("memory.stat", "anon 1\ninactive_file 500000\n");
  writeFileSync(path.join(groups, "job", "step", "memory.max"), "max\n");
  assert.equal(availableMemory({}, groups, own), 1_500_000);
  assert.equal(availableMemory({ SLURM_MEM_PER_NODE: "1" }, groups, own), 0);
  const perCpu = { SLURM_MEM_PER_CPU: "1", SLURM_CPUS_ON_NODE: "1" };
  assert.equal(availableMemory(perCpu, groups, "/none"), 0);
  assert.ok(availableMemory({}, groups, "/none") > 1_500_000);
});
