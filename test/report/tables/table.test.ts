import assert from "node:assert/strict";
import { test } from "node:test";
import { type Table, toCsv, toLatex, toMarkdown } from "../../../lib/report/tables";

const table: Table = {
  columns: [{ title: "Model_name" }, { title: "TPR at FPR ≤ 5 %" }, { title: "s", digits: 1 }],
  rows: [
    ["RF | a & b", { value: 0.6719, low: -0.65, high: 0.69 }, 12.34],
    ["MLP, raw", 0.5, null],
  ],
  caption: "n = 800 report rows, 50 % members.",
  label: "tab:attacks",
};

test("LaTeX: booktabs, its own signs escaped, minus signs, numbers to the right", () => {
  assert.equal(
    toLatex(table),
    String.raw`\begin{table}[t]
  \caption{n = 800 report rows, 50 \% members.}
  \label{tab:attacks}
  \centering
  \begin{tabular}{lrr}
    \toprule
    Model\_name & TPR at FPR $\leq$ 5 \% & s \\
    \midrule
    RF | a \& b & 0.672 [$-$0.650, 0.690] & 12.3 \\
    MLP, raw & 0.500 & -- \\
    \bottomrule
  \end{tabular}
\end{table}
`,
  );
});

test("LaTeX: a table wider than a text line is set smaller", () => {
  const wide = (n: number) => toLatex({ ...table, columns: [{ title: "x".repeat(n) }], rows: [] });
  assert.doesNotMatch(wide(60), /size|tabcolsep/);
  assert.match(
    wide(61),
    /\\footnotesize\n {2}\\setlength\{\\tabcolsep\}\{3pt\}\n {2}\\begin\{tabular/,
  );
  assert.match(wide(81), /\\scriptsize/);
});

test("Markdown: bars escaped, numbers to the right, the caption under it", () => {
  assert.equal(
    toMarkdown(table),
    String.raw`| Model_name | TPR at FPR ≤ 5 % | s |
| :--- | ---: | ---: |
| RF \| a & b | 0.672 [-0.650, 0.690] | 12.3 |
| MLP, raw | 0.500 | – |

n = 800 report rows, 50 % members.
`,
  );
});

test("CSV: all digits, an interval in columns of its own, nothing for nothing", () => {
  assert.equal(
    toCsv(table),
    `Model_name,TPR at FPR ≤ 5 %,TPR at FPR ≤ 5 % low,TPR at FPR ≤ 5 % high,s
RF | a & b,0.6719,-0.65,0.69,12.34
"MLP, raw",0.5,,,
`,
  );
});

test("a row that does not fit the columns is refused", () => {
  assert.throws(() => toCsv({ ...table, rows: [["RF"]] }), /row 0: found 1 cells, expected 3/);
});
