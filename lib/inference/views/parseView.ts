import { InputError, nearestName } from "../../files";
import { blur } from "./blur";
import { brightness } from "./brightness";
import { flip } from "./flip";
import { VIEW_LISTS } from "./listNames";
import { noise } from "./noise";
import { rotate90 } from "./rotate90";
import { shift } from "./shift";
import type { Step } from "./step";
import { upsideDown } from "./upsideDown";

/** A way of looking at images: a name spelled in one way, and the changes that it stands for. */
export interface View {
  readonly name: string;
  /** None for the plain image. */
  readonly steps: readonly Step[];
}

/** How a step is spelled, with its numbers by name, and made. */
const STEPS: Record<string, { readonly spelled: string; make(...numbers: number[]): Step }> = {
  flip: { spelled: "flip", make: flip },
  shift: { spelled: "shift(dx,dy)", make: shift },
  upsideDown: { spelled: "upsideDown", make: upsideDown },
  rotate90: { spelled: "rotate90", make: rotate90 },
  brightness: { spelled: "brightness(factor)", make: brightness },
  noise: { spelled: "noise(sd)", make: noise },
  blur: { spelled: "blur", make: blur },
};

const SPELLED = ["plain", ...Object.values(STEPS).map(({ spelled }) => spelled)];

/**
 * Understands a view's name: "plain", or steps joined by "+", applied from left to right. Blanks
 * and the spelling of numbers do not matter: the name that comes back has one spelling.
 *
 * @throws InputError for an unknown step (with the nearest name and the list) or a wrong number of
 *   numbers; RangeError for numbers that the step does not take
 * @example
 * parseView("flip + shift(+2, 2)").name; // "flip+shift(2,2)"
 */
export function parseView(name: string): View {
  const spelling = name.replace(/\s/g, "");
  if (spelling === "plain") return { name: "plain", steps: [] };
  const steps = spelling.split(/\+(?![\d.])/).map((step) => parseStep(step, name));
  return { name: steps.map((step) => step.name).join("+"), steps };
}

function parseStep(spelling: string, view: string): Step {
  const [, word = spelling, inner] = /^(\w+)(?:\((.*)\))?$/.exec(spelling) ?? [];
  const known = Object.hasOwn(STEPS, word) ? STEPS[word] : null;
  if (known === null) {
    const nearest = nearestName(word, ["plain", ...Object.keys(STEPS), ...VIEW_LISTS]);
    const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
    throw new InputError(
      "view",
      `"${view}"${hint}`,
      `${SPELLED.join(", ")}, several joined by "+", or a list (${VIEW_LISTS.join(", ")})`,
    );
  }
  const numbers = inner === undefined ? [] : inner.split(",").map(toNumber);
  if (numbers.length !== known.make.length || numbers.some(Number.isNaN)) {
    throw new InputError("view", `"${view}"`, `it spelled as ${known.spelled}`);
  }
  // biome-ignore lint/plugin: as many as `make` has parameters.
  return known.make(...numbers);
}

function toNumber(text: string): number {
  // Adding 0 makes 0 of -0, which would be spelled the same and be another number.
  return text === "" ? Number.NaN : Number(text) + 0;
}
