import { printable } from "../../../files/text/visible";
import { type Distribution, position } from "../model/distribution";
import { numberText, percent } from "../model/numberText";
import type { Table } from "../model/table";
import { el, table } from "./dom";
import { strip } from "./strip";

/** Finds how a column is spread over members and others. */
export type Spread = (values: Float32Array) => Distribution | null;

/** A record's predictors, each with its place among members and others. */
export function featuresOf({ run }: Table, row: number, spread: Spread): HTMLElement[] {
  const some = run.features.filter(({ values }) => !Number.isNaN(values[row]));
  if (some.length === 0) return [];
  const lines = some.map(({ name, values }) => {
    const found = spread(values);
    const value = values[row];
    const places = found && [position(found.members, value), position(found.nonMembers, value)];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, printable(name)),
      el("td", { class: "number" }, numberText(value)),
      el("td", {}, ...(found ? [strip(found, value)] : [])),
      ...[0, 1].map((i) => el("td", { class: "number" }, places ? percent(places[i]) : "")),
    );
  });
  return [
    table(
      "Predictors: where it stands among known members and others",
      ["predictor", "value", "members | others", "above members", "above others"],
      lines,
    ),
    el(
      "p",
      { class: "soft legend" },
      "Each strip runs from the lowest to the highest of all known rows, evenly by their number; ",
      ...[key("member"), " members, ", key("other"), " others, the line is this record."],
    ),
  ];
}

const key = (of: "member" | "other") =>
  el("span", { class: `key key-${of}`, "aria-hidden": "true" });
