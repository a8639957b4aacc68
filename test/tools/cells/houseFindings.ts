import ts from "typescript";
import { type CodeCell, nodesBelow } from "./codeCells";
import type { Finding } from "./finding";

/** Lines that a cell may have; the parameters have a line each, however many there are. */
const MOST_LINES = 20;
/** Characters that a line may have. */
const MOST_CHARACTERS = 100;
/** Names of one letter that every reader knows: predictors and labels. */
const KNOWN_LETTERS: readonly string[] = ["X", "y"];

/**
 * What this project asks of its cells beyond types, lint and format: at most 20 lines of at most 100
 * characters, `let` for parameters alone, no any, no name of one letter for later cells but X and y.
 *
 * @param notebook as findings name it
 * @example
 * houseFindings("A1.ipynb", codeCells(notebook)).map(findingLine);
 */
export function houseFindings(notebook: string, cells: readonly CodeCell[]): Finding[] {
  return cells.flatMap((cell) =>
    [...sizes(cell), ...words(cell), ...letters(cell)].map(({ line, message }) => ({
      notebook,
      cell: cell.place,
      line,
      message,
      rule: "cells",
    })),
  );
}

interface Found {
  readonly line: number;
  readonly message: string;
}

function sizes({ source, isParameters }: CodeCell): Found[] {
  const lines = source.trimEnd().split("\n");
  const long = lines.flatMap((text, i) =>
    text.length > MOST_CHARACTERS
      ? { line: i + 1, message: `${text.length} characters, expected at most ${MOST_CHARACTERS}` }
      : [],
  );
  const tall = { line: 1, message: `${lines.length} lines, expected at most ${MOST_LINES}` };
  return lines.length > MOST_LINES && !isParameters ? [tall, ...long] : long;
}

function words({ syntax, isParameters }: CodeCell): Found[] {
  const found: Found[] = [];
  for (const node of nodesBelow(syntax)) {
    const at = () => syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found.push({ line: at(), message: "found any, expected a type" });
    }
    if (ts.isVariableDeclarationList(node) && !isParameters) {
      const word = node.getText().split(/\s/, 1)[0];
      if (word === "let" || word === "var") {
        found.push({ line: at(), message: `found ${word}, expected const` });
      }
    }
  }
  return found;
}

function letters({ syntax }: CodeCell): Found[] {
  return syntax.statements.flatMap(declaredNames).flatMap((name) => {
    if (name.text.length > 1 || KNOWN_LETTERS.includes(name.text)) return [];
    const { line } = syntax.getLineAndCharacterOfPosition(name.getStart());
    return { line: line + 1, message: `${name.text} is all of a name, expected a word` };
  });
}

function declaredNames(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return named && statement.name ? [statement.name] : [];
}

function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}
