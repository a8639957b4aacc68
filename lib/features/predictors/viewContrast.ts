import { UNLIKE_SOFT } from "../../inference";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { meanPhi } from "./viewKinds";

/** Means of phi over three kinds of views. */
interface ContrastRow {
  training: number;
  soft: number;
  hard: number;
}

/**
 * Views like training against views unlike it: differences that a tree would have to put together
 * from many splits.
 *
 * @param training names of views like training
 * @param unlike names of views unlike training
 * @example
 * const contrast = viewContrast(viewList("training"), viewList("unlike"));
 */
export function viewContrast(
  training: readonly string[],
  unlike: readonly string[],
): PredictorGroup {
  const name = "viewContrast";
  return fixedGroup<ContrastRow>({
    name,
    meaning: "views like training less views unlike it",
    needs: { views: [...training, ...unlike] },
    statistics: () => [
      {
        name: "training_less_soft",
        meaning: "mean phi of views like training less that of light, noise and blur.",
        of: ({ training, soft }) => training - soft,
      },
      {
        name: "training_less_hard",
        meaning: "mean phi of views like training less that of views that move things.",
        of: ({ training, hard }) => training - hard,
      },
      {
        name: "soft_less_hard",
        meaning: "mean phi of light, noise and blur less that of views that move things.",
        of: ({ soft, hard }) => soft - hard,
      },
    ],
    reader(set) {
      const mean = (views: readonly string[]) => meanPhi(set, views, name);
      const like = mean(training);
      const soft = mean(unlike.filter((view) => UNLIKE_SOFT.includes(view)));
      const hard = mean(unlike.filter((view) => !UNLIKE_SOFT.includes(view)));
      return (i) => ({ training: like[i], soft: soft[i], hard: hard[i] });
    },
  });
}
