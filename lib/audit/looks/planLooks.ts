import type { ChosenGroups, GroupLeftOut } from "../../features/predictors";
import { InputError, type MembershipDataset } from "../../files";
import { warnNow } from "../../files/text";
import type { Target } from "../../inference";
import { multiplyAdds, type Network } from "../../network";
import type { AuditRun } from "../outcome";
import type { RecordedLook, RecordedLooks } from "../outcome/metrics";
import { measurePace, secondsOfLook, secondsWithoutLooks } from "./forecast";
import { keepLooks, keptLooks } from "./keptLooks";
import { forecastSentence, lookedSentence } from "./sentences";
import { takeLooks } from "./takeLooks";
import { bound as boundTo, looksOf, withLooks } from "./within";

/** What a plan is made for. */
export interface PlanSubject {
  readonly run: Pick<AuditRun, "folder" | "hashes" | "json" | "keepLooks">;
  readonly network: Network;
  readonly target: Pick<Target, "logits" | "engine" | "viewing" | "normalization">;
  readonly datasets: Readonly<Record<"public" | "private", MembershipDataset>>;
  /** Seconds that the attack may take, or null. */
  readonly budget: number | null;
}

/** Which looks a run takes, what that leaves of its groups, and what it says of it. */
export interface LookPlan {
  readonly asked: ChosenGroups;
  readonly leftOut: readonly GroupLeftOut[];
  readonly recorded: RecordedLooks;
  /** The looks that it takes, in their order. */
  readonly taken: readonly string[];
  /** What was looked at and what not, without a second in it. */
  readonly says: string;
  /** How long it will take. */
  readonly forecast: string;
}

/**
 * Measures a small batch, says how long the attack will take, and settles which looks it takes, before it takes any.
 *
 * @throws InputError if the budget leaves no group anything to look at
 * @throws RangeError as a pass over the first images
 * @example
 * const plan = await planLooks(asked, { run, network, target, datasets, budget: 300 });
 * fitPredictors(plan.asked.groups, set, rows);
 */
export async function planLooks(able: ChosenGroups, subject: PlanSubject): Promise<LookPlan> {
  const { run, network, target, datasets, budget } = subject;
  const wanted = looksOf(able);
  if (wanted.length === 0) return plainAlone(able, subject);
  const images = datasets.public.ids.length + datasets.private.ids.length;
  const amount = { images, publicRows: datasets.public.ids.length };
  const pace = await measurePace(target, datasets.public, images);
  const { precision, why } = await target.viewing(datasets.public.images, images);
  const { height, width } = datasets.public.images;
  const work = multiplyAdds(network, { height, width });
  const secondsWithout = secondsWithoutLooks(amount, pace);
  const bound = boundTo(able.groups);
  const fresh = takeLooks(wanted, {
    ...{ bound, every: able.every, budget, secondsWithout },
    secondsOf: (look) => secondsOfLook(look, amount, pace),
    workOfPass: work === null ? null : work * images,
  });
  const origin = { budget, wanted, bound, precision, inputs: run.hashes };
  const kept = budget === null ? null : keptLooks(run, origin);
  const looks = kept === null ? fresh : fresh.map((look) => asKept(look, kept));
  const taken = looks.filter(({ runs }) => runs).map(({ look }) => look);
  const left = withLooks(able, taken);
  if (left.asked.groups.length === 0) {
    const found = `${budget} seconds, too few for any look of ${able.names.join(", ")}`;
    throw new InputError("parameter budget", found, "more of them, or the group plain as well");
  }
  if (budget !== null) keepLooks(run, origin, taken);
  const sum = (some: readonly RecordedLook[]) =>
    some.reduce((seconds, look) => seconds + look.seconds, secondsWithout);
  const forecast = { taken: sum(looks.filter(({ runs }) => runs)), all: sum(looks) };
  const recorded = { budget, forecast, looks, views: { precision, because: why } };
  run.keepLooks(recorded);
  const told = forecastSentence(recorded);
  warnNow(told);
  return {
    ...left,
    ...{ recorded, taken },
    says: lookedSentence(recorded),
    forecast: told,
  };
}

/** Nothing is measured where there is nothing to settle. */
function plainAlone(asked: ChosenGroups, { run, budget }: PlanSubject): LookPlan {
  const recorded = { budget, forecast: { taken: 0, all: 0 }, looks: [] };
  run.keepLooks(recorded);
  const says = "Its groups look at the plain images alone.";
  return { asked, leftOut: [], recorded, taken: [], says, forecast: says };
}

function asKept(look: RecordedLook, kept: readonly string[]): RecordedLook {
  const runs = kept.includes(look.look);
  return { ...look, runs, because: "as this folder's earlier run with this budget settled it" };
}
