import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** The machine that figures were taken on, and how busy it was. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly platform: string;
  /** Mean number of runnable processes in the last minute, before and after. */
  readonly load: { readonly before: number; readonly after: number };
}

/** Mean number of runnable processes in the last minute. */
export function load(): number {
  return Math.round(loadavg()[0] * 100) / 100;
}

/**
 * Describes the machine at the end of a measurement.
 *
 * @param before the load when it began
 * @example
 * machine(load()).cores; // 2
 */
export function machine(before: number): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memory_gib: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    load: { before, after: load() },
  };
}
