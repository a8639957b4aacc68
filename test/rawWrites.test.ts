import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const root = path.join(__dirname, "..");
const sources = readdirSync(path.join(root, "lib"), { recursive: true })
  .map((name) => path.join("lib", String(name)))
  .filter((name) => /\.(?:ts|cjs|mjs|js)$/.test(name))
  .sort();

/** Code without comments and examples. */
const codeOf = (file: string) =>
  readFileSync(path.join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** Files, other than those named, in whose code a pattern occurs. */
const using = (pattern: RegExp, allowed: readonly string[]) => {
  const found = sources.filter((file) => pattern.test(codeOf(file)));
  assert.deepEqual(
    allowed.filter((file) => !found.includes(file)),
    [],
    "exceptions that are none",
  );
  return found.filter((file) => !allowed.includes(file));
};

test("the terminal is written to by one file alone", () => {
  const pattern =
    /\bconsole\s*\.|\bconsole\s*\[|=\s*console\b|process\s*\.\s*(?:stdout|stderr)|writeSync\(\s*[12]\b|process\s*\.\s*emitWarning|["'](?:node:)?(?:console|tty|readline)["']/;
  assert.deepEqual(
    using(pattern, [
      "lib/files/text/terminal.ts",
      // Before any TypeScript can be loaded, in words of their own and the version of a package.
      "lib/kernel/kernels/tslab/start.cjs",
      "lib/kernel/launcher.cjs",
      "lib/kernel/tslab/check-signatures.cjs",
      "lib/run.cjs",
      // Waits until all is written, and listens for a terminal that is gone: they write nothing.
      "lib/kernel/ending.ts",
      "lib/mia.cjs",
      // A program that runs inside of the confinement.
      "lib/review/confined/findConfinement.ts",
      // A kernel that could not start, and the cell's own console, which is an output of the cell.
      "lib/kernel/tslab/escaped-errors.cjs",
    ]),
    [],
  );
});

test("a field of a CSV file is spelled by one function alone", () => {
  assert.deepEqual(using(/replace(?:All)?\([^)]*"[^)]*""/, ["lib/files/text/csvCell.ts"]), []);
  const joining = /\.join\(\s*["'],["']\s*\)\s*\}?\\n/;
  assert.deepEqual(
    using(joining, [
      "lib/files/outputs/writeCsv.ts",
      "lib/report/figures/parts/figureCsv.ts",
      "lib/report/tables/csv.ts",
    ]),
    [],
  );
  for (const file of [
    "lib/files/outputs/writeCsv.ts",
    "lib/report/figures/parts/figureCsv.ts",
    "lib/report/tables/csv.ts",
  ]) {
    assert.match(codeOf(file), /csvCell/);
  }
});

test("text is made fit for HTML, SVG and XML by one function alone", () => {
  const exceptions = [
    "lib/files/text/markup.ts",
    // Plotly's own markup, which knows no &quot;.
    "lib/report/figures/style/plainText.ts",
    // What a server may have made of a token's characters.
    "lib/files/outputs/maskSecret.ts",
  ];
  assert.deepEqual(using(/&amp;|&lt;/, exceptions), []);
});

test("control signs are spelled out by one file alone", () => {
  const exceptions = [
    "lib/files/text/visible.ts",
    "lib/files/text/markup.ts",
    "lib/files/text/csvCell.ts",
  ];
  assert.deepEqual(using(/\\[pP]\{C[cfs]\}|stripVTControlCharacters/, exceptions), []);
});
