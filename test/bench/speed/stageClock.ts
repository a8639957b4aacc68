import { readFileSync, writeFileSync } from "node:fs";
import { peakMemory } from "../../../lib/audit/outcome";
import type { StageName } from "./stages";

/** What one run measured of its stages; the same as stages.json of the Python scripts. */
export interface Measured {
  readonly seconds: Readonly<Partial<Record<StageName, number>>>;
  /** Peak of resident memory while the stage ran, in MiB. */
  readonly peaks_mb: Readonly<Partial<Record<StageName, number>>>;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Adds up the seconds of each stage and keeps its peak memory.
 *
 * @example
 * const clock = new StageClock();
 * const dataset = await clock.time("reading", () => readDataset("pub.pt"));
 */
export class StageClock<Name extends string = StageName> {
  readonly seconds: Partial<Record<Name, number>> = {};
  readonly peaks: Partial<Record<Name, number>> = {};

  /** Runs the work and adds its seconds to the stage. */
  async time<T>(stage: Name, work: () => T | Promise<T>): Promise<T> {
    forgetPeak();
    const start = performance.now();
    const result = await work();
    this.seconds[stage] = (this.seconds[stage] ?? 0) + (performance.now() - start) / 1000;
    this.peaks[stage] = Math.max(this.peaks[stage] ?? 0, peakMb());
    return result;
  }
}

/** Linux then counts the peak of resident memory anew. */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // elsewhere the peak is the run's so far
  }
}

/** Peak of resident memory since the last `forgetPeak` where the system tells, else since the start. */
export function peakMb(): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes) return Number(kilobytes) / 1024;
  } catch {
    // no such file elsewhere
  }
  return peakMemory() / 2 ** 20;
}
