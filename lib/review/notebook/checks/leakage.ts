import { type Finding, finding } from "../../finding";
import { type FlowCell, type Leak, type LeakRule, leaksIn } from "../../flow";
import type { NotebookCheck } from "../check";
import type { NotebookCell } from "../parseNotebook";

/** Codes that were there before the data was followed. */
const codes: Partial<Record<LeakRule, string>> = { preprocessing: "fit-before-split" };

/** Ways that one finding tells; of more only the cells. */
const mostTold = 3;

/**
 * Ways in which rows that judge, or whose membership is not to be known, get into what is judged, found
 * by following the data through the code; each says how sure it is, and where the data went.
 */
export const leakage: NotebookCheck = ({ cells, language, kind, code }) => {
  const isScript = kind === "script" && code !== undefined;
  const leaks = leaksIn({
    cells: isScript ? [{ code }] : cells.map(flowCell),
    language: language === "typescript" ? "typescript" : "python",
  });
  const groups = new Map<string, Leak[]>();
  for (const leak of leaks) {
    const key = `${leak.rule} ${leak.certainty}`;
    groups.set(key, [...(groups.get(key) ?? []), leak]);
  }
  return [...groups.values()].map((leaks) => findingOf(leaks, isScript));
};

function flowCell({ kind, source, executionCount }: NotebookCell): FlowCell {
  return kind === "code" ? { code: source, count: executionCount } : { code: "", count: null };
}

/** Of a script all stands in one cell, and lines alone are told. */
function findingOf(leaks: readonly Leak[], isScript: boolean): Finding {
  const [{ rule, level, certainty, expected, mend }] = leaks;
  const rows = [...new Set(leaks.map(({ way }) => (isScript ? way[0].line : way[0].cell)))];
  const told = leaks
    .slice(0, mostTold)
    .map(({ found }) => (isScript ? found.replaceAll("cell 1, line", "line") : found));
  const more = leaks.length > mostTold ? `; and ${leaks.length - mostTold} more` : "";
  const found = `${certainty}: ${told.join("; ")}${more}`;
  return finding(level, codes[rule] ?? rule, { rows, found, expected, mend, certainty });
}
