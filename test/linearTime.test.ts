import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { countSteps } from "./linear/countSteps";
import { scratchFolder } from "./review/makeSubmission";

const root = path.join(__dirname, "..");
const { folder } = scratchFolder();
/** Loaded when the counting has begun. */
const lib = (name: string) => require(path.join(root, "lib", name));

/** What is repeated, between a start and an end that may keep a match from coming about. */
const fragments = [
  ...[
    "1",
    "1.",
    ".",
    "1e",
    "e",
    "-",
    "+",
    "9e9",
    "0x",
    "x",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\n\n x",
  ],
  ...[
    '"',
    '""',
    '"a\n',
    'a"',
    ",",
    ",,\n",
    ";",
    "a,b\n",
    "1,0.5\n",
    "|",
    "'",
    "`",
    "\\",
    "\u001b[",
    "\u202e",
  ],
  ...[
    "(",
    ")",
    "()",
    "((",
    "PCA(",
    "PCA()",
    "scaler.fit(",
    "KFold(",
    "Calibrated(",
    "fpr",
    "a.",
    "a(b",
    "{",
    "[1,",
  ],
  ...[
    "-eyJaaaaaaaaaa",
    ".eyJaaaaaaaaaa",
    "eyJaaaaaaaaaa.",
    "token=",
    "token ",
    "hf_",
    "sk-a",
    "Bearer ",
    "http://a:",
    "A ",
    "-----BEGIN ",
  ],
  ...[
    "#",
    " #",
    "//",
    " //a",
    "/*",
    "/**/",
    "%",
    " !",
    "AUC: ",
    "AUC: 0.1 ",
    "TPR@",
    "Training: ",
    "Score range: [",
    "RF  ",
    "a_",
  ],
  ...["<td>", "|a|0.5|\n", "a  b\n", "\\begin{tabular}", "0.5% ", "# AUC\n", "TPR at "],
  ...["<", "&", "=1", ";=", "\ud800", "é", "😀", "https://", "# a\n", "Generated scores for "],
];
const ends: readonly [string, string][] = [
  ["", ""],
  ["", "x"],
  ["ids,score\n", "\u0001!"],
  ['"', "$"],
];

/** Steps of all hostile texts of some length together. */
function stepsOf(read: (text: string) => unknown, times: number): number {
  const texts = fragments.flatMap((one) =>
    ends.map(([start, end]) => start + one.repeat(times) + end),
  );
  return countSteps(() => {
    for (const text of texts) {
      try {
        read(text);
      } catch (error) {
        if (error instanceof assert.AssertionError || error instanceof TypeError) throw error;
      }
    }
  });
}

/** Whole parsers run for each of some 400 texts: shorter ones show a square as well. */
const LONG = 250;
const SHORT = 80;

function assertLinear(steps: (times: number) => number, what: string, times = LONG) {
  steps(20);
  const [few, many] = [steps(times), steps(4 * times)];
  assert.ok(few > 250, `${what} takes steps that are counted`);
  assert.ok(many < 5 * few, `${what}: ${few} steps, and of four times the length ${many}`);
}

const fail = (): never => {
  throw new Error("refused");
};
const notebookOf = (text: string) =>
  JSON.stringify({
    nbformat: 4,
    metadata: { kernelspec: { name: text.length % 2 ? "python" : "tslab" } },
    cells: [
      {
        cell_type: "code",
        source: text,
        outputs: [{ output_type: "stream", name: "stdout", text }],
      },
    ],
  });

const readers: Record<string, (text: string) => unknown> = {
  parseNumber: (text) => lib("files/formats/csv/parseNumber.ts").parseNumber(text),
  CsvPlaces: (text) =>
    new (lib("files/formats/csv/csvPlaces.ts").CsvPlaces)(Buffer.from(text), fail),
  splitFields: (text) => lib("review/submission/splitFields.ts").splitFields(text, ",", 1e9),
  parseSubmission: (text) => lib("review/submission/parseSubmission.ts").parseSubmission(text),
  "checks of a submission": (text) => {
    const parsed = lib("review/submission/parseSubmission.ts").parseSubmission(text);
    const file = { ...parsed, file: "a", sha256: "", encoding: "utf-8" };
    return lib("review/submission/reviewSubmission.ts").reviewParsed(file, {
      ids: new Set(["1", "a"]),
    });
  },
  claimsFromText: (text) => lib("review/claims/claimsFromText.ts").figuresOfText(text, "r"),
  decimalsOf: (text) => lib("review/claims/claim.ts").decimalsOf(text),
  findSecrets: (text) => lib("review/notebook/secrets/findSecrets.ts").findSecrets(text),
  "checks of a notebook": (text) => {
    const notebook = lib("review/notebook/parseNotebook.ts").parseNotebook("n", notebookOf(text));
    return lib("review/notebook/checks/index.ts").notebookChecks.flatMap(
      (check: (n: unknown) => unknown[]) => check(notebook),
    );
  },
  "checks of a script": (text) => {
    const script = lib("review/notebook/parseScript.ts").parseScript("a.py", text);
    lib("review/notebook/logicalLines.ts").logicalLines(text, "typescript");
    return lib("review/notebook/checks/index.ts").scriptChecks.flatMap(
      (check: (n: unknown) => unknown[]) => check(script),
    );
  },
  fingerprints: (text) => lib("review/class/code/fingerprints.ts").fingerprints(text),
  readNpyHeader: (text) => {
    const bytes = Buffer.alloc(10 + text.length + 10);
    bytes.write("\x93NUMPY\x01\x00", "latin1");
    bytes.writeUInt16LE(text.length, 8);
    bytes.write(`{'descr': ${text}`, 10, "latin1");
    return lib("files/formats/numpy/npyHeader.ts").readNpyHeader(bytes, fail);
  },
  "names of outputs": (text) => {
    const { classColumns, kindNamed } = lib("files/given/names.ts");
    return [kindNamed(text), classColumns([`${text}0`, `${text}1`, text], fail)];
  },
  maskSecret: (text) => lib("files/outputs/maskSecret.ts").maskSecret(text, "S3cret+/&=-_"),
  parseJson: (text) => lib("review/parseJson.ts").parseJson("a", text, "JSON"),
  parseExactly: (text) => lib("kernel/exactJson.ts").parseExactly(JSON.stringify([text])),
  visible: (text) => lib("files/text/visible.ts").visible(text),
  visibleLines: (text) =>
    lib("files/text/visible.ts").visibleLines(lib("files/text/visible.ts").withoutColours(text)),
  csvCell: (text) => lib("files/text/csvCell.ts").csvCell(text),
  csvName: (text) => lib("files/text/csvCell.ts").csvName(text),
  markup: (text) => lib("files/text/markup.ts").markup(text),
  laidOut: (text) => {
    const { laidOut } = lib("report/tables/laidOut.ts");
    const row = [{ text }, { text: text.replace(/\s/g, "_") }];
    return laidOut({ caption: text, titles: row, rows: [row, row], right: [false, true] });
  },
  withoutComments: (text) => {
    const { withoutComments } = lib("review/notebook/cells.ts");
    return [withoutComments(text, "python"), withoutComments(text, "typescript")];
  },
  entropy: (text) => lib("review/notebook/secrets/findSecrets.ts").entropy(text),
  lines: (text) => lib("kernel/notebook.ts").lines(text),
  pageName: (text) => lib("review/output/student/pageNames.ts").pageName(text),
};

/** Functions that take a text and do nothing to it but through one of the readers. */
const through: Readonly<Record<string, string>> = {
  ...{ safe: "markup", xmlText: "markup", printable: "visible", withoutColours: "visibleLines" },
  ...{ tell: "visibleLines", warn: "visibleLines", warnNow: "visibleLines" },
  ...{ warnState: "visibleLines" },
  ...{ figuresOfText: "claimsFromText", tokensOf: "claimsFromText", blocksOf: "claimsFromText" },
  ...{ fromHtml: "claimsFromText", fromLatex: "claimsFromText", fingerprints: "fingerprints" },
  ...{ parseNotebook: "checks of a notebook", unclosedQuote: "parseSubmission" },
  ...{ logicalLines: "checks of a script", parseScript: "checks of a script" },
  ...{ pythonStatements: "checks of a notebook", typescriptStatements: "checks of a notebook" },
  ...{ withoutMagics: "checks of a notebook", lineNumbers: "checks of a notebook" },
  ...{ isParsable: "checks of a notebook", oneLine: "checks of a notebook" },
  // What jsdom read is laid out.
  ...{ laidTables: "laidOut" },
  // Other people's code, on texts of bounded length or on what a notebook of our own shows.
  ...{ highlight: "", renderMarkdown: "", safeHtml: "" },
};

test("every function in lib that reads a text from outside is among those whose steps are counted", () => {
  const takesText =
    /export function (\w+)\(\s*(?:file: string, )?(?:text|line|source|html|code): string/g;
  const names = ["files", "review", "kernel"].flatMap((room) =>
    readdirSync(path.join(root, "lib", room), { recursive: true })
      .map((name) => path.join(root, "lib", room, String(name)))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(takesText)].map(([, name]) => name),
      ),
  );
  const isCounted = (name: string) => name in readers || name in through || name === "elementType";
  assert.ok(names.length > 20);
  assert.deepEqual(
    names.filter((name) => !isCounted(name)),
    [],
  );
  for (const reader of Object.values(through))
    assert.ok(reader === "" || reader in readers, reader);
});

for (const [what, read] of Object.entries(readers)) {
  test(`${what} takes steps in proportion to the length of hostile texts`, () => {
    const parses = what === "checks of a notebook" || what === "checks of a script";
    assertLinear((times) => stepsOf(read, times), what, parses ? SHORT : LONG);
  });
}

test("claims are held against each other in steps in proportion to their number", () => {
  const { sourceFindings } = lib("review/claims/sourceFindings.ts");
  const { claimsFromJson } = lib("review/claims/claimsFromJson.ts");
  for (const model of [() => "RF", (i: number) => `m${i}`, (i: number) => (i % 2 ? null : "RF")]) {
    const source = (file: string, n: number) => {
      const claims = Array.from({ length: n }, (_, i) => ({
        ...{ model: model(i), on: i % 3 ? "server" : "validation", quantity: "auc" },
        value: `0.${1000 + ((i * 7) % 9000)}`,
      }));
      return {
        file,
        claims: claimsFromJson(file, { claims }, file),
        leftOut: 0,
        saysIsotonic: false,
      };
    };
    assertLinear(
      (times) => countSteps(() => sourceFindings([source("a", times), source("b", times)])),
      "claims",
    );
  }
});

test("headers, headings and names of teams are told apart in steps in proportion to their number", () => {
  const { readCsv } = lib("files/formats/csv/readCsv.ts");
  const wide = (times: number) => {
    const file = path.join(folder, `${times}.csv`);
    writeFileSync(file, Array.from({ length: times }, (_, i) => `c${i}`).join());
    return countSteps(() => readCsv(file));
  };
  assertLinear(wide, "readCsv");
  const { readGivenDataset } = lib("files/given");
  const classes = (times: number) => {
    const file = path.join(folder, `classes-${times}.csv`);
    const numbers = Array.from({ length: times }, (_, k) => k);
    writeFileSync(file, `label,logit_${numbers.join(",logit_")}\n0,${numbers}\n`);
    return countSteps(() => readGivenDataset(file, null));
  };
  assertLinear(classes, "readGivenDataset");
  const { contentsHtml } = lib("kernel/page/contents.ts");
  const { renderMarkdown } = lib("kernel/page/markdown.ts");
  assertLinear((times) => {
    const levels = Array.from({ length: times }, (_, i) => 1 + (i % 3));
    const text = levels.map((level) => `${"#".repeat(level)} a\n`).join("");
    return countSteps(() => {
      const headings: unknown[] = [];
      for (const line of text.split("\n")) renderMarkdown(line, headings);
      contentsHtml(headings);
    });
  }, "headings");
  const { teamNames } = lib("review/teamNames.ts");
  const { pageNames } = lib("review/output/student/pageNames.ts");
  assertLinear(
    (times) =>
      countSteps(() =>
        pageNames(teamNames(Array.from({ length: times }, (_, i) => `/in/${i % 9 ? "s" : i}.csv`))),
      ),
    "teamNames",
  );
});

test("findings, claims and what they quote are bounded, and what is left out is counted", () => {
  const { bounded, finding, isAccepted } = lib("review/finding.ts");
  const long = "f".repeat(1e6);
  const one = (level: string) => finding(level, "x", { found: long, expected: "", mend: "" });
  const many = [...Array.from({ length: 5000 }, () => one("note")), one("error")];
  const told = bounded(many);
  assert.equal(told.length, 101);
  assert.equal(isAccepted(told), false, "an error is never left out before a note");
  assert.deepEqual([told[100].code, told[100].count], ["left-out", 4901]);
  assert.ok(JSON.stringify(told).length < 2e5);
  const { figuresOfText } = lib("review/claims/claimsFromText.ts");
  const text = Array.from({ length: 3000 }, (_, i) => `AUC: 0.${10000 + i}\n`).join("");
  const { claims, leftOut } = figuresOfText(text, "r");
  assert.deepEqual([claims.length, leftOut], [1000, 2000]);
});
