import { PANELS, type Panel } from "../model/state";
import { classes } from "./classes";
import { compare } from "./compare";
import { el, setAll } from "./dom";
import type { Page, Part } from "./page";
import { record } from "./record";
import { threshold } from "./threshold";

const TITLES: Readonly<Record<Panel, string>> = {
  record: "Record",
  threshold: "Threshold",
  compare: "Compare",
  classes: "Classes",
};

/** What stands beside the table, one at a time. */
export function panels(page: Page): Part {
  const shown = PANELS.filter((name) => name !== "compare" || page.table.sources.length > 1);
  const parts: Partial<Record<Panel, Part>> = {};
  const makers = { record, threshold, compare, classes };
  const tabs = shown.map((name) => {
    const tab = el(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel" },
      TITLES[name],
    );
    tab.addEventListener("click", () => page.set({ panel: name }));
    return tab;
  });
  const bar = el(
    "div",
    { class: "tabs", role: "tablist", "aria-label": "Beside the table" },
    ...tabs,
  );
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (shown.indexOf(page.state.panel) + step + shown.length) % shown.length;
    page.set({ panel: shown[at] });
    tabs[at].focus();
  });
  const panel = el("div", { class: "panel", role: "tabpanel", id: "panel", tabindex: 0 });
  const element = el("aside", { class: "beside", "aria-label": "Beside the table" }, bar, panel);
  return {
    element,
    update: () => {
      const name = shown.includes(page.state.panel) ? page.state.panel : "threshold";
      shown.forEach((one, i) => {
        setAll(tabs[i], { "aria-selected": String(one === name), tabindex: one === name ? 0 : -1 });
      });
      parts[name] ??= makers[name](page);
      const part = parts[name];
      setAll(panel, { "aria-labelledby": `tab-${name}` });
      if (panel.firstChild !== part.element) panel.replaceChildren(part.element);
      part.update();
    },
  };
}
