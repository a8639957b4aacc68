// Each cell of a notebook on given outputs, its seconds, its processor seconds and the peak of memory so far, in one process without
// a kernel; what a cell prints goes with them:
//   node lib/run.cjs test/bench/speed/growthCells.ts NOTEBOOK PUBLIC PRIVATE OUT
import { writeFileSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../../lib/kernel";
import { repositoryRoot } from "../../../lib/repository";
import { cellModule } from "../../tools/cells/cellModule";
import { codeCells } from "../../tools/cells/codeCells";
import { peakMb } from "./stageClock";

declare global {
  /** Told by each cell that it is done. */
  var afterCell: (cell: string) => void;
}

/** The notebook as a module that tells of each cell when it is done; parameters have the values given. */
function moduleOf(notebook: string, parameters: Readonly<Record<string, unknown>>): string {
  const cells = codeCells(readNotebook(notebook)).map((code) => {
    const values = Object.entries(parameters).map(
      ([name, value]) => `${name} = ${JSON.stringify(value)};`,
    );
    const given = code.isParameters ? `\n${values.join("\n")}` : "";
    const told = `\nglobalThis.afterCell(${JSON.stringify(code.cell.id ?? String(code.place))});`;
    return { ...code, source: code.source + given + told };
  });
  const root = repositoryRoot();
  const lines = cellModule(cells).text.split("\n");
  const isImport = (line: string) => /^import .* from "/.test(line);
  const resolved = lines.filter(isImport).map((line) =>
    line.replace(/from "(.*)"/, (_, name: string) => {
      const from = name.startsWith(".") ? path.join(root, name) : require.resolve(name);
      return `from ${JSON.stringify(from)}`;
    }),
  );
  const body = lines.filter((line) => !isImport(line) && line !== "export {};");
  return [...resolved, "export async function run(): Promise<void> {", ...body, "}"].join("\n");
}

async function main(): Promise<void> {
  const [notebook, publicOutputs, privateOutputs, out] = process.argv
    .slice(2)
    .map((word) => path.resolve(word));
  const file = path.join(out, "cells.ts");
  writeFileSync(
    file,
    moduleOf(notebook, { publicOutputs, privateOutputs, outDir: path.join(out, "run") }),
  );
  let before = performance.now();
  let used = process.cpuUsage();
  globalThis.afterCell = (cell) => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(used);
    const seconds = [(now - before) / 1000, (user + system) / 1e6].map((one) => one.toFixed(2));
    console.error(`| ${[cell, ...seconds, Math.round(peakMb())].join(" | ")} |`);
    before = performance.now();
    used = process.cpuUsage();
  };
  await (require(file) as { run(): Promise<void> }).run();
}
void main();
