import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDataset } from "../../../lib/files";
import { writeJson } from "../../../lib/files/outputs";
import { repositoryRoot } from "../../../lib/repository";
import type { BenchArguments } from "./arguments";
import { caseFiles } from "./caseFiles";
import { load, machine } from "./machine";
import { STAGES, type StageName } from "./stages";

/** Rows of the public part, and as many of the private one. */
const ROWS = [5_000, 20_000, 100_000, 1_000_000];

/** Images of both parts together, as a share of those that the case has. */
const SHARES = [0.25, 0.5, 1];

/** Our time and memory at one size. */
export interface Growth {
  readonly what: "inference" | "attack";
  /** Images of both parts, or rows of each. */
  readonly size: number;
  readonly seconds: Readonly<Partial<Record<StageName, number>>>;
  readonly peaks_mb: Readonly<Partial<Record<StageName, number>>>;
}

/**
 * Measures our stages at several sizes, each in a process of its own, and prints a table: inference
 * over a quarter, half and all of the case's images, the attack's stages over rows drawn from its logits.
 *
 * @param say told of each size that is done
 * @returns 0
 * @throws Error in one line if a file is missing or a step fails
 */
export async function measureGrowth(
  { folder, json }: Pick<BenchArguments, "folder" | "json">,
  say: (line: string) => void,
): Promise<number> {
  const before = load();
  const dataset = readDataset(caseFiles(folder).public);
  const images = 2 * dataset.images.count;
  dataset.close();
  const out = mkdtempSync(path.join(tmpdir(), "mia-growth-"));
  try {
    const measured: Growth[] = [];
    const add = (what: Growth["what"], size: number) => {
      measured.push({ what, size, ...step(what, size, folder, out) });
      say(`${what}, ${size} ${what === "attack" ? "rows" : "images"}: done`);
    };
    for (const share of SHARES) add("inference", 2 * Math.round((images * share) / 2));
    for (const rows of ROWS) add("attack", rows);
    console.log(growthTable(measured));
    if (json) writeJson(json, { machine: machine(before), growth: measured });
    return 0;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function step(what: string, size: number, folder: string, out: string) {
  const root = repositoryRoot();
  const script = path.join(root, "test", "bench", "speed", "growthStep.ts");
  const words = [path.join(root, "lib", "run.cjs"), script, what, String(size), folder, out];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${what}, ${size}: ${stderr.trim().split("\n").at(-1)}`);
  return JSON.parse(readFileSync(path.join(out, "growth.json"), "utf8"));
}

function growthTable(measured: readonly Growth[]): string {
  const lines = measured.flatMap(({ what, size, seconds, peaks_mb }) =>
    STAGES.filter((stage) => seconds[stage] !== undefined).map((stage) => {
      const s = seconds[stage] ?? 0;
      const perThousand = ((1000 * s) / (size / 1000)).toFixed(1);
      return [what, size, stage, s.toFixed(2), perThousand, Math.round(peaks_mb[stage] ?? 0)];
    }),
  );
  const header = ["what", "size", "stage", "s", "ms a thousand", "peak MiB"];
  return [header, header.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
