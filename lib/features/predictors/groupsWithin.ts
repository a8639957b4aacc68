import { InputError } from "../../files";
import type { MapSize, Network } from "../../network";
import { whyNoGradients } from "../../training/gradients";
import type { ChosenGroups } from "./chosenGroups";
import type { Needs } from "./group";
import { viewsNeeded } from "./registry";

/** A group that a network has not what it needs for. */
export interface GroupLeftOut {
  readonly group: string;
  readonly because: string;
}

/**
 * Of chosen groups those that a network has what they need for, so that the rest of an attack runs where
 * its last layer or its gradients cannot be had; the others with the reason.
 *
 * @param size of the images
 * @throws InputError if none is left
 * @example
 * const { asked, leftOut } = groupsWithin(chosen, network, publicData.images);
 */
export function groupsWithin(
  chosen: ChosenGroups,
  network: Network,
  { height, width }: MapSize,
): { asked: ChosenGroups; leftOut: GroupLeftOut[] } {
  const noGradients = chosen.gradients ? whyNoGradients(network, { height, width }) : null;
  const noLayer = network.classifier ? null : "no last layer of constant weights";
  const because = (needs: Needs) =>
    (needs.gradients ? noGradients : null) ?? (needs.lastLayer ? noLayer : null);
  const leftOut = chosen.groups.flatMap(({ name: group, needs }) => {
    const why = because(needs);
    return why === null ? [] : [{ group, because: why }];
  });
  const groups = chosen.groups.filter(({ needs }) => because(needs) === null);
  if (groups.length === 0) {
    const found = `${leftOut.map(({ group }) => group).join(", ")} alone (${leftOut[0].because})`;
    throw new InputError("parameter predictors", found, "a group that this network allows");
  }
  const asked: ChosenGroups = {
    names: groups.map(({ name }) => name),
    groups,
    views: viewsNeeded(groups).filter((view) => view !== "plain"),
    gradients: groups.some(({ needs }) => needs.gradients),
  };
  return { asked, leftOut };
}
