import { UNLIKE_SOFT } from "../../inference";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import type { Statistic } from "./statistic";
import { meanPhi } from "./viewKinds";
import { anyView } from "./withinViews";

/** Means of phi over three kinds of views. */
interface ContrastRow {
  training: number;
  soft: number;
  hard: number;
}

/** Each with the kinds of views that it needs. */
const CONTRASTS: readonly (Statistic<ContrastRow> & {
  readonly kinds: readonly (keyof ContrastRow)[];
})[] = [
  {
    name: "training_less_soft",
    meaning: "mean phi of views like training less that of light, noise and blur.",
    kinds: ["training", "soft"],
    of: ({ training, soft }) => training - soft,
  },
  {
    name: "training_less_hard",
    meaning: "mean phi of views like training less that of views that move things.",
    kinds: ["training", "hard"],
    of: ({ training, hard }) => training - hard,
  },
  {
    name: "soft_less_hard",
    meaning: "mean phi of light, noise and blur less that of views that move things.",
    kinds: ["soft", "hard"],
    of: ({ soft, hard }) => soft - hard,
  },
];

/**
 * Views like training against views unlike it: differences that a tree would have to put together
 * from many splits.
 *
 * @param training names of views like training
 * @param unlike names of views unlike training
 * @returns null where two kinds of views to be compared are not there
 * @example
 * const contrast = viewContrast(viewList("training"), viewList("unlike"));
 */
export function viewContrast(
  training: readonly string[],
  unlike: readonly string[],
): PredictorGroup | null {
  const name = "viewContrast";
  const soft = unlike.filter((view) => UNLIKE_SOFT.includes(view));
  const hard = unlike.filter((view) => !UNLIKE_SOFT.includes(view));
  const there = { training: anyView(training), soft: soft.length > 0, hard: hard.length > 0 };
  const contrasts = CONTRASTS.filter(({ kinds }) => kinds.every((kind) => there[kind]));
  if (contrasts.length === 0) return null;
  return fixedGroup<ContrastRow>({
    name,
    meaning: "views like training less views unlike it",
    needs: { views: [...training, ...unlike] },
    statistics: () => contrasts,
    reader(set) {
      const mean = (views: readonly string[]) => meanPhi(set, views, name);
      const like = mean(training);
      const ofSoft = mean(soft);
      const ofHard = mean(hard);
      return (i) => ({ training: like[i], soft: ofSoft[i], hard: ofHard[i] });
    },
  });
}
