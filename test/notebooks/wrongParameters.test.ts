import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { joined, openSession, readNotebook, type Session } from "../../lib/kernel";
import { wholeRun } from "../report/wholeRun";
import { writeSmallSet } from "./smallSets";
import { typed } from "./typed";

const folder = mkdtempSync(path.join(tmpdir(), "wrong-"));
const inFolder = (name: string) => path.join(folder, name);
const outDir = inFolder("out");
after(() => rmSync(folder, { recursive: true }));

before(() => {
  mkdirSync(inFolder("empty"));
  writeFileSync(inFolder("file"), "hello");
  writeFileSync(inFolder("strangers.csv"), "ids,membership\n-1,0\n");
  const rows = Array.from({ length: 12 }, (_, row) => row);
  writeSmallSet(inFolder("twelve.npz"), "data/public.pt", { rows, told: true });
  wholeRun(inFolder("run"));
  writeFileSync(path.join(inFolder("run"), "submission_MLP.csv"), "ids,score\n");
});

type Values = Readonly<Record<string, unknown>>;
/** What a person types wrong, the cell that refuses it, and what it says. */
type Case = readonly [given: Values, cell: string, line: RegExp];

/** What the first cell that fails says; null if none does up to the last one. */
async function refusal(session: Session, name: string, given: Values, last: string) {
  const { cells } = typed(readNotebook(`notebooks/${name}.ipynb`), { outDir, ...given });
  const end = cells.findIndex(({ id }) => id === last);
  assert.ok(end > 0, `${name} has a cell ${last}`);
  for (const cell of cells.slice(0, end + 1)) {
    if (cell.cell_type !== "code") continue;
    let told = "";
    const reply = await session.execute(joined(cell.source), ({ header, content }) => {
      if (header.msg_type === "error") told = `${content.ename}: ${content.evalue}`;
    });
    if (reply.status !== "ok") {
      await new Promise((resolve) => setTimeout(resolve, 300)); // tslab refuses cells for 200 ms after an error
      return { cell: cell.id, told: told.split("\n    at ")[0] };
    }
  }
  return null;
}

const attack: readonly Case[] = [
  [{ modelPath: "data/modle.pt" }, "settings", /modelPath: .* \(did you mean model\.pt\?\)/],
  [{ publicPath: "data/publik.pt" }, "settings", /publicPath: .* \(did you mean public\.pt\?\)/],
  [{ privatePath: "data/privat.pt" }, "settings", /privatePath: .* \(did you mean private\.pt\?\)/],
  [
    { answersPath: "data/answer.csv" },
    "settings",
    /answersPath: .* \(did you mean answers\.csv\?\)/,
  ],
  [{ answersPath: inFolder("strangers.csv") }, "datasets", /strangers\.csv: found no row for id/],
  [{ publicPath: "data/private.pt" }, "datasets", /found no membership, expected a public dataset/],
  [{ publicPath: inFolder("twelve.npz") }, "datasets", /expected at least 50 of each/],
  [{ outDir: inFolder("file") }, "settings", /file: found a file, expected a folder/],
  [{ outDir: "" }, "settings", /parameter outDir: found nothing, expected a folder/],
  [{ seed: -1 }, "settings", /parameter seed: found -1, expected a whole number/],
  [{ mean: [0.5, 0.5, 0.5] }, "settings", /parameter std: found none beside a given mean/],
  [
    { mean: [1, 1, 1], std: [0, 1, 1] },
    "settings",
    /parameter std: found \[0,1,1\], expected a list/,
  ],
  [{ mean: [0.5], std: [0.5] }, "engine", /mean: found \[0\.5\], expected 3 numbers/],
  [{ stem: "strid1" }, "settings", /parameter stem: .* \(did you mean stride1\?\)/],
  [{ weights: "emaa" }, "network", /emaa/],
  [{ engine: "onyx" }, "settings", /parameter engine: .* \(did you mean onnx\?\)/],
  [{ unsaid: { epsilonn: 1 } }, "settings", /parameter unsaid: /],
  [{ edition: 2027 }, "settings", /edition: found 2027, expected one of 2024, 2025, 2026/],
  [{ preprocessing: { resise: 32 } }, "reading", /did you mean resize\?/],
  [{ idColumn: "idd" }, "settings", /parameter idColumn: .* \(did you mean ids?\?\)/],
  [{ uploadHeader: "tokenn" }, "settings", /parameter uploadHeader: .* \(did you mean token\?\)/],
  [
    { upload: true, uploadUrl: "https://example.org" },
    "settings",
    /^Error: MIA_TOKEN: found nothing/,
  ],
  [{ interactive: "plotli" }, "settings", /parameter interactive: .* \(did you mean plotly\?\)/],
];

const cases: Readonly<Record<string, { last: string; given: Values; wrong: readonly Case[] }>> = {
  A1_12_Ensemble: { last: "datasets", given: {}, wrong: attack },
  Best_Attack: {
    last: "datasets",
    given: {},
    wrong: [
      ...attack,
      [{ report: "seald" }, "settings", /parameter report: .* \(did you mean sealed\?\)/],
      [{ predictors: ["plian"] }, "chosen-groups", /did you mean plain\?/],
      [{ views: ["flp"] }, "chosen-groups", /did you mean flip\?/],
      [{ references: "nowhere" }, "chosen-groups", /nowhere/],
      [{ references: inFolder("empty") }, "chosen-groups", /references\.json/],
    ],
  },
  Grading_Review: {
    last: "settings",
    given: { fromDir: inFolder("run") },
    wrong: [
      [{ fromDir: "outt" }, "settings", /parameter fromDir: found no file outt/],
      [{ fromDir: inFolder("empty") }, "settings", /empty: found no submissions/],
      [{ answersPath: "data/answer.csv" }, "settings", /\(did you mean answers\.csv\?\)/],
      [{ privatePath: "data/privat.pt" }, "settings", /\(did you mean private\.pt\?\)/],
      [
        { privatePath: "data/public.pt" },
        "settings",
        /answers\.csv: found id \d+, expected ids of/,
      ],
      [{ outDir: inFolder("file") }, "settings", /file: found a file, expected a folder/],
      [{ seed: 1.5 }, "settings", /parameter seed: found 1\.5/],
      [{ replicates: 0 }, "settings", /parameter replicates: found 0/],
    ],
  },
  Report_Figures: {
    last: "e473790d",
    given: { fromDir: inFolder("run") },
    wrong: [
      [{ fromDir: "outt" }, "9ccb155b", /parameter fromDir: found no file outt/],
      [{ fromDir: inFolder("empty") }, "9ccb155b", /metrics\.json/],
      [{ outDir: inFolder("file") }, "9ccb155b", /file: found a file, expected a folder/],
      [{ model: "MPL" }, "fcdc67d1", /parameter model: .* \(did you mean MLP\?\)/],
      [
        { interactive: "plotli" },
        "9ccb155b",
        /parameter interactive: .* \(did you mean plotly\?\)/,
      ],
    ],
  },
};

/** Those of the other notebooks take half a minute each and more. */
const isQuick = (name: string) => name === "Grading_Review" || process.env.ALL_NOTEBOOKS;

for (const [name, { last, given, wrong }] of Object.entries(cases)) {
  const skip = !isQuick(name) && "run with ALL_NOTEBOOKS=1";
  const title = `${name}: each wrong parameter ends it before any work, in one line`;
  test(title, { skip }, async () => {
    const session = await openSession();
    try {
      assert.equal(await refusal(session, name, given, last), null);
      const before = readdirSync(outDir);
      for (const [values, cell, line] of wrong) {
        const found = await refusal(session, name, { ...given, ...values }, last);
        assert.equal(found?.cell, cell, `${JSON.stringify(values)}: ${found?.told}`);
        assert.match(found.told, line);
        assert.equal(found.told.split("\n").length, 1, found.told);
      }
      assert.deepEqual(readdirSync(outDir), before);
    } finally {
      await session.close();
    }
  });
}
