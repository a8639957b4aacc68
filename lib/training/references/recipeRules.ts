import { type NumberRule, whole } from "../../commandLine";
import { STEMS } from "../../network";
import { AUGMENTATIONS } from "../augment";
import { BEGINNINGS, type Recipe, SCHEDULES } from "./recipe";

/** What one part of a recipe may be. */
export type RecipeRule = NumberRule | readonly string[];

/** The parts of a recipe: the option that each is typed as, and what it may be. */
export const RECIPE_RULES: Readonly<
  Record<keyof Recipe, { readonly option: `--${string}`; readonly rule: RecipeRule }>
> = {
  pairs: { option: "--pairs", rule: whole(1, 1000) },
  from: { option: "--from", rule: BEGINNINGS },
  epochs: { option: "--epochs", rule: whole(0, 1e6) },
  tail: { option: "--tail", rule: whole(0, 1e6) },
  batchSize: { option: "--batch-size", rule: whole(2, 1e6) },
  schedule: { option: "--schedule", rule: SCHEDULES },
  learningRate: { option: "--lr", rule: aboveZero() },
  tailRate: { option: "--tail-lr", rule: aboveZero() },
  momentum: { option: "--momentum", rule: belowOne() },
  weightDecay: { option: "--weight-decay", rule: notNegative() },
  labelSmoothing: { option: "--label-smoothing", rule: belowOne() },
  augmentation: { option: "--augmentation", rule: AUGMENTATIONS },
  padding: { option: "--padding", rule: whole(0, 64) },
  seed: { option: "--seed", rule: whole(0, 2 ** 32 - 1) },
  threads: { option: "--threads", rule: whole(1, 1024) },
  stem: { option: "--stem", rule: STEMS },
};

/** The parts by name, in the order in which they are listed. */
export const RECIPE_PARTS = Object.keys(RECIPE_RULES) as (keyof Recipe)[];

/**
 * What a value would have to be; null where it is.
 *
 * @example
 * expectedOf(aRate, -1); // "a number above 0"
 */
export function expectedOf(rule: RecipeRule, value: unknown): string | null {
  if (!("isSound" in rule)) {
    return rule.some((allowed) => allowed === value) ? null : rule.join(", ");
  }
  return typeof value === "number" && rule.isSound(value) ? null : rule.expected;
}

function aboveZero(): NumberRule {
  return {
    isSound: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
    expected: "a number above 0",
  };
}

function notNegative(): NumberRule {
  return {
    isSound: (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
    expected: "a number from 0 on",
  };
}

function belowOne(): NumberRule {
  return { isSound: (value) => value >= 0 && value < 1, expected: "a number from 0 to below 1" };
}
