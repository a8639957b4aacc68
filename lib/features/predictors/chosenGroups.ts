import { type GivenSets, InputError } from "../../files";
import { type ReferencesFile, readReferencesFile } from "../../lira";
import type { PredictorGroup } from "./group";
import { predictorGroups, USUAL_GROUPS, viewsNeeded } from "./registry";

/** The parameters of a run that say what it looks at. */
export interface GroupParameters {
  /** Names of groups; null: the usual ones. */
  readonly predictors: readonly string[] | null;
  /** More views, by name or in lists: the group `views`; "all": every view of every group, however long it takes. */
  readonly views: readonly string[] | "all" | null;
  /** A folder of reference models, or null. */
  readonly references: string | null;
  /** Outputs in place of a model: neither references nor computed views. */
  readonly given?: GivenSets | null;
}

/** The groups of a run, and what they need. */
export interface ChosenGroups {
  readonly names: readonly string[];
  readonly groups: readonly PredictorGroup[];
  /** The views to look at beside the plain image, each once. */
  readonly views: readonly string[];
  readonly gradients: boolean;
  /** Whether every look of every group was asked for. */
  readonly every: boolean;
}

/**
 * The groups that parameters ask for, each once: those of `predictors`, then `views` where views
 * are named, then those of reference models where there are some. Looks at all names, and at the
 * folder's references.json, before anything is computed.
 *
 * @throws InputError for lists that are none, an unknown group, view or list (with the nearest one),
 *   groups that need reference models where there are none, or a folder without references.json
 * @example
 * const chosen = chosenGroups({ predictors: ["plain", "sorted"], views: ["few"], references: null });
 * chosen.names; // ["plain", "sorted", "views"]
 */
export function chosenGroups(parameters: GroupParameters): ChosenGroups {
  const { references, given = null } = parameters;
  const predictors = parameters.predictors ?? USUAL_GROUPS;
  const every = parameters.views === "all";
  const views = parameters.views === "all" ? [] : (parameters.views ?? []);
  requireNames("predictors", predictors);
  requireNames("views", views);
  if (given !== null) refuseBeyondOutputs(parameters);
  const names = [
    ...new Set([
      ...predictors,
      ...(views.length > 0 ? ["views"] : []),
      ...(references !== null ? referenceGroups(readReferencesFile(references)) : []),
    ]),
  ];
  if (names.length === 0) throw new InputError("parameter predictors", "none", "one or more");
  const groups = predictorGroups(names, views.length > 0 ? { views } : {});
  const referring = groups.find(({ needs }) => needs.references);
  if (references === null && referring) {
    const why = `a folder of reference models, since predictors names ${referring.name}`;
    throw new InputError("parameter references", "none", why);
  }
  return {
    names,
    groups,
    views: viewsNeeded(groups).filter((view) => view !== "plain"),
    gradients: groups.some(({ needs }) => needs.gradients),
    every,
  };
}

/** What can be said of reference models: of those that were imported only what they left. */
function referenceGroups({ imported }: ReferencesFile): string[] {
  if (imported !== null && !imported.online) return ["offlineReferences"];
  const flipped = imported === null || imported.views.includes("flip");
  return ["references", ...(flipped ? ["flippedReferences"] : [])];
}

/** Reference models and views that are computed need the model. */
function refuseBeyondOutputs({ views, references }: GroupParameters): void {
  if (references !== null) {
    throw new InputError("parameter references", references, "null where outputs alone are given");
  }
  if (views !== null && views.length > 0) {
    const expected = "none where outputs alone are given: several views lie in their file";
    throw new InputError("parameter views", [views].flat().join(", "), expected);
  }
}

const EXPECTED = {
  predictors: "a list of names, or null",
  views: 'a list of names, "all" or null',
} as const;

function requireNames(parameter: keyof typeof EXPECTED, found: unknown): void {
  if (Array.isArray(found) && found.every((name) => typeof name === "string")) return;
  throw new InputError(`parameter ${parameter}`, JSON.stringify(found), EXPECTED[parameter]);
}
