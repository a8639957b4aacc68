import type { KnownClass } from "../apis/estimators";
import type { Fit, Machine } from "../data/machine";
import { nothing } from "../data/value";
import type { Run } from "./run";

/** An estimator as its constructor leaves it. */
export function newMachine(
  run: Run,
  known: KnownClass & {
    name: string;
    inner?: ReadonlySet<Machine>;
    settings?: ReadonlySet<Fit>;
    isPrefit?: boolean;
  },
): Machine {
  const { name, role, certainty, inner = nothing.machines, isPrefit = false } = known;
  const settings = known.settings ?? nothing.fits;
  const machine: Machine = { name, role, certainty, inner, settings, isPrefit, trainings: [] };
  run.numberOf(machine);
  return machine;
}

const byCertainty = ["sure", "likely", "look"] as const;

/** What fitting a pipeline of transformers tells of the rows: what the surest of them does. */
export function surestOf(machine: Machine, depth = 0): Machine["certainty"] {
  const all = [machine.certainty];
  if (depth < 6) for (const inner of machine.inner) all.push(surestOf(inner, depth + 1));
  return byCertainty.find((certainty) => all.includes(certainty)) ?? null;
}

/** The estimators that an estimator stands on, at any depth. */
export function under(machine: Machine, depth = 0): Machine[] {
  if (depth > 4) return [];
  return [...machine.inner].flatMap((inner) => [inner, ...under(inner, depth + 1)]);
}

/** Whether a pipeline ends in a model. */
export function holdsModel(machine: Machine, depth = 0): boolean {
  if (machine.role === "model" || machine.role === "search") return true;
  if (depth > 6 || machine.role !== "pipeline") return false;
  return [...machine.inner].some((inner) => holdsModel(inner, depth + 1));
}
