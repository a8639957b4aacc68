import { InputError, nearestName } from "../../files";
import { resolveViews, TRAINING_PADDING, viewList } from "../../inference";
import { activations } from "./activations";
import { classAware } from "./classAware";
import { classAwareViews } from "./classAwareViews";
import { gradients } from "./gradients";
import type { PredictorGroup } from "./group";
import { lastLayer } from "./lastLayer";
import { plain } from "./plain";
import { quantile } from "./quantile";
import { rawLogits } from "./rawLogits";
import { references } from "./references";
import { sorted } from "./sorted";
import { unlikeViews } from "./unlikeViews";
import { viewContrast } from "./viewContrast";
import { viewDistance } from "./viewDistance";
import { viewFalls } from "./viewFalls";
import { type ViewLists, viewKinds } from "./viewKinds";
import { viewStatistics } from "./viewStatistics";
import { anyView, withinViews } from "./withinViews";

/** What groups of views are made of. */
export interface GroupOptions {
  /** Views or lists that the group `views` looks at; the list `few` unless given. */
  readonly views?: readonly string[];
  /** Pixels by which training's crops moved images; 2 unless given. */
  readonly padding?: number;
}

const GROUPS: Record<string, (views: readonly string[], padding: number) => PredictorGroup> = {
  plain: () => plain,
  sorted: () => sorted,
  rawLogits: () => rawLogits,
  classAware: () => classAware,
  views: (views, padding) => viewStatistics("views", "views", resolveViews(views, padding)),
  trainingViews: byLists(
    ({ training }) => anyView(training) && viewStatistics("trainingViews", "training", training),
  ),
  unlikeViews: byLists(({ unlike }) => anyView(unlike) && unlikeViews(unlike)),
  wideViews: byLists(({ wide }) => anyView(wide) && viewStatistics("wideViews", "wide", wide)),
  viewContrast: byLists(({ training, unlike }) => viewContrast(training, unlike)),
  viewFalls: byLists(({ training, wide }) => {
    const views = [...training, ...wide];
    return anyView(views) && viewFalls(views);
  }),
  viewDistance: byLists((lists) => viewKinds(lists).length > 0 && viewDistance(lists)),
  classAwareViews: byLists((lists) => viewKinds(lists).length > 0 && classAwareViews(lists)),
  lastLayer: () => lastLayer,
  activations: () => activations,
  quantile: (_, padding) => quantile(viewList("unlike", padding)),
  references: () =>
    references({ name: "references", prefix: "reference", view: "plain", online: true }),
  flippedReferences: () =>
    references({ name: "flippedReferences", prefix: "flip_reference", view: "flip", online: true }),
  offlineReferences: () =>
    references({ name: "offlineReferences", prefix: "offline", view: "plain", online: false }),
  gradients: () => gradients,
};

/** The names of all groups of predictors. */
export const PREDICTOR_GROUPS: readonly string[] = Object.keys(GROUPS);

/** The groups that are taken unless others are named. */
export const USUAL_GROUPS: readonly string[] = [
  ...["plain", "sorted", "classAware", "trainingViews", "unlikeViews", "wideViews"],
  ...["viewContrast", "viewFalls", "viewDistance", "classAwareViews", "lastLayer", "gradients"],
];

/**
 * The groups of these names.
 *
 * @throws InputError for an unknown name (with the nearest one and the list), or views that are none
 * @throws RangeError for a name that comes twice, or a padding that is none
 * @example
 * const groups = predictorGroups(["plain", "classAware", "views"], { views: ["few", "blur"] });
 * const views = await viewLogits(viewsNeeded(groups), options);
 */
export function predictorGroups(
  names: readonly string[],
  { views = ["few"], padding = TRAINING_PADDING }: GroupOptions = {},
): PredictorGroup[] {
  return names.map((name, k) => {
    if (names.indexOf(name) !== k) {
      throw new RangeError(`predictors: found ${name} twice, expected each group once`);
    }
    if (!Object.hasOwn(GROUPS, name)) {
      const nearest = nearestName(name, PREDICTOR_GROUPS);
      const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
      throw new InputError(
        "predictors",
        `"${name}"${hint}`,
        `some of ${PREDICTOR_GROUPS.join(", ")}`,
      );
    }
    return GROUPS[name](views, padding);
  });
}

/**
 * The views that groups look at, each once: what `viewLogits` has to compute.
 *
 * @example
 * viewsNeeded(predictorGroups(["plain", "wideViews"])); // 8 names
 */
export function viewsNeeded(groups: readonly PredictorGroup[]): string[] {
  return [...new Set(groups.flatMap((group) => group.needs.views))];
}

/** A group over the lists of views, which can do with fewer of them. */
function byLists(make: (lists: ViewLists) => PredictorGroup | false | null) {
  return (_: readonly string[], padding: number): PredictorGroup =>
    withinViews(listsOf(padding), (lists) => make(lists) || null) as PredictorGroup;
}

function listsOf(padding: number): ViewLists {
  return {
    training: viewList("training", padding),
    unlike: viewList("unlike", padding),
    wide: viewList("wide", padding),
  };
}
