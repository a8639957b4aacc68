import { className } from "../model/columns";
import { numberText } from "../model/numberText";
import { FILTERS, type State, withoutFilters } from "../model/state";
import { button, choice, el, refill } from "./dom";
import type { Page, Part } from "./page";

/** What narrows the table down, and what is at work of it. */
export function filters(page: Page): Part {
  const { table } = page;
  const { run } = table;
  const search = el("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  search.addEventListener("input", () => page.set({ text: search.value }));
  const pick = <Name extends keyof State>(
    label: string,
    name: Name,
    options: readonly (readonly [string, string])[],
  ) => choice(label, options, (value) => page.set({ [name]: value } as Partial<State>));
  const part = pick("Part", "part", [
    ["all", "all"],
    ["public", "public"],
    ["private", "private"],
  ]);
  const classes = choice(
    "Class",
    [
      ["", "all"],
      ["several", "several"],
      ...run.classes.map((_, i): [string, string] => [String(i), className(table, i)]),
    ],
    (value) => page.set({ classes: value === "" || value === "several" ? [] : [Number(value)] }),
  );
  const right = pick("Network", "right", [
    ["all", "all"],
    ["right", "right"],
    ["wrong", "wrong"],
  ]);
  const member = pick("Member", "member", [
    ["all", "all"],
    ["members", "members"],
    ["others", "non-members"],
    ["unknown", "not known"],
  ]);
  const flagged = pick("Flagged", "flagged", [
    ["all", "all"],
    ["threshold", "at the threshold"],
    ["5", "at FDR 5 %"],
    ["10", "at FDR 10 %"],
  ]);
  const disagree = el("input", { type: "checkbox" });
  disagree.addEventListener("change", () => page.set({ disagree: disagree.checked }));
  const disagreement = el("label", { class: "check" }, disagree, " Attacks disagree");
  disagreement.hidden = run.attacks.length < 2;
  const ranges = rangeForm(page);
  const chips = el("div", { class: "chips" });
  const element = el(
    "div",
    { class: "filters" },
    el("label", { class: "field" }, el("span", {}, "Id contains"), search),
    ...[part, classes, right, member, flagged].map(({ field }) => field),
    disagreement,
    ranges.element,
    chips,
  );

  return {
    element,
    update: () => {
      const { state } = page;
      if (search.value !== state.text) search.value = state.text;
      part.select.value = state.part;
      const [only, ...others] = state.classes;
      classes.select.options[1].hidden = others.length === 0;
      classes.select.value = others.length > 0 ? "several" : only === undefined ? "" : String(only);
      right.select.value = state.right;
      member.select.value = state.member;
      flagged.select.value = state.flagged;
      disagree.checked = state.disagree;
      ranges.update();
      refill(chips, ...chipsOf(page));
    },
  };
}

/** What is at work beside the fields, each to be taken away by itself. */
function chipsOf(page: Page): HTMLElement[] {
  const { state, table, columns } = page;
  const chip = (text: string, change: Partial<State>) =>
    button(text, () => page.set(change), { class: "chip", "aria-label": `Take away: ${text}` });
  const brushed = state.brush?.map((share) => numberText(100 * share));
  return [
    ...(state.classes.length > 1
      ? [chip(state.classes.map((label) => className(table, label)).join(", "), { classes: [] })]
      : []),
    ...state.ranges.map((range) => {
      const title = columns.find(({ key }) => key === range.column)?.title ?? range.column;
      const low = range.low === null ? "" : `${numberText(range.low)} ≤ `;
      const high = range.high === null ? "" : ` ≤ ${numberText(range.high)}`;
      const ranges = state.ranges.filter((other) => other !== range);
      return chip(`${low}${title}${high}`, { ranges });
    }),
    ...(brushed
      ? [
          chip(
            `chosen in the scatter: ${brushed[0]}-${brushed[1]} %, ${brushed[2]}-${brushed[3]} %`,
            { brush: null },
          ),
        ]
      : []),
    ...(isFiltered(page)
      ? [
          button("Clear all filters", () => page.set(withoutFilters(state, table.first)), {
            "data-key": "clear",
          }),
        ]
      : []),
  ];
}

function isFiltered({ state, table }: Page): boolean {
  return FILTERS.some((name) => JSON.stringify(state[name]) !== JSON.stringify(table.first[name]));
}

/** A column between two numbers. */
function rangeForm(page: Page): Part {
  const column = el("select", { "aria-label": "Column of a range" });
  const [low, high] = ["from", "to"].map((text) =>
    el("input", { type: "number", step: "any", placeholder: text, "aria-label": `Range ${text}` }),
  );
  const form = el(
    "form",
    { class: "field range" },
    el("span", {}, "Range"),
    el("span", { class: "range-line" }, column, low, high, el("button", { type: "submit" }, "Add")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, to] = [low, high].map(({ value }) => (value === "" ? null : Number(value)));
    if (from === null && to === null) return;
    page.set({ ranges: [...page.state.ranges, { column: column.value, low: from, high: to }] });
    low.value = "";
    high.value = "";
  });
  let known: readonly unknown[] = [];
  return {
    element: form,
    update: () => {
      if (known === page.columns) return;
      known = page.columns;
      const chosen = column.value;
      const options = page.columns.filter(({ isNumber }) => isNumber);
      column.replaceChildren(
        ...options.map(({ key, title }) => el("option", { value: key }, title)),
      );
      if (options.some(({ key }) => key === chosen)) column.value = chosen;
    },
  };
}
