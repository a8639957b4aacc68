import { counted } from "../../counted";
import { finding } from "../../finding";
import type { NotebookCheck } from "../check";

const mostBytes = 5e6;
const mostOutput = 1.4e6; // 1 MB of PNG as base64

/** Small enough for GitHub to show: the notebook under 5 MB, each output under 1 MB. */
export const size: NotebookCheck = ({ size, cells }) => {
  const findings = [];
  const rows = cells.flatMap(({ outputs }, i) =>
    outputs.some((output) => output.size > mostOutput) ? [i + 1] : [],
  );
  const mend = "save figures as PNG at 150 dpi, show the head of a table, print less";
  if (size > mostBytes) {
    const found = `${(size / 1e6).toFixed(1)} MB`;
    findings.push(finding("warning", "large", { found, expected: "under 5 MB", mend }));
  }
  if (rows.length > 0) {
    const sizes = cells.flatMap(({ outputs }) => outputs.map((output) => output.size));
    const largest = sizes.reduce((most, one) => Math.max(most, one), 0);
    const found = `${counted(rows.length, "cell")} with an output over 1 MB, the largest ${(largest / 1e6).toFixed(1)} MB`;
    findings.push(finding("warning", "large-output", { rows, found, expected: "none", mend }));
  }
  return findings;
};
