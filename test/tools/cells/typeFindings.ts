import path from "node:path";
import type ts from "typescript";
import { defineTask } from "../../../lib/numeric/workers";
import { repositoryRoot } from "../../../lib/repository";
import type { CellModule } from "./cellModule";
import type { Finding } from "./finding";

/** The compilers that must both agree: the project's and tslab's. */
export const COMPILERS = ["typescript", "@tslab/typescript-for-tslab"] as const;

/** Notebooks to check, each as a module, by one compiler. */
export interface TypeJob {
  readonly compiler: (typeof COMPILERS)[number];
  readonly modules: readonly { readonly notebook: string; readonly module: CellModule }[];
}

/**
 * What a compiler says of the cells of notebooks, by the options of tsconfig.json, and what is of type
 * any without saying so. Imports are looked up from the repository's root, as in the kernel.
 */
export const typeTask = defineTask(
  "test/tools/cells/typeFindings",
  "typeTask",
  ({ compiler, modules }: TypeJob): Finding[] => {
    const typescript: typeof ts = require(compiler);
    const files = new Map(modules.map((one, i) => [moduleFile(i), one]));
    const program = programOf(typescript, files);
    return [...files].flatMap(([file, { notebook, module }]) => {
      const source = program.getSourceFile(file);
      if (!source) throw new Error(`${file}: found no such module in the program`);
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ].map(({ start = 0, code, messageText }) => ({
        at: source.getLineAndCharacterOfPosition(start).line,
        message: typescript.flattenDiagnosticMessageText(messageText, " "),
        rule: `TypeScript ${typescript.version} TS${code}`,
      }));
      const told = new Set(found.map(({ at }) => at));
      const silent = untypedNames(typescript, program, source).filter(({ at }) => !told.has(at));
      return [...found, ...silent].map(({ at, message, rule }) => {
        const place = module.lines[at] ?? { cell: 1, line: 1 };
        return { notebook, ...place, message, rule };
      });
    });
  },
);

function moduleFile(i: number): string {
  return path.join(repositoryRoot(), `notebook-${i}.ipynb.ts`);
}

function programOf(
  typescript: typeof ts,
  files: ReadonlyMap<string, TypeJob["modules"][number]>,
): ts.Program {
  const root = repositoryRoot();
  const config = path.join(root, "tsconfig.json");
  const { compilerOptions } = typescript.readConfigFile(config, typescript.sys.readFile).config;
  const { options } = typescript.convertCompilerOptionsFromJson(compilerOptions, root);
  // `await` at the head of a module; nothing is emitted.
  const own = { ...options, noEmit: true, module: typescript.ModuleKind.ES2022 };
  const host = typescript.createCompilerHost(own);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(path.normalize(name)) || fileExists(name);
  host.readFile = (name) => files.get(path.normalize(name))?.module.text ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const file = files.get(path.normalize(name));
    return file
      ? typescript.createSourceFile(name, file.module.text, target, true)
      : getSourceFile(name, target, ...rest);
  };
  return typescript.createProgram([...files.keys()], own, host);
}

/** Declared names whose type is any although nothing written there says so. */
function untypedNames(typescript: typeof ts, program: ts.Program, source: ts.SourceFile) {
  const checker = program.getTypeChecker();
  const found: { at: number; message: string; rule: string }[] = [];
  const visit = (node: ts.Node): void => {
    const declares =
      typescript.isVariableDeclaration(node) ||
      typescript.isParameter(node) ||
      typescript.isBindingElement(node);
    if (declares && typescript.isIdentifier(node.name)) {
      const typed = !typescript.isBindingElement(node) && node.type !== undefined;
      const type = checker.getTypeAtLocation(node.name);
      if (!typed && type.flags & typescript.TypeFlags.Any) {
        const { line } = source.getLineAndCharacterOfPosition(node.name.getStart());
        const message = `${node.name.text} is of type any, expected a type`;
        found.push({ at: line, message, rule: "cells" });
      }
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
