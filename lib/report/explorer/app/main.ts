import { printable, visible } from "../../../files/text/visible";
import { runOf } from "../model/hash";
import { numberText } from "../model/numberText";
import { openTable } from "../model/table";
import type { PageRun } from "../pack/pageRun";
import { choice, el } from "./dom";
import { openRun } from "./openRun";
import { openPage, type Page } from "./page";
import { panels } from "./panels";
import { closeRecord } from "./record";
import { records } from "./records";
import { openSprites } from "./sprites";

async function start(): Promise<void> {
  const found = await Promise.all([openRun(0), openRun(1)]);
  const runs = found.filter((run): run is PageRun => run !== null);
  const open = () => {
    const index = runOf(location.hash.slice(1), runs.length);
    const table = openTable(runs[index], runs[1 - index] ?? null, index);
    show(openPage(table, openSprites(runs[index], index), open), runs);
  };
  open();
}

/** Puts the page of a run in the place of what was there. */
function show(page: Page, runs: readonly PageRun[]): void {
  const root = document.getElementById("explorer")!;
  const title = root.querySelector("h1")!;
  const score = choice(
    "Score",
    page.table.sources.map(({ label }, i) => [String(i), printable(label)]),
    (value) => page.set({ source: Number(value), cut: -1 }),
  );
  const rows = records(page);
  const beside = panels(page);
  const head = el(
    "header",
    {},
    title,
    el("p", { class: "summary" }, summaryOf(page)),
    ...choicesOf(page, runs),
    score.field,
    ...notesOf(page),
  );
  root.replaceChildren(head, el("main", {}, rows.element, beside.element));
  const update = () => {
    score.select.value = String(page.state.source);
    rows.update();
    beside.update();
  };
  page.onChange(update);
  update();
  document.onkeydown = (event) => {
    if (event.defaultPrevented) return;
    // Keys that nothing on the page has asked for are meant for the table.
    if (event.target === document.body && rows.press(event.key)) event.preventDefault();
    if (event.key === "Escape" && page.state.row >= 0) closeRecord(page);
  };
}

function summaryOf({ table }: Page): string {
  const { run, rows } = table;
  const members = run.membership.filter((member) => member === 1).length;
  const known = run.membership.filter((member) => member >= 0).length;
  const parts = [
    `${numberText(run.publicRows)} public and ${numberText(rows - run.publicRows)} private rows`,
    known === 0
      ? "no membership known"
      : `${numberText(known)} of known membership, ${numberText(members)} of them members`,
    `${run.attacks.length} score${run.attacks.length === 1 ? "" : "s"}`,
  ];
  return `${printable(run.name)}: ${parts.join("; ")}.`;
}

/** Which of two runs is looked at. */
function choicesOf(page: Page, runs: readonly PageRun[]): HTMLElement[] {
  if (runs.length < 2) return [];
  const names = runs.map(({ name }, i): [string, string] => [String(i), printable(name)]);
  const run = choice("Run", names, (value) =>
    page.set({ ...page.table.first, run: Number(value) }),
  );
  run.select.value = String(page.state.run);
  return [run.field];
}

function notesOf({ table }: Page): HTMLElement[] {
  const { notes } = table.run;
  if (notes.length === 0) return [];
  return [
    el(
      "details",
      { class: "notes-of" },
      el("summary", {}, "What to know of this page"),
      el("ul", {}, ...notes.map((note) => el("li", {}, visible(note)))),
    ),
  ];
}

start().catch((error: unknown) => {
  const said = error instanceof Error ? error.message : String(error);
  document.body.prepend(el("p", { role: "alert" }, `This page cannot be opened: ${said}`));
});
