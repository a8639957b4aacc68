import { markup, withoutColours } from "../../files";
import { type Cell, joined, type Notebook, type Output } from "../notebook";

/**
 * What a reader must know before anything else: that a cell failed, or that some did not run;
 * empty if all of them ran.
 *
 * @example
 * statusHtml(notebook); // '<p class="status">The run failed in cell <a href="#in-5">[5]</a> ...'
 */
export function statusHtml({ cells }: Notebook): string {
  const code = cells.filter(
    (cell) => cell.cell_type === "code" && joined(cell.source).trim() !== "",
  );
  const notRun = code.filter((cell) => !cell.execution_count).length;
  const left = notRun > 0 ? ` ${notRun} of ${code.length} code cells did not run.` : "";
  const failed = code.find((cell) => errorOf(cell));
  if (!failed) return left && `<p class="status">The run was stopped.${left}</p>\n`;
  const { ename, evalue } = errorOf(failed) as { ename: string; evalue: string };
  const said = markup(withoutColours(`${ename}: ${evalue}`.split("\n", 1)[0]));
  const { execution_count: count } = failed;
  const where = count ? ` <a href="#in-${count}">[${count}]</a>` : "";
  return `<p class="status">The run failed in cell${where}: ${said}.${left}</p>\n`;
}

function errorOf(cell: Cell): Output | undefined {
  return cell.outputs?.find((output) => output.output_type === "error");
}
