import { VIEW_LISTS, type ViewListName } from "./listNames";
import { parseView } from "./parseView";

/** Pixels by which training's random crops moved an image: padding 2 in the published target. */
export const TRAINING_PADDING = 2;

/**
 * The views of a list, from the padding that training used:
 *
 * - `few` (6): plain, flip and four shifts by the padding, two of them flipped
 * - `training` (18): flip x nine shifts by the padding or nothing, what training itself may have
 *   shown; one is the plain image
 * - `unlike` (9): what training has not shown: upside down, turned, darker, brighter, noise, blur,
 *   three shifts by four times the padding
 * - `wide` (8): shifts by twice the padding
 * - `all` (35): `training`, `unlike` and `wide`
 *
 * @param padding pixels, a whole number from 1
 * @throws RangeError for another padding
 * @example
 * viewList("few"); // ["plain", "flip", "shift(2,0)", "shift(-2,0)", ...]
 */
export function viewList(name: ViewListName, padding = TRAINING_PADDING): readonly string[] {
  if (!Number.isInteger(padding) || padding < 1) {
    throw new RangeError(`padding: found ${padding}, expected a whole number of pixels from 1`);
  }
  const far = 4 * padding;
  const lists: Record<ViewListName, () => string[]> = {
    few: () => [
      "plain",
      "flip",
      `shift(${padding},0)`,
      `shift(0,${padding})`,
      `flip+shift(${-padding},0)`,
      `flip+shift(0,${-padding})`,
    ],
    training: () => {
      const moved = shifts(padding);
      const still = ["plain", ...moved];
      return [...still, "flip", ...moved.map((view) => `flip+${view}`)];
    },
    unlike: () => [
      ...UNLIKE_SOFT,
      "upsideDown",
      "rotate90",
      `shift(${far},0)`,
      `shift(0,${far})`,
      `shift(${-far},${-far})`,
    ],
    wide: () => shifts(2 * padding),
    all: () => [...lists.training(), ...lists.unlike(), ...lists.wide()],
  };
  return lists[name]();
}

/** The views of `unlike` that change light and detail but no place. */
export const UNLIKE_SOFT: readonly string[] = [
  "brightness(0.7)",
  "brightness(1.3)",
  "noise(0.05)",
  "blur",
];

/**
 * Names of views and of lists as one list of views, each once and spelled in one way.
 *
 * @throws RangeError as `parseView` and `viewList`
 * @example
 * resolveViews(["few", "blur"]); // ["plain", "flip", ..., "blur"]
 */
export function resolveViews(
  names: readonly string[],
  padding = TRAINING_PADDING,
): readonly string[] {
  const views = names.flatMap((name) =>
    VIEW_LISTS.includes(name as ViewListName)
      ? viewList(name as ViewListName, padding)
      : [parseView(name).name],
  );
  return [...new Set(views)];
}

function shifts(pixels: number): string[] {
  const steps = [-pixels, 0, pixels];
  const places = steps.flatMap((dy) => steps.map((dx) => [dx, dy]));
  return places.filter(([dx, dy]) => dx !== 0 || dy !== 0).map(([dx, dy]) => `shift(${dx},${dy})`);
}
