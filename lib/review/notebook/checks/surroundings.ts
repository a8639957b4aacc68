import { counted } from "../../counted";
import { type Finding, finding } from "../../finding";
import { cellsWith } from "../cells";
import type { NotebookCheck } from "../check";

const absolutePath =
  /["'`](?:\/(?:home|Users|root|mnt|content|kaggle|tmp|data|scratch)\/|[A-Za-z]:[\\/]{1,2}\w|~\/)/;
const network =
  /\b(?:requests|httpx|urllib3?|aiohttp)\b\s*[.(]|\burlopen\s*\(|^[ \t]{0,40}[!%][ \t]{0,40}(?:wget|curl|pip|conda|git|npm)\b|\bfetch\s*\(|\baxios\b|["']node:https?["']|\bload_dataset\s*\(|\bgdown\b|download\s*=\s*True/m;

/**
 * Runs elsewhere too: no path of one machine, no call to the network. A cell that papermill or
 * `npm run notebook` injected tells where it was run, not where it can be.
 */
export const surroundings: NotebookCheck = (notebook) => {
  const findings: Finding[] = [];
  const isInjected = (place: number) =>
    notebook.kind === "notebook" &&
    notebook.cells[place - 1].metadata.includes('"injected-parameters"');
  const paths = cellsWith(notebook, absolutePath).filter((place) => !isInjected(place));
  if (paths.length > 0) {
    const found = `${counted(paths.length, "cell")} with a path of one machine`;
    const mend = "take paths from a parameter, relative to the notebook";
    findings.push(
      finding("warning", "absolute-path", { rows: paths, found, expected: "none", mend }),
    );
  }
  const calls = cellsWith(notebook, network);
  if (calls.length > 0) {
    findings.push(
      finding("note", "network", {
        rows: calls,
        found: `network calls or package installs in ${counted(calls.length, "cell")}`,
        expected: "none, or off unless asked for",
        mend: "pin packages in a lock file, put data beside the notebook, guard uploads by a switch",
      }),
    );
  }
  return findings;
};
