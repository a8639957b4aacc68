import { SoftmaxRow } from "../../lira";
import { viewLogitsOf } from "./auditSet";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { logAtLeast } from "./logAtLeast";
import type { Statistic } from "./statistic";
import { type ViewLists, viewKinds } from "./viewKinds";

/** The whole output of the plain image beside the mean output of some views. */
interface DistanceRow {
  readonly logDivergence: number;
  readonly logDistance: number;
  readonly cosine: number;
}

/**
 * How far the whole output moves, all classes counted, and not only the true one's share of it.
 *
 * @param lists the views of each list; the mirrored image is a kind of its own here
 * @example
 * const distance = viewDistance({ training, unlike, wide });
 */
export function viewDistance(lists: ViewLists): PredictorGroup {
  const name = "viewDistance";
  const mirrored = lists.training.filter((view) => view === "flip");
  const flip = { name: "flip", words: "the mirrored image", views: mirrored };
  const kinds = [...(mirrored.length > 0 ? [flip] : []), ...viewKinds(lists)];
  return fixedGroup<readonly DistanceRow[]>({
    name,
    meaning: "distances between the output of the plain image and of kinds of views",
    needs: { views: [...new Set(kinds.flatMap(({ views }) => views))] },
    statistics: () =>
      kinds.flatMap((kind, k): Statistic<readonly DistanceRow[]>[] => [
        {
          name: `${kind.name}_log_divergence`,
          meaning: `log of the KL divergence from the softmax to that of the mean logits of ${kind.words}.`,
          of: (rows) => rows[k].logDivergence,
        },
        {
          name: `${kind.name}_log_distance`,
          meaning: `log of the distance between the logits and the mean logits of ${kind.words}.`,
          of: (rows) => rows[k].logDistance,
        },
        {
          name: `${kind.name}_logit_cosine`,
          meaning: `cosine between the logits and the mean logits of ${kind.words}.`,
          of: (rows) => rows[k].cosine,
        },
      ]),
    reader(set) {
      const { classes, data } = set.logits;
      const logits = kinds.map(({ views }) => views.map((view) => viewLogitsOf(set, view, name)));
      const mean = { data: new Float32Array(classes), rows: 1, classes };
      const plain = new SoftmaxRow(classes);
      const other = new SoftmaxRow(classes);
      return (i) => {
        const z = data.subarray(i * classes, (i + 1) * classes);
        plain.read(set.logits, i);
        return logits.map((views) => {
          for (let j = 0; j < classes; j++) {
            let sum = 0;
            for (const view of views) sum += view.data[i * classes + j];
            mean.data[j] = sum / views.length;
          }
          other.read(mean, 0);
          return distanceOf(z, plain, mean.data, other);
        });
      };
    },
  });
}

function distanceOf(
  z: Float32Array,
  plain: SoftmaxRow,
  w: Float32Array,
  other: SoftmaxRow,
): DistanceRow {
  let [divergence, squares, zw, zz, ww] = [0, 0, 0, 0, 0];
  for (let j = 0; j < z.length; j++) {
    divergence += plain.p[j] * (other.loss(w[j]) - plain.loss(z[j]));
    squares += (z[j] - w[j]) ** 2;
    zw += z[j] * w[j];
    zz += z[j] * z[j];
    ww += w[j] * w[j];
  }
  return {
    logDivergence: logAtLeast(divergence, 1e-12),
    logDistance: logAtLeast(squares, 1e-12) / 2,
    cosine: zw / Math.max(Math.sqrt(zz * ww), 1e-30),
  };
}
