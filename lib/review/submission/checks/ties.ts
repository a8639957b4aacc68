import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";
import { tiedBlocks } from "../tiedBlocks";

const maxFpr = 0.05;

/**
 * Plateaus of equal scores. A threshold cannot part them: a plateau across the top 5 % of the rows
 * leaves the false-positive rate short of 5 %. Without answers all rows stand for the non-members.
 */
export const ties: SubmissionCheck = ({ scores }) => {
  const finite = scores.filter(Number.isFinite);
  const n = finite.length;
  const blocks = tiedBlocks(finite);
  const tied = blocks.filter(({ size }) => size > 1);
  if (tied.length === 0 || blocks.length === 1) return [];
  const largest = tied.reduce((a, b) => (b.size > a.size ? b : a));
  const rows = tied.reduce((sum, { size }) => sum + size, 0);
  const allowed = Math.floor(maxFpr * n);
  const across = blocks.find(({ start, size }) => start <= allowed && start + size > allowed);
  const lost = across === undefined ? 0 : allowed - across.start;
  const reach = ((allowed - lost) / n) * 100;
  const cost =
    lost === 0
      ? "none of them lies across the top 5 %"
      : `the plateau at ${across?.score} lies across the top 5 %: a threshold flags ${reach.toFixed(2)} % and then ${((reach / 100 + (across?.size ?? 0) / n) * 100).toFixed(2)} %`;
  return [
    finding(lost > allowed / 10 ? "warning" : "note", "ties", {
      found: `${rows} rows share their score with another, ${blocks.length} distinct scores; the largest plateau has ${largest.size} rows at ${largest.score}; ${cost}`,
      expected: "few ties, none across the top 5 %",
      mend: "break ties by the uncalibrated score, and write all digits",
    }),
  ];
};
