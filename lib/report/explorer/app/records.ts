import { csvOf } from "../model/csv";
import { numberText } from "../model/numberText";
import { button, el, refill } from "./dom";
import { filters } from "./filters";
import { grid, type Rows } from "./grid";
import { shownColumns } from "./gridColumns";
import type { Page } from "./page";

/** The table with what stands above it. */
export function records(page: Page): Rows {
  const count = el("p", { class: "count", role: "status" });
  const sieve = filters(page);
  const rows = grid(page);
  const more = el("div", { class: "columns" });
  const save = button("Save as CSV", () => download(page));
  const wide = matchMedia("(min-width: 900px)").matches;
  const element = el(
    "section",
    { class: "records", "aria-label": "Records" },
    el("details", { class: "sieve", open: wide }, el("summary", {}, "Filters"), sieve.element),
    el(
      "div",
      { class: "count-line" },
      count,
      el("details", { class: "more" }, el("summary", {}, "Columns"), more),
      save,
    ),
    rows.element,
  );
  return {
    element,
    press: rows.press,
    update: () => {
      const { table, rows: shown, state } = page;
      count.textContent = `${numberText(shown.length)} of ${numberText(table.rows)} rows`;
      save.disabled = shown.length === 0;
      refill(
        more,
        ...page.columns
          .filter(({ isShown }) => !isShown)
          .map(({ key, title }) => {
            const box = el("input", { type: "checkbox", "data-key": `column-${key}` });
            box.checked = state.extra.includes(key);
            box.addEventListener("change", () => {
              const others = page.state.extra.filter((one) => one !== key);
              page.set({ extra: box.checked ? [...others, key] : others });
            });
            return el("label", { class: "check" }, box, ` ${title}`);
          }),
      );
      sieve.update();
      rows.update();
    },
  };
}

function download(page: Page): void {
  const csv = csvOf(page.table, shownColumns(page), page.rows);
  const url = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  const name = page.table.run.name.replace(/[^\w.-]/g, "_").slice(0, 80);
  el("a", { href: url, download: `${name}_records.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
