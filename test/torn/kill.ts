/**
 * Ends `npm start` with SIGKILL at random moments and runs it again: the second run must leave the
 * bytes of a run that nothing disturbed, and no kernel may outlive its runner.
 *
 *     npx tsx test/torn/kill.ts --kills 50 --seed 1
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { sha256 } from "../../lib/artefacts";
import { Xoshiro128 } from "../../lib/random";

const NOTEBOOK = "notebooks/A1_12_Ensemble.ipynb";

/** Starts a run into the folder, with MIA_TORN in its environment as a mark of all it starts. */
function start(out: string, mark: string) {
  const words = ["--import", "tsx", "lib/kernel/cli.ts", NOTEBOOK, "--out", out];
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

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { kills: { type: "string" }, seed: { type: "string", default: "1" } },
  });
  const kills = Number(values.kills ?? 50);
  const random = new Xoshiro128(Number(values.seed));
  const folder = await mkdtemp(path.join(tmpdir(), "mia-torn-"));
  const calm = path.join(folder, "calm");
  const [code, seconds] = await run(calm, "calm");
  if (code !== 0) throw new Error(`the undisturbed run exited with ${code}`);
  console.log(`undisturbed: ${seconds.toFixed(1)} s, ${readdirSync(calm).length} files`);
  let faults = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const out = path.join(folder, `torn-${kill}`);
    const moment = (random.uint32() / 2 ** 32) * seconds;
    const mark = `kill-${kill}`;
    await run(out, mark, moment);
    const left = await orphans(mark);
    const [again] = await run(out, mark);
    const same = again === 0 && bytesOf(out) === bytesOf(calm);
    const stray = leftovers(out);
    const sound = same && left.length === 0 && stray.length === 0;
    if (!sound) faults++;
    const said = `${same ? "same bytes" : "OTHER BYTES"}, ${left.length} orphans, ${stray.length} left over ${stray.join(" ")}`;
    console.log(`kill ${kill} after ${moment.toFixed(1)} s: ${said}`);
    rmSync(out, { recursive: true, force: true });
  }
  console.log(`${kills} kills, ${faults} faults`);
  rmSync(folder, { recursive: true, force: true });
  return faults === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
