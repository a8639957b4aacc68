/**
 * Ends the attack's notebook with SIGKILL at random moments, some times in a row in one folder, and
 * runs it once more: that run must leave the bytes of a run that nothing disturbed, and no kernel may
 * outlive its runner. What follows `--` goes to the notebook: fewer rows, shorter runs.
 *
 *     node lib/run.cjs test/torn/kill.ts --kills 50 --row 5 --seed 1 [-- -p publicPath small.pt]
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { sha256 } from "../../lib/files/outputs";
import { Xoshiro128 } from "../../lib/numeric/random";

const { values, positionals: given } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "50" },
    row: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
  },
});
const NOTEBOOK = "notebooks/A1_12_Ensemble.ipynb";

/** Starts a run into the folder, with MIA_TORN in its environment as a mark of all it starts. */
function start(out: string, mark: string) {
  const words = ["lib/mia.cjs", "notebook", NOTEBOOK, "--out", out, ...given];
  const env = { ...process.env, MIA_TORN: mark };
  return spawn(process.execPath, words, { env, stdio: "ignore" });
}

/** Runs to the end, or to the kill after so many seconds; gives the exit code and the seconds. */
async function run(
  out: string,
  mark: string,
  killAfter?: number,
): Promise<[number | null, number]> {
  const begin = performance.now();
  const child = start(out, mark);
  const timer =
    killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter * 1000);
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  clearTimeout(timer);
  return [code, (performance.now() - begin) / 1000];
}

/** Processes that carry the mark (Linux). */
function marked(mark: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`).includes(`MIA_TORN=${mark}`);
    } catch {
      return false;
    }
  });
}

/** Waits up to ten seconds until nothing carries the mark. */
async function orphans(mark: string): Promise<string[]> {
  for (let tries = 0; tries < 100 && marked(mark).length > 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return marked(mark);
}

/** SHA-256 of every artefact whose bytes must repeat. */
function bytesOf(out: string): string {
  const names = readdirSync(out).filter((name) => /\.(csv|npy)$/.test(name));
  return names
    .sort()
    .map((name) => `${name} ${sha256(path.join(out, name))}`)
    .join("\n");
}

/** Names that only an unfinished write leaves. */
function leftovers(out: string): string[] {
  return readdirSync(out).filter((name) => !/^[\w.]+\.(csv|npy|json|ipynb|html)$/.test(name));
}

/** Kills so many runs in one folder, runs once more and says what was wrong, if anything was. */
async function tear(out: string, calm: string, moments: readonly number[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [i, moment] of moments.entries()) {
    const mark = `${path.basename(out)}-${i}`;
    await run(out, mark, moment);
    const left = await orphans(mark);
    if (left.length > 0) wrong.push(`${left.length} orphans after ${moment.toFixed(1)} s`);
  }
  const [code] = await run(out, path.basename(out));
  if (code !== 0) wrong.push(`exit ${code}`);
  if (bytesOf(out) !== bytesOf(calm)) wrong.push("other bytes");
  const stray = leftovers(out);
  if (stray.length > 0) wrong.push(`left over: ${stray.join(" ")}`);
  return wrong;
}

async function main(): Promise<number> {
  const kills = Number(values.kills);
  const random = new Xoshiro128(Number(values.seed));
  const folder = await mkdtemp(path.join(tmpdir(), "mia-torn-"));
  const calm = path.join(folder, "calm");
  const [code, seconds] = await run(calm, "calm");
  if (code !== 0) throw new Error(`the undisturbed run exited with ${code}`);
  console.log(`undisturbed: ${seconds.toFixed(1)} s, ${readdirSync(calm).length} files`);
  let faults = 0;
  for (let kill = 0; kill < kills; kill += Number(values.row)) {
    const length = Math.min(Number(values.row), kills - kill);
    const moments = Array.from({ length }, () => (random.uint32() / 2 ** 32) * seconds);
    const out = path.join(folder, `torn-${kill}`);
    const wrong = await tear(out, calm, moments);
    if (wrong.length > 0) faults++;
    const after = moments.map((moment) => moment.toFixed(1)).join(", ");
    console.log(`killed after ${after} s, run again: ${wrong.join("; ") || "the same bytes"}`);
    rmSync(out, { recursive: true, force: true });
  }
  console.log(`${kills} kills, ${faults} faults`);
  rmSync(folder, { recursive: true, force: true });
  return faults === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
