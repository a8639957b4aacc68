import { Session } from "node:inspector/promises";
import { StageClock } from "./stageClock";
import type { StageName } from "./stages";

/** What V8's profiler found: `nodes` are functions, `samples` the node at work at each look. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/**
 * A clock that also takes a CPU profile of this thread each time that one stage runs.
 *
 * @example
 * const clock = new ProfilingClock("boosting");
 * await clock.time("boosting", () => model.fit(X, y));
 * clock.profiles[0].nodes.length;
 */
export class ProfilingClock extends StageClock {
  readonly profiles: CpuProfile[] = [];

  constructor(private readonly profiled: StageName) {
    super();
  }

  override async time<T>(stage: StageName, work: () => T | Promise<T>): Promise<T> {
    if (stage !== this.profiled) return super.time(stage, work);
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    const result = await super.time(stage, work);
    this.profiles.push((await session.post("Profiler.stop")).profile);
    session.disconnect();
    return result;
  }
}

/**
 * The functions in which most time was spent, their callees left out, in milliseconds.
 *
 * @example
 * busiest(profile, 3); // [{ name: "update adam.ts", ms: 812 }, ...]
 */
export function busiest(profile: CpuProfile, count: number): { name: string; ms: number }[] {
  const names = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url } }) => [
      id,
      `${functionName || "(unnamed)"} ${url.slice(url.lastIndexOf("/") + 1)}`.trim(),
    ]),
  );
  const spent = new Map<string, number>();
  profile.samples?.forEach((id, i) => {
    const name = names.get(id) ?? "(unknown)";
    spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas?.[i] ?? 0) / 1000);
  });
  const sorted = [...spent].sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, count).map(([name, ms]) => ({ name, ms }));
}
