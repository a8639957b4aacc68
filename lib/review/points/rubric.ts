import { InputError, nearestName, printable } from "../../files";
import { readYaml } from "../handedIn/readYaml";
import { findingCodes } from "./codes";

/** A figure that points can be given for. */
export const rubricFigures = ["auc", "tpr@0.05", "tpr@0.01", "tpr@0.001"] as const;

export type RubricFigure = (typeof rubricFigures)[number];

/** What points are given for, each for one thing. */
export type Rule = {
  readonly name: string;
  readonly points: number;
} & (
  | { readonly kind: "accepted" }
  | { readonly kind: "without"; readonly codes: readonly string[]; readonly each: number | null }
  | {
      readonly kind: "figure";
      readonly figure: RubricFigure;
      /** No points up to here, all of them from there on; between them in proportion. */
      readonly from: number;
      readonly to: number;
      /** The figure itself, or the lower end of its interval. */
      readonly use: "value" | "low";
    }
);

/** How points are given. */
export interface Rubric {
  readonly rules: readonly Rule[];
  /** All points there are. */
  readonly most: number;
}

type Json = Readonly<Record<string, unknown>>;

const mostRules = 100;
const expected = "rules as lib/review/README.md describes them";

/**
 * Reads a rubric, YAML or JSON: `points:` and a list of rules, each with `name`, `points` and one of
 * `accepted: true`, `without: [codes]` (all points without such findings; with `each: n`, n less for each
 * one), or `figure: tpr@0.05` with `from:` and `to:` (and `use: low` for the lower end of the interval).
 *
 * @throws InputError if it cannot be read, or a rule says something else, names an unknown finding or
 *   figure, or lacks a number
 * @example
 * readRubric("rubric.yml").most; // 100
 */
export function readRubric(file: string): Rubric {
  const value = objectOf(readYaml(file));
  const unknown = Object.keys(value).find((key) => key !== "points");
  if (unknown !== undefined) throw new InputError(file, `the key ${printable(unknown)}`, "points");
  if (
    !Array.isArray(value.points) ||
    value.points.length === 0 ||
    value.points.length > mostRules
  ) {
    throw new InputError(file, "no list of points", `points: and 1 to ${mostRules} rules`);
  }
  const rules = value.points.map((given: unknown, i) =>
    ruleOf(objectOf(given), (found, wanted = expected) => {
      throw new InputError(file, `rule ${i + 1} with ${found}`, wanted);
    }),
  );
  return { rules, most: rules.reduce((sum, { points }) => sum + points, 0) };
}

type Fail = (found: string, wanted?: string) => never;

const keys = ["name", "points", "accepted", "without", "each", "figure", "from", "to", "use"];

function ruleOf(given: Json, fail: Fail): Rule {
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) return fail(`the key ${printable(unknown)}`, keys.join(", "));
  const { name, points } = given;
  if (typeof name !== "string" || name.trim() === "") return fail("no name", "name: a few words");
  if (!isNumber(points) || points <= 0) return fail(`points ${shown(points)}`, "a number above 0");
  const told = { name, points };
  const kinds = ["accepted", "without", "figure"].filter((key) => given[key] !== undefined);
  if (kinds.length !== 1)
    return fail(kinds.join(" and ") || "nothing to look at", "one of accepted, without, figure");
  if (kinds[0] === "accepted") {
    return given.accepted === true
      ? { ...told, kind: "accepted" }
      : fail(`accepted ${shown(given.accepted)}`, "accepted: true");
  }
  if (kinds[0] === "without") {
    const { without, each = null } = given;
    const codes: unknown[] = Array.isArray(without) ? without : [without];
    for (const code of codes) {
      if (typeof code === "string" && findingCodes.includes(code)) continue;
      const near = typeof code === "string" ? nearestName(code, findingCodes) : null;
      return fail(
        `the finding ${shown(code)}`,
        near ? `a finding's name, such as ${near}` : "findings' names",
      );
    }
    if (each !== null && !(isNumber(each) && each > 0))
      return fail(`each ${shown(each)}`, "a number above 0");
    return { ...told, kind: "without", codes: codes as string[], each };
  }
  const { figure, from, to, use = "value" } = given;
  const known = rubricFigures.find((one) => one === figure);
  if (known === undefined) return fail(`the figure ${shown(figure)}`, rubricFigures.join(", "));
  if (!isNumber(from) || !isNumber(to) || !(from >= 0 && from < to && to <= 1)) {
    return fail(
      `from ${shown(from)} to ${shown(to)}`,
      "two rates from 0 to 1, the first below the second",
    );
  }
  if (use !== "value" && use !== "low") return fail(`use ${shown(use)}`, "value or low");
  return { ...told, kind: "figure", figure: known, from, to, use };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function shown(value: unknown): string {
  return printable(JSON.stringify(value) ?? "missing");
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}
