import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { phiOfView } from "./phiOfView";

/** phi of the plain image, and of each view. */
interface FallRow {
  plain: number;
  readonly phi: Float64Array;
}

/**
 * How far phi falls in each view, view by view: what `viewStatistics` sums up, left apart.
 *
 * @param views names; "plain", which cannot fall, is passed over
 * @example
 * const falls = viewFalls([...viewList("training"), ...viewList("wide")]);
 */
export function viewFalls(views: readonly string[]): PredictorGroup {
  const name = "viewFalls";
  const changed = views.filter((view) => view !== "plain");
  return fixedGroup<FallRow>({
    name,
    meaning: `how far phi falls in each of ${changed.length} views`,
    needs: { views: changed },
    statistics: () =>
      changed.map((view, v) => ({
        name: `fall_${view}`,
        meaning: `phi less that of the view ${view}.`,
        of: ({ plain, phi }) => plain - phi[v],
      })),
    reader(set) {
      const plain = phiOfView(set, "plain", name);
      const byView = changed.map((view) => phiOfView(set, view, name));
      const row: FallRow = { plain: 0, phi: new Float64Array(changed.length) };
      return (i) => {
        row.plain = plain[i];
        for (let v = 0; v < byView.length; v++) row.phi[v] = byView[v][i];
        return row;
      };
    },
  });
}
