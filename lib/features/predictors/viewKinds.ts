import { UNLIKE_SOFT } from "../../inference";
import type { AuditSet } from "./auditSet";
import { phiOfView } from "./phiOfView";
import { anyView } from "./withinViews";

/** Views of one kind, by name. */
export interface ViewKind {
  readonly name: string;
  /** For people: "views like training". */
  readonly words: string;
  readonly views: readonly string[];
}

/** The views of the lists `training`, `unlike` and `wide`. */
export interface ViewLists {
  readonly training: readonly string[];
  readonly unlike: readonly string[];
  readonly wide: readonly string[];
}

/** Which views are soft (light and detail) and which hard (things are moved); kinds without a view are left out. */
export function viewKinds({ training, unlike, wide }: ViewLists): ViewKind[] {
  const soft = unlike.filter((view) => UNLIKE_SOFT.includes(view));
  const hard = unlike.filter((view) => !UNLIKE_SOFT.includes(view));
  const kinds = [
    { name: "training", words: "views like training", views: training },
    { name: "wide", words: "shifts wider than training's", views: wide },
    { name: "soft", words: "light, noise and blur", views: soft },
    { name: "hard", words: "mirroring, turning and far shifts", views: hard },
  ];
  return kinds.filter(({ views }) => anyView(views));
}

/** Mean of phi over views, one a row. */
export function meanPhi(set: AuditSet, views: readonly string[], group: string): Float64Array {
  const sum = new Float64Array(set.rows);
  for (const view of views) {
    const phi = phiOfView(set, view, group);
    for (let i = 0; i < sum.length; i++) sum[i] += phi[i] / views.length;
  }
  return sum;
}
