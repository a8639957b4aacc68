import ts from "@tslab/typescript-for-tslab";
import { laidOut } from "../../report/tables";
import { joined, type Notebook } from "../notebook";
import { INJECTED_TAG, isTagged, PARAMETERS_TAG } from "../parameters";

/**
 * The parameters of a notebook as a table, for who hides its code: each with its value, what was
 * given in a default's place, and what its line says of it; empty if the notebook has none.
 *
 * @example
 * parametersHtml(notebook); // '<div class="parameters"><div class="laid">...'
 */
export function parametersHtml(notebook: Notebook): string {
  const declared = statementsOf(notebook, PARAMETERS_TAG).flatMap(declarationsIn);
  if (declared.length === 0) return "";
  const given = new Map(statementsOf(notebook, INJECTED_TAG).flatMap(assignmentIn));
  const isChanged = declared.some(({ name }) => given.has(name));
  const titles = ["parameter", "value", ...(isChanged ? ["default"] : []), "what it is"];
  const rows = declared.map(({ name, value, comment }) => {
    const own = given.get(name);
    return [name, own ?? value, ...(isChanged ? [own === undefined ? "" : value] : []), comment];
  });
  const table = laidOut({
    caption: "",
    titles: titles.map((text) => ({ text })),
    rows: rows.map((texts) => texts.map((text) => ({ text }))),
    right: titles.map(() => false),
  });
  return `<div class="parameters">${table}</div>`;
}

/** Statements of the first cell with a tag, and the source in which they stand. */
function statementsOf({ cells }: Notebook, tag: string) {
  const cell = cells.find(isTagged(tag));
  const text = cell ? joined(cell.source) : "";
  const source = ts.createSourceFile("parameters.ts", text, ts.ScriptTarget.ES2022);
  return source.statements.map((statement) => ({ statement, source }));
}

type Placed = ReturnType<typeof statementsOf>[number];

function declarationsIn({ statement, source }: Placed) {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name, initializer }) => ({
    name: name.getText(source),
    value: initializer ? onOneLine(initializer.getText(source)) : "",
    comment: commentBehind(statement, source),
  }));
}

function assignmentIn({ statement, source }: Placed): [string, string][] {
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression)) return [];
  return [[expression.left.getText(source), onOneLine(expression.right.getText(source))]];
}

/** Without the signs that make it a comment. */
function commentBehind(statement: ts.Statement, { text }: ts.SourceFile): string {
  const ranges = ts.getTrailingCommentRanges(text, statement.end) ?? [];
  const comments = ranges.map(({ pos, end, kind }) =>
    text.slice(pos + 2, kind === ts.SyntaxKind.MultiLineCommentTrivia ? end - 2 : end).trim(),
  );
  return comments.join(" ");
}

function onOneLine(text: string): string {
  return text.split(/\s+/).join(" ");
}
