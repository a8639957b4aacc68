import { UNLIKE_SOFT } from "../../inference";
import { smallest } from "../../numeric/arrays";
import type { AuditSet } from "./auditSet";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { meanOf } from "./meanOf";
import { phiOfView } from "./phiOfView";
import type { Statistic } from "./statistic";

/** phi of one image, plain and in views that training has not shown. */
interface UnlikeRow {
  plain: number;
  /** Of each view, in the views' order. */
  readonly phi: Float64Array;
  /** Of the views of light and detail. */
  readonly soft: Float64Array;
  /** Of the views that move things. */
  readonly hard: Float64Array;
}

const summariesOf = (kinds: readonly ("soft" | "hard")[]) =>
  kinds.flatMap((kind): Statistic<UnlikeRow>[] => {
    const which = kind === "soft" ? "light, noise and blur" : "mirroring, turning and far shifts";
    return [
      {
        name: `${kind}_phi_mean`,
        meaning: `mean of phi over ${which}.`,
        of: (row: UnlikeRow) => meanOf(row[kind]),
      },
      {
        name: `${kind}_phi_min`,
        meaning: `smallest phi over ${which}.`,
        of: (row: UnlikeRow) => smallest(row[kind]),
      },
      {
        name: `plain_less_${kind}_mean`,
        meaning: `phi less its mean over ${which}: members fall further.`,
        of: (row: UnlikeRow) => row.plain - meanOf(row[kind]),
      },
    ];
  });

/**
 * phi of each view that training has not shown, its drop from the plain image's, and both kinds of
 * views summed up: soft ones change light and detail, hard ones move things.
 *
 * @param views names, as `viewList("unlike")` gives them; a kind without views is not summed up
 * @example
 * const unlike = unlikeViews(viewList("unlike"));
 */
export function unlikeViews(views: readonly string[]): PredictorGroup {
  const name = "unlikeViews";
  const each = views.flatMap((view, v): Statistic<UnlikeRow>[] => [
    { name: `phi_${view}`, meaning: `phi of the view ${view}.`, of: (row) => row.phi[v] },
    {
      name: `drop_${view}`,
      meaning: `phi less that of the view ${view}: members fall further.`,
      of: (row) => row.plain - row.phi[v],
    },
  ]);
  const kinds = (["soft", "hard"] as const).filter((kind) =>
    views.some((view) => UNLIKE_SOFT.includes(view) === (kind === "soft")),
  );
  return fixedGroup<UnlikeRow>({
    name,
    meaning: `phi and its drop in ${views.length} views that training has not shown`,
    needs: { views },
    statistics: () => [...each, ...summariesOf(kinds)],
    reader: (set) => reader(set, views, name),
  });
}

function reader(set: AuditSet, views: readonly string[], group: string): (i: number) => UnlikeRow {
  const plain = phiOfView(set, "plain", group);
  const byView = views.map((view) => phiOfView(set, view, group));
  const soft = byView.filter((_, v) => UNLIKE_SOFT.includes(views[v]));
  const hard = byView.filter((_, v) => !UNLIKE_SOFT.includes(views[v]));
  const row: UnlikeRow = {
    plain: 0,
    phi: new Float64Array(byView.length),
    soft: new Float64Array(soft.length),
    hard: new Float64Array(hard.length),
  };
  return (i) => {
    row.plain = plain[i];
    for (const [to, from] of [
      [row.phi, byView],
      [row.soft, soft],
      [row.hard, hard],
    ] as const) {
      for (let v = 0; v < from.length; v++) to[v] = from[v][i];
    }
    return row;
  };
}
