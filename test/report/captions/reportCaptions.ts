import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import * as mia from "../../../lib";
import { joined, readNotebook } from "../../../lib/kernel";
import type { Drawing } from "../../../lib/report";
import type { Table } from "../../../lib/report/tables";

/** What stands over or under one figure or table. */
export interface Shown {
  readonly name: string;
  /** What is said: title, caption and, of a figure, its text for those who do not see it. */
  readonly texts: readonly string[];
}

/** A gallery that draws, and keeps what is said instead of files. */
class Captions {
  readonly #shown: Shown[];
  readonly #note: string;

  constructor(shown: Shown[], notes: readonly string[]) {
    this.#shown = shown;
    this.#note = notes.join(" ");
  }

  show(name: string, title: string, draw: Drawing): void {
    const { caption, altText } = draw({ width: 528, note: this.#note }).layout.meta;
    // What a page of several says of those who do not see it are the texts of its figures.
    this.#shown.push({ name, texts: name === "overview" ? [caption] : [title, caption, altText] });
  }

  showTable(name: string, title: string, { caption }: Table): void {
    this.#shown.push({ name, texts: [title, caption] });
  }

  close(): number {
    return this.#shown.length;
  }
}

/**
 * What Report_Figures says over a run's figures and tables: its own cells, with the drawing of files
 * left out.
 */
export async function reportCaptions(parameters: {
  readonly fromDir: string;
  readonly publicPath: string;
}): Promise<Shown[]> {
  const shown: Shown[] = [];
  const cells = readNotebook("notebooks/Report_Figures.ipynb").cells.filter(
    ({ cell_type }) => cell_type === "code",
  );
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${quoted(value)};`);
  const lines = cells.map(({ source, metadata }) =>
    [joined(source), ...(metadata.tags?.includes("parameters") ? given : [])].join("\n"),
  );
  const body = lines
    .join("\n")
    .replace(/^import \* as (\w+) from ("[^"]+");$/gm, "const $1 = required($2);");
  const { outputText } = ts.transpileModule(`async function cells() {\n${body}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const recorded = {
    ...mia,
    showTable: (_: unknown, { caption }: { caption: string }) => {
      shown.push({ name: caption, texts: [caption] });
    },
    showMarkdown: () => {},
    report: {
      ...mia.report,
      Gallery: function gallery(_: string, { notes }: { notes: readonly string[] }) {
        return new Captions(shown, notes);
      },
    },
  };
  const require = createRequire(path.resolve("notebooks/cells.ts"));
  const required = (name: string) => (name === "./lib" ? recorded : require(name));
  const run = new Function("required", "console", `${outputText}\nreturn cells();`);
  await run(required, { log: () => {} });
  return shown;
}

const quoted = (value: string) => JSON.stringify(value);
