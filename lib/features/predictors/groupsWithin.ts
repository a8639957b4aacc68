import { type GivenOutputs, givenView, InputError } from "../../files";
import type { MapSize, Network } from "../../network";
import { whyNoGradients } from "../../training/gradients";
import type { ChosenGroups } from "./chosenGroups";
import type { Needs } from "./group";
import { viewsNeeded } from "./registry";
import { viewStatistics } from "./viewStatistics";

/** What a set of rows is, as far as groups need to know it. */
export interface SeenSet {
  readonly images: MapSize;
  /** What was given in place of a model, in one view or several. */
  readonly outputs?: Pick<GivenOutputs, "views">;
}

/** A group that a network has not what it needs for. */
export interface GroupLeftOut {
  readonly group: string;
  readonly because: string;
}

/**
 * Of chosen groups those that a network has what they need for, so that the rest of an attack runs where
 * its last layer or its gradients cannot be had; the others with the reason.
 *
 * Where outputs stand in for the network, the views that lie beside the plain one are a group of their own.
 *
 * @param set the public rows
 * @throws InputError if none is left
 * @example
 * const { asked, leftOut } = groupsWithin(chosen, network, publicData);
 */
export function groupsWithin(
  chosen: ChosenGroups,
  network: Network,
  { images: { height, width }, outputs }: SeenSet,
): { asked: ChosenGroups; leftOut: GroupLeftOut[] } {
  const alone = outputs ? "outputs alone are given" : null;
  const noGradients =
    chosen.gradients && !alone ? whyNoGradients(network, { height, width }) : null;
  const noLayer = network.classifier ? null : "no last layer of constant weights";
  const because = (needs: Needs) => {
    const beyond = needs.gradients || needs.lastLayer || needs.embedding || needs.views.length > 0;
    if (alone && beyond) return alone;
    return (needs.gradients ? noGradients : null) ?? (needs.lastLayer ? noLayer : null);
  };
  const leftOut = chosen.groups.flatMap(({ name: group, needs }) => {
    const why = because(needs);
    return why === null ? [] : [{ group, because: why }];
  });
  const beside = (outputs?.views.slice(1) ?? []).map((_, i) => givenView(i + 1));
  const groups = [
    ...chosen.groups.filter(({ needs }) => because(needs) === null),
    ...(beside.length > 0 ? [viewStatistics("givenViews", "given", beside)] : []),
  ];
  if (groups.length === 0) {
    const found = `${leftOut.map(({ group }) => group).join(", ")} alone (${leftOut[0].because})`;
    throw new InputError("parameter predictors", found, "a group that this network allows");
  }
  const asked: ChosenGroups = {
    every: chosen.every,
    names: groups.map(({ name }) => name),
    groups,
    views: viewsNeeded(groups).filter((view) => view !== "plain"),
    gradients: groups.some(({ needs }) => needs.gradients),
  };
  return { asked, leftOut };
}
