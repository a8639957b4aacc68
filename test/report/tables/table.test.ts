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
  \setlength{\belowcaptionskip}{6pt}
  \caption{n = 800 report rows, 50 \% members.}
  \label{tab:attacks}
  \centering
  \begin{tabular}{@{}lrr@{}}
    \toprule
    Model\_name & TPR at FPR $\leq$ 5 \% & s \\
    \midrule
    RF $|$ a \& b & 0.672 [$-$0.650, 0.690] & 12.3 \\
    MLP, raw & 0.500 & -- \\
    \bottomrule
  \end{tabular}
\end{table}
`,
  );
});

test("LaTeX: a table stays in a column of 3.25 in as long as 8 pt letters fit, else it is a table*", () => {
  const wide = (n: number) => toLatex({ ...table, columns: [{ title: "x".repeat(n) }], rows: [] });
  assert.match(wide(46), /^\\begin\{table\}\[t\][\s\S]*\\end\{table\}\n$/);
  assert.doesNotMatch(wide(46), /size|tabcolsep/);
  assert.match(wide(50), /\\small\n {2}\\setlength\{\\tabcolsep\}\{4pt\}\n {2}\\begin\{tabular/);
  assert.match(wide(55), /^\\begin\{table\}[\s\S]*\\footnotesize/);
  assert.match(wide(56), /^\\begin\{table\*\}[\s\S]*\\end\{table\*\}\n$/);
  assert.doesNotMatch(wide(79), /size|small/);
  assert.match(wide(99), /\\scriptsize/);
});

test("LaTeX: signs that its text letters do not have are set as mathematics", () => {
  const signs = toLatex({ ...table, caption: "a < b, c > d, 2 × 3 ± 1, x → y … (~^\\)" });
  assert.ok(
    signs.includes(String.raw`a $<$ b, c $>$ d, 2 $\times$ 3 $\pm$ 1, x $\rightarrow$ y \ldots{}`),
  );
  assert.ok(signs.includes(String.raw`(\textasciitilde{}\textasciicircum{}\textbackslash{})`));
});

test("a number nearer to 0 than its digits tell has no minus", () => {
  const near = { ...table, rows: [["RF", { value: -0.0001, low: -0.0004, high: 0.1 }, -0.01]] };
  assert.match(toMarkdown(near), /\| RF \| 0\.000 \[0\.000, 0\.100\] \| 0\.0 \|/);
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
