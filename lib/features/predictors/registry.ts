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
import type { ViewLists } from "./viewKinds";
import { viewStatistics } from "./viewStatistics";

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
  trainingViews: (_, padding) =>
    viewStatistics("trainingViews", "training", viewList("training", padding)),
  unlikeViews: (_, padding) => unlikeViews(viewList("unlike", padding)),
  wideViews: (_, padding) => viewStatistics("wideViews", "wide", viewList("wide", padding)),
  viewContrast: (_, padding) =>
    viewContrast(viewList("training", padding), viewList("unlike", padding)),
  viewFalls: (_, padding) =>
    viewFalls([...viewList("training", padding), ...viewList("wide", padding)]),
  viewDistance: (_, padding) => viewDistance(listsOf(padding)),
  classAwareViews: (_, padding) => classAwareViews(listsOf(padding)),
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

function listsOf(padding: number): ViewLists {
  return {
    training: viewList("training", padding),
    unlike: viewList("unlike", padding),
    wide: viewList("wide", padding),
  };
}
