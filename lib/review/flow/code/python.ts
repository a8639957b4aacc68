import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import { type Budget, isParsable, usualBudget } from "./bounds";
import {
  expressionOf,
  expressionsIn,
  isExpression,
  parametersIn,
  together,
} from "./pythonExpression";
import { childrenOf, PythonSource } from "./pythonSource";
import type { Expression, Procedure, Statement } from "./tree";
import { withoutMagics } from "./withoutMagics";

/**
 * Reads a cell of Python; what the grammar does not know is passed over, so that the rest is read.
 *
 * @param cell the cell's place, from 1
 * @param first the number of its first line
 * @param budget what may still be read, of all cells together
 * @returns null where it is larger or deeper than anybody writes
 * @example
 * pythonStatements("%time\nx = 1", 1, 1)?.length; // 1
 */
export function pythonStatements(
  code: string,
  cell: number,
  first: number,
  budget: Budget = usualBudget(),
): Statement[] | null {
  const plain = withoutMagics(code);
  if (!isParsable(plain)) return null;
  const source = new PythonSource(plain, cell, first, budget);
  return bodyOf(parsed(plain, budget).topNode, source);
}

/** Parses as far as the budget goes; what comes after is left out. */
function parsed(code: string, budget: Budget): Tree {
  const parse = parser.startParse(code);
  for (;;) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if (--budget.tokens === 0) parse.stopAt(parse.parsedPos);
  }
}

function bodyOf(node: SyntaxNode, source: PythonSource): Statement[] {
  const statements = source.enter()
    ? childrenOf(node).flatMap((child) => statementsOf(child, source))
    : [];
  source.leave();
  return statements;
}

function statementsOf(node: SyntaxNode, source: PythonSource): Statement[] {
  const piece = source.pieceOf(node);
  switch (node.name) {
    case "StatementGroup":
      return bodyOf(node, source);
    case "DecoratedStatement":
      return childrenOf(node).flatMap((child) => statementsOf(child, source));
    case "ExpressionStatement":
    case "DeleteStatement":
    case "PrintStatement":
    case "AssertStatement":
    case "RaiseStatement":
      if (node.name === "DeleteStatement") return [];
      return expressionsIn(node, source).map((value) => ({ ...piece, kind: "evaluate", value }));
    case "AssignStatement":
      return assignment(node, source);
    case "UpdateStatement": {
      const [target, value] = expressionsIn(node, source);
      const operator = source.textOf(node.getChild("UpdateOp") ?? node).slice(0, -1);
      if (target === undefined || value === undefined) return [];
      return [{ ...piece, kind: "assign", targets: [target], operator, value }];
    }
    case "ReturnStatement": {
      const values = expressionsIn(node, source).filter((one) => one.text !== "return");
      const value = values.length === 0 ? null : together(values, piece);
      return [{ ...piece, kind: "return", value }];
    }
    case "ImportStatement":
      return [imports(node, source)];
    case "ScopeStatement": {
      const names = node.getChildren("VariableName").map((name) => source.textOf(name));
      return [{ ...piece, kind: "global", names }];
    }
    case "IfStatement":
    case "MatchStatement":
      return [branches(node, source)];
    case "ForStatement":
      return [loop(node, source)];
    case "WhileStatement": {
      const body = bodiesOf(node, source).flat();
      return [{ ...piece, kind: "while", test: expressionsBefore(node, source)[0] ?? null, body }];
    }
    case "WithStatement":
      return opened(node, source);
    case "TryStatement":
      return [{ ...piece, kind: "block", bodies: bodiesOf(node, source) }];
    case "FunctionDefinition":
      return [{ ...piece, kind: "define", procedure: functionOf(node, source) }];
    case "ClassDefinition":
      return [classOf(node, source)];
    default:
      return [];
  }
}

function bodiesOf(node: SyntaxNode, source: PythonSource): Statement[][] {
  return node.getChildren("Body").map((body) => bodyOf(body, source));
}

/** The expressions of a statement's head. */
function expressionsBefore(node: SyntaxNode, source: PythonSource): Expression[] {
  const found: Expression[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === "Body" || child.name === "MatchBody") break;
    if (isHead(child)) found.push(expressionOf(child, source));
  }
  return found;
}

const heads = new Set(["while", "with", "try", "class", "def", "for", "match", "case", "as"]);

function isHead(node: SyntaxNode): boolean {
  return isExpression(node) && !heads.has(node.name);
}

function assignment(node: SyntaxNode, source: PythonSource): Statement[] {
  const piece = source.pieceOf(node);
  const groups: Expression[][] = [[]];
  let isStarred = false;
  for (const child of childrenOf(node)) {
    if (child.name === "AssignOp") groups.push([]);
    else if (child.name === "*") isStarred = true;
    else if (isExpression(child)) {
      const value = expressionOf(child, source);
      groups[groups.length - 1].push(
        isStarred ? { ...source.pieceOf(child), kind: "starred", value } : value,
      );
      isStarred = false;
    }
  }
  const sides = groups.filter((group) => group.length > 0).map((group) => together(group, piece));
  const value = sides.pop();
  if (value === undefined || sides.length === 0) return [];
  return [{ ...piece, kind: "assign", targets: sides, operator: null, value }];
}

function imports(node: SyntaxNode, source: PythonSource): Statement {
  const names: { local: string; of: string }[] = [];
  let from = "";
  let isFrom = false;
  let path: string[] = [];
  let local: string | null = null;
  const end = () => {
    const of = path.join(".");
    if (of !== "") {
      const known = local ?? (from === "" ? path[0] : path[path.length - 1]);
      const whole = from === "" ? (local === null ? path[0] : of) : `${from}.${of}`;
      names.push({ local: known, of: whole });
    }
    path = [];
    local = null;
  };
  let isAlias = false;
  for (const child of childrenOf(node)) {
    if (child.name === "from") isFrom = true;
    else if (child.name === "import") {
      if (isFrom) from = path.join(".") || ".";
      path = [];
    } else if (child.name === "as") isAlias = true;
    else if (child.name === ",") end();
    else if (child.name === "VariableName") {
      if (isAlias) local = source.textOf(child);
      else path.push(source.textOf(child));
      isAlias = false;
    }
  }
  end();
  return { ...source.pieceOf(node), kind: "import", names };
}

function branches(node: SyntaxNode, source: PythonSource): Statement {
  const found: { test: Expression | null; body: Statement[] }[] = [];
  let test: Expression | null = null;
  const parts =
    node.name === "MatchStatement"
      ? (node.getChild("MatchBody")?.getChildren("MatchClause") ?? []).flatMap(childrenOf)
      : childrenOf(node);
  for (const child of parts) {
    if (child.name === "Body") {
      found.push({ test, body: bodyOf(child, source) });
      test = null;
    } else if (node.name === "IfStatement" && isHead(child) && child.name !== "elif") {
      test = expressionOf(child, source);
    }
  }
  return { ...source.pieceOf(node), kind: "if", branches: found };
}

function loop(node: SyntaxNode, source: PythonSource): Statement {
  const targets: Expression[] = [];
  const over: Expression[] = [];
  let isOver = false;
  for (const child of childrenOf(node)) {
    if (child.name === "Body") break;
    if (child.name === "in") isOver = true;
    else if (isHead(child)) (isOver ? over : targets).push(expressionOf(child, source));
  }
  const piece = source.pieceOf(node);
  const body = bodiesOf(node, source).flat();
  return {
    ...piece,
    kind: "for",
    target: together(targets, piece),
    over: together(over, piece),
    body,
  };
}

function opened(node: SyntaxNode, source: PythonSource): Statement[] {
  const piece = source.pieceOf(node);
  const statements: Statement[] = [];
  let value: Expression | null = null;
  let isTarget = false;
  for (const child of childrenOf(node)) {
    if (child.name === "Body") break;
    if (child.name === "as") isTarget = true;
    else if (isHead(child)) {
      const expression = expressionOf(child, source);
      if (isTarget && value !== null) {
        statements.pop();
        statements.push({ ...piece, kind: "assign", targets: [expression], operator: null, value });
      } else {
        value = expression;
        statements.push({ ...piece, kind: "evaluate", value });
      }
      isTarget = false;
    }
  }
  return [...statements, ...bodiesOf(node, source).flat()];
}

function functionOf(node: SyntaxNode, source: PythonSource): Procedure {
  const name = node.getChild("VariableName");
  return {
    name: name === null ? "" : source.textOf(name),
    parameters: parametersIn(node.getChild("ParamList"), source),
    body: bodiesOf(node, source).flat(),
  };
}

function classOf(node: SyntaxNode, source: PythonSource): Statement {
  const name = node.getChild("VariableName");
  const list = node.getChild("ArgList");
  return {
    ...source.pieceOf(node),
    kind: "class",
    name: name === null ? "" : source.textOf(name),
    bases: list === null ? [] : expressionsIn(list, source),
    body: bodiesOf(node, source).flat(),
  };
}
