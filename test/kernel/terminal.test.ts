import assert from "node:assert/strict";
import { test } from "node:test";
import { readStates, stateLine } from "../../lib/files";
import type { Cell } from "../../lib/kernel";
import { runReport } from "../../lib/kernel/report";
import { notebookOf } from "./notebookOf";

const CLEAR = "\r\u001b[K";
const BOLD = "\u001b[1m";
const PLAIN = "\u001b[0m";

/** A terminal of some columns: what a person would see of its lines. */
function fakeScreen(columns = 80) {
  const lines = [""];
  let raw = "";
  return {
    columns,
    write: (text: string) => {
      raw += text;
      for (const line of text.replaceAll(BOLD, "").replaceAll(PLAIN, "").split("\n")) {
        const last = line.lastIndexOf(CLEAR);
        if (last >= 0) lines[lines.length - 1] = line.slice(last + CLEAR.length);
        else lines[lines.length - 1] += line;
        lines.push("");
      }
      lines.pop();
    },
    seen: () => lines,
    raw: () => raw,
  };
}

/** "## A" and two cells, "## B" and one. */
function sections() {
  const notebook = notebookOf("const first = 1;", "const second = 2;", "third();");
  const prose = (source: string): Cell => ({
    cell_type: "markdown",
    id: source,
    metadata: {},
    source,
  });
  notebook.cells.splice(2, 0, prose("## 2. *Rows*\n\ntext"));
  notebook.cells.unshift(prose("# Title\n\nText.\n\n## 1. Data"));
  return notebook;
}

test("a terminal sees headings, what each section took, and one line that is written over", (t) => {
  const screen = fakeScreen();
  const notebook = sections();
  const report = runReport(notebook, screen);
  t.after(report.close);
  const { cells } = notebook;
  report.started(2, cells[1]);
  assert.deepEqual(screen.seen(), ["Title", "1. Data", "[2/5]  const first = 1;"]);
  report.listener?.state("logits: 512 of 2,000");
  assert.equal(screen.seen().at(-1), "[2/5]  logits: 512 of 2,000");
  report.listener?.line("a native warning");
  assert.deepEqual(screen.seen().slice(2), ["a native warning", "[2/5]  logits: 512 of 2,000"]);
  report.ended(2, cells[1], true, 0.25);
  report.started(3, cells[2]);
  assert.equal(screen.seen().at(-1), "[3/5]  const second = 2;");
  report.ended(3, cells[2], true, 1);
  report.started(5, cells[4]);
  assert.deepEqual(screen.seen().slice(3), ["  2 cells, 1.3 s", "2. Rows", "[5/5]  third();"]);
  report.ended(5, cells[4], false, 2);
  report.close();
  assert.deepEqual(screen.seen().slice(5), ["[5/5] FAILED, 2.0 s", "  1 cell, 2.0 s", ""]);
});

test("elsewhere a run says the same in plain lines", (t) => {
  const said: string[] = [];
  t.mock.method(console, "error", (text: string) => said.push(text));
  const notebook = sections();
  const report = runReport(notebook, null);
  assert.equal(report.listener, null, "the kernel writes its own lines");
  report.started(2, notebook.cells[1]);
  report.ended(2, notebook.cells[1], true, 0.25);
  const lines = ["# Title", "## 1. Data", "[2/5] const first = 1;", "[2/5] ok, 0.3 s"];
  assert.deepEqual(said, lines);
});

test("a state is cut to its line, and nothing that is shown steers the terminal", () => {
  const screen = fakeScreen(10);
  const line = stateLine(screen);
  line.show("0123456789abc");
  assert.equal(screen.seen().at(-1), "012345678");
  line.show("a\u001b[2Jb\n");
  line.print("c\u001b[2J");
  line.printHeading("d\r");
  assert.ok(!screen.raw().includes("\u001b[2J"));
  assert.ok(!screen.raw().includes("d\r"));
});

test("what a process writes comes apart into lines that stay and states that pass", () => {
  const heard: string[] = [];
  const read = readStates({
    line: (text) => heard.push(`line ${text}`),
    state: (text) => heard.push(`state ${text}`),
  });
  for (const piece of ["a: 1 of", " 2\ra: 2 of 2\rwar", "ning\nend\n"]) read(piece);
  assert.deepEqual(heard, ["state a: 1 of 2", "state a: 2 of 2", "line warning", "line end"]);
});
