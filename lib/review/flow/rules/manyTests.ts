import type { Judgement, Machine } from "../data/machine";
import { isPrivate, type Part, seenIn, share } from "../data/part";
import type { Leak, Step } from "../leak";
import type { Run } from "../run/run";
import { leakOf, placeOf, scoredIn, splitOf } from "./telling";

/** The same rows choose and report. */
export function manyTests(run: Run): Leak[] {
  const figures = run.judgements.filter(({ isFigure, isWithin }) => isFigure && !isWithin);
  return [
    ...figures.flatMap((one) => bySettings(one)),
    ...figures.flatMap((one) => byWatching(one, run)),
    ...bySelection(figures, run),
    ...byRepetition(figures),
  ];
}

const mend =
  "choose on a validation part or by cross-validation of the training part, report once on the test part";

function chose(how: string, at: Step, judgement: Judgement, certainty: "likely" | "look"): Leak {
  const what = {
    found: `multi-test: ${how} in ${placeOf(at)} on rows that are also ${scoredIn(judgement)}`,
    expected: "test rows that report and have chosen nothing",
    mend,
  };
  return leakOf("multi-test", certainty, what, [
    { ...at, what: "select" as const },
    splitOf(judgement.parts),
    judgement.at,
  ]);
}

function bySettings(judgement: Judgement): Leak[] {
  const fits = judgement.machine === null ? [] : [...judgement.machine.settings];
  return fits
    .filter((fit) => seenIn(fit.parts, judgement.parts) !== null)
    .map((fit) => chose(`${fit.what} chooses the settings`, fit.at, judgement, "likely"));
}

function byWatching(judgement: Judgement, run: Run): Leak[] {
  return run.watches
    .filter(({ machine, parts }) => machine === judgement.machine && share(parts, judgement.parts))
    .map(({ isStop, at }) => {
      const how = isStop ? "the fit is stopped by its figures" : "the fit is watched";
      return chose(how, at, judgement, isStop ? "likely" : "look");
    });
}

function bySelection(figures: readonly Judgement[], run: Run): Leak[] {
  return run.selections.flatMap(({ judgements, at }) => {
    const chosen = [...judgements].filter((one) => isTest(one.parts) && !one.isWithin);
    if (chosen.length === 0) return [];
    const [first] = chosen;
    const isKept = figures.some(({ parts }) => !share(parts, first.parts) && isTest(parts));
    return isKept ? [] : [chose("the best is chosen by figures", at, first, "likely")];
  });
}

/** Whether rows are called test rows, and no rows to choose by. */
function isTest(parts: ReadonlySet<Part>): boolean {
  return [...parts].some((part) => {
    const [name] = part.name.split("@");
    return /test|hold_?out/i.test(name) && !/val|dev|cal/i.test(name);
  });
}

const several = 3;

function byRepetition(figures: readonly Judgement[]): Leak[] {
  const models = new Map<Part, Set<Machine>>();
  const last = new Map<Part, Judgement>();
  for (const judgement of figures) {
    for (const part of judgement.parts) {
      if (
        judgement.machine === null ||
        part.kind !== "split" ||
        part.side !== "test" ||
        isPrivate(part)
      )
        continue;
      models.set(part, (models.get(part) ?? new Set()).add(judgement.machine));
      last.set(part, judgement);
    }
  }
  return [...models].flatMap(([part, machines]) => {
    const judgement = last.get(part);
    if (machines.size < several || judgement === undefined || !isTest(new Set([part]))) return [];
    const what = {
      found: `multi-test: ${machines.size} models are scored on the same test rows (${part.name}), last in ${placeOf(judgement.at)}`,
      expected: "test rows that report and have chosen nothing",
      mend,
    };
    return [leakOf("multi-test", "look", what, [judgement.at, part.split])];
  });
}
