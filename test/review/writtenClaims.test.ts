import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { claimsFromJson } from "../../lib/review/claims/claimsFromJson";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import { pdfText } from "../../lib/review/claims/pdfText";
import { reviewClaims } from "../../lib/review/claims/reviewClaims";
import { scratchFolder } from "./makeSubmission";

const { write } = scratchFolder();
const shown = (claims: ReturnType<typeof claimsFromText>) =>
  claims.map(({ model, on, edition, quantity, atFpr, value }) =>
    [model, on, edition, quantity, atFpr && `@${atFpr}`, value].filter(Boolean).join(" "),
  );

const shapes: Readonly<Record<string, readonly [string, string]>> = {
  "a padded Markdown table": [
    "| Model        |   AUC    |   TPR@5% |\n|:-------------|:--------:|---------:|\n| RF           |  0.6715  |  0.1454  |\n| LightGBM     |  0.6660  |  0.1639  |",
    "RF server auc 0.6715; RF server tpr @0.05 0.1454; LightGBM server auc 0.666; LightGBM server tpr @0.05 0.1639",
  ],
  "metrics in the rows, a column local and one server": [
    "| Metric | Local | Server |\n|---|---|---|\n| AUC | 0.671 | 0.655 |\n| TPR@FPR=0.05 | ~0.148 | 14.5% |",
    "validation auc 0.671; server auc 0.655; validation tpr @0.05 0.148; server tpr @0.05 0.145",
  ],
  "a wide table, rows and metric in one header": [
    "| Model | Val AUC | Val TPR@5%FPR | Server AUC | Server TPR@5%FPR |\n|-|-|-|-|-|\n|RF|.6715|.1454|.64|.0917|",
    "RF validation auc 0.6715; RF validation tpr @0.05 0.1454; RF server auc 0.64; RF server tpr @0.05 0.0917",
  ],
  "a table without outer bars": [
    "Model | AUC | TPR @ 5% FPR\n--- | --- | ---\nMLP | **0.6591** | **0.1514**",
    "MLP server auc 0.6591; MLP server tpr @0.05 0.1514",
  ],
  "prose with both rows": [
    "Our MLP reached an AUC of 0.66 locally, and the server\nreturned 0.655 AUC and a TPR of 14.5% at 5 % FPR.",
    "MLP validation auc 0.66; MLP server auc 0.655; MLP server tpr @0.05 0.145",
  ],
  "a percentage before its metric": [
    "We achieve 14.8 % TPR at 5 % FPR on the leaderboard.",
    "server tpr @0.05 0.148",
  ],
  "a reply as a dict": [
    "{'TPR_FPR_0.05': 0.12, 'auc': .66}",
    "server tpr @0.05 0.12; server auc 0.66",
  ],
  "a reply behind words": [
    "Success! Server response: {'TPR@FPR=0.05': 0.145, 'AUC': 0.6548955000000001}",
    "server tpr @0.05 0.145; server auc 0.6548955000000001",
  ],
  "lists under labels": [
    "## Results\n**Leaderboard**\n\n- AUC: **0.655**\n- TPR@FPR=0.05: **0.145**\n\n**Local validation**\n\n- AUC: ~0.671\n- TPR@FPR=0.05: ~0.148",
    "server auc 0.655; server tpr @0.05 0.145; validation auc 0.671; validation tpr @0.05 0.148",
  ],
  "headings by model and edition": [
    "# Submission 2025\n## RF\nAUC = 0.655\n## MLP\nAUC = 0.66\n# Submission 2026\nAUC = 0.61",
    "RF server 2025 auc 0.655; MLP server 2025 auc 0.66; server 2026 auc 0.61",
  ],
  HTML: [
    "<h2>Validation</h2><table border=1><tr><th>Model</th><th>AUC</th><th>TPR@5%&nbsp;FPR</th></tr><tr><td><b>RF</b></td><td>0.67</td><td>0.145</td></tr></table>",
    "RF validation auc 0.67; RF validation tpr @0.05 0.145",
  ],
  "LaTeX with the caption below": [
    "\\begin{table}\\begin{tabular}{lcc}\\toprule\nModel & AUC & TPR@5\\% \\\\ \\midrule\nRF & \\textbf{0.6715} & 0.1454 \\\\\nMLP & 0.6591 & $0.1514$ \\\\ \\bottomrule\\end{tabular}\\caption{Validation results}\\end{table}",
    "RF validation auc 0.6715; RF validation tpr @0.05 0.1454; MLP validation auc 0.6591; MLP validation tpr @0.05 0.1514",
  ],
  "LaTeX with a header of two rows": [
    "\\begin{tabular}{lcccc} & \\multicolumn{2}{c}{Local} & \\multicolumn{2}{c}{Server}\\\\ Model & AUC & TPR & AUC & TPR \\\\\\hline RF & .67 & .145 & .65 & .09 \\\\ \\end{tabular} TPR at FPR $\\leq$ 5\\%.",
    "RF validation auc 0.67; RF validation tpr @0.05 0.145; RF server auc 0.65; RF server tpr @0.05 0.09",
  ],
  "a frame as pandas prints it": [
    "      model     AUC  TPR@5%\n0        RF  0.6715  0.1454\n1  LightGBM  0.6660  0.1639",
    "RF server auc 0.6715; RF server tpr @0.05 0.1454; LightGBM server auc 0.666; LightGBM server tpr @0.05 0.1639",
  ],
  "names as code has them": [
    "val_auc: 0.671\nval_tpr_at_5_fpr: 0.148\nserver_auc: 0.655",
    "validation auc 0.671; validation tpr @0.05 0.148; server auc 0.655",
  ],
  "two figures with a slash": [
    "AUC / TPR@5%: 0.655 / 0.148 (server)",
    "server auc 0.655; server tpr @0.05 0.148",
  ],
  "one metric, two rows of its own": [
    "TPR@5%: 0.148 (local) / 0.145 (server)",
    "validation tpr @0.05 0.148; server tpr @0.05 0.145",
  ],
  respectively: [
    "On the leaderboard we obtained AUC and TPR@FPR=0.05 of 0.655 and 0.148, respectively.",
    "server auc 0.655; server tpr @0.05 0.148",
  ],
  "what a figure became": [
    "We improved the TPR@5% from 0.061 to 0.148 on the validation split. AUC: 0.61 -> 0.66.",
    "validation tpr @0.05 0.148; validation auc 0.66",
  ],
  "a difference and a share of rows": [
    "Calibration improved AUC by 0.02. AUC on our 20% validation split was 0.671.",
    "validation auc 0.671",
  ],
  "an interval": [
    "AUC 0.66 (95% CI 0.64-0.68), TPR@1%FPR = 0.03 ± 0.005",
    "server auc 0.66; server tpr @0.01 0.03",
  ],
  "chance and thresholds": [
    "Random guessing gives an AUC of 0.5 and TPR 0.05 at 5% FPR. We need AUC > 0.6; threshold: 0.43. Ours: AUC 0.66",
    "server auc 0.66",
  ],
  "columns in per cent": [
    "| Model | AUC (%) | TPR@5% (%) |\n|--|--|--|\n| RF | 67.1 | 14.5 |",
    "RF server auc 0.671; RF server tpr @0.05 0.145",
  ],
  "a long table": [
    "| Model | Split | Metric | Value |\n|-|-|-|-|\n|RF|train|AUC|0.99|\n|RF|val|AUC|0.67|\n|RF|val|TPR@FPR=5%|0.145|",
    "RF training auc 0.99; RF validation auc 0.67; RF validation tpr @0.05 0.145",
  ],
  "groups of rows": [
    "| | AUC | TPR@5% |\n|-|-|-|\n| **Local** | | |\n| RF | .67 | .14|\n| **Server** | | |\n| RF | .65 | .09 |",
    "RF validation auc 0.67; RF validation tpr @0.05 0.14; RF server auc 0.65; RF server tpr @0.05 0.09",
  ],
  "models in the columns": [
    "| Metric | RF | LGBM |\n|-|-|-|\n| AUC | .67 | .66|\n| TPR @ 5% FPR | .14 | .16|",
    "RF server auc 0.67; LightGBM server auc 0.66; RF server tpr @0.05 0.14; LightGBM server tpr @0.05 0.16",
  ],
  "decimal commas": ["AUC: 0,655; TPR@5%: 14,8 %", "server auc 0.655; server tpr @0.05 0.148"],
  "the limit first, and the rate that was reached": [
    "At 5% FPR, the TPR was 14.8 %. MLP: TPR 0.1454 at FPR 0.0498",
    "server tpr @0.05 0.148; MLP server tpr @0.05 0.1454",
  ],
  "columns of means, deviations and other measures": [
    "| Model | AUC | AUC std | Accuracy | Threshold |\n|-|-|-|-|-|\n| RF | 0.671 ± 0.004 | 0.004 | 0.61 | 0.43 |",
    "RF server auc 0.671",
  ],
  "fields parted by commas": [
    "model,auc,tpr@5%\nRF,0.6715,0.1454",
    "RF server auc 0.6715; RF server tpr @0.05 0.1454",
  ],
  "rows listed before the figures": [
    "Results (local / server): AUC 0.671 / 0.655, TPR@5% 0.15 / 0.148",
    "validation auc 0.671; server auc 0.655; validation tpr @0.05 0.15; server tpr @0.05 0.148",
  ],
  "formulas within prose": [
    "It reaches a TPR of $0.148$ at $\\mathrm{FPR} = 0.05$ and an AUC of $\\mathbf{0.661}$ on the leaderboard.",
    "server tpr @0.05 0.148; server auc 0.661",
  ],
  "a text without a figure of the kind": [
    "We used dropout 0.3, a learning rate of 0.01 and 200 epochs. The target's accuracy is 0.81. See 3.11.4, 12:45 and 2025-11-28.",
    "",
  ],
};

for (const [what, [text, expected]] of Object.entries(shapes)) {
  test(`figures are read with rows, model and edition from ${what}, and no other`, () => {
    assert.equal(shown(claimsFromText(text, "r")).join("; "), expected);
  });
}

test("figures in JSON stand under keys that name them, whatever is above", () => {
  const reply = { auc: 0.66, "TPR_FPR_0.05": 0.12, accuracy: 0.7 };
  assert.deepEqual(shown(claimsFromJson("j", reply, "j")), [
    "server auc 0.66",
    "server tpr @0.05 0.12",
  ]);
  const point = { tpr: 0.14, fpr: 0.049, threshold: 0.6, ci: [0.1, 0.2] };
  const rows = [
    {
      model: "RF",
      part: "validation",
      n: 100,
      auc: 0.67,
      auc_ci: [0.6, 0.7],
      tpr: { "0.05": point },
    },
  ];
  assert.deepEqual(shown(claimsFromJson("j", { rows }, "j")), [
    "RF validation auc 0.67",
    "RF validation tpr @0.05 0.14",
  ]);
});

interface Page {
  text(text: string, ...given: unknown[]): void;
}

function pdf(draw: (page: Page) => void): Promise<Buffer> {
  const PDFDocument = require("pdfkit");
  return new Promise((resolve) => {
    const document = new PDFDocument();
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    draw(document);
    document.end();
  });
}

test("figures are read from a PDF's text and its tables", async () => {
  const bytes = await pdf((page) => {
    page.text("On the leaderboard we got a TPR@FPR=0.05 of 0.148.", 50, 60);
    const rows = [
      ["Model", "AUC", "TPR@5%"],
      ["RF", "0.6715", "0.1454"],
      ["MLP", "0.6591", "0.1514"],
    ];
    rows.forEach((row, r) => {
      row.forEach((cell, c) => {
        page.text(cell, 50 + 80 * c, 120 + 18 * r, { lineBreak: false });
      });
    });
    page.text("Table 1: Local validation", 50, 190);
  });
  const text = await pdfText("report.pdf", bytes);
  assert.equal(
    shown(claimsFromText(text, "r")).join("; "),
    "server tpr @0.05 0.148; RF validation auc 0.6715; RF validation tpr @0.05 0.1454; MLP validation auc 0.6591; MLP validation tpr @0.05 0.1514",
  );
});

test("a PDF that is cut, encrypted, endless or none is refused on one line", async () => {
  const whole = await pdf((page) => page.text("AUC: 0.66"));
  const bomb = Buffer.concat([
    Buffer.from("%PDF-1.4\n1 0 obj <</Filter/FlateDecode>> stream\n"),
    bombOf(300 * 2 ** 20),
  ]);
  const cases: [string, Buffer, RegExp][] = [
    ["none", Buffer.from("%PDF-1.7 nothing"), /a PDF that cannot be read/],
    ["a bomb", bomb, /inflate to over 256 MiB/],
    ["too long", Buffer.concat([whole, Buffer.alloc(33 * 2 ** 20)]), /expected at most 32 MiB/],
  ];
  for (const [what, bytes, why] of cases) {
    await assert.rejects(pdfText("a.pdf", bytes), (error: Error) => {
      assert.match(error.message, why, what);
      assert.ok(!error.message.includes("\n"), what);
      return true;
    });
  }
});

test("a source without a figure is a note, and the review stays accepted", async () => {
  const files = [
    write("README.md", "# Our attack\n\nSee the notebook."),
    write("o.json", '{"seed": 42}'),
  ];
  const { review } = await reviewClaims(files);
  assert.deepEqual(
    review.sources.map(({ verdict }) => verdict),
    ["accepted", "accepted"],
  );
  assert.deepEqual(
    review.findings.map(({ level, code }) => [level, code]),
    [
      ["note", "no-figure"],
      ["note", "no-figure"],
    ],
  );
});

/** Zeros, deflated in pieces that are all alike. */
function bombOf(size: number): Buffer {
  return deflateSync(Buffer.alloc(size), { level: 1 });
}
