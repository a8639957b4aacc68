import type { SyntaxNode } from "@lezer/common";
import { most } from "./bounds";
import type { PythonSource } from "./pythonSource";
import { childrenOf } from "./pythonSource";
import type { Argument, Expression, Index, Parameter, Procedure } from "./tree";

type Reader = (node: SyntaxNode, source: PythonSource) => Expression;

const comprehensions = new Set([
  "ArrayComprehensionExpression",
  "SetComprehensionExpression",
  "DictionaryComprehensionExpression",
  "ComprehensionExpression",
]);

const readers: Readonly<Record<string, Reader>> = {
  VariableName: (node, source) => ({
    ...source.pieceOf(node),
    kind: "name",
    name: source.textOf(node),
  }),
  Number: (node, source) => constant(node, source, Number(source.textOf(node).split("_").join(""))),
  String: (node, source) => constant(node, source, unquoted(source.textOf(node))),
  ContinuedString: (node, source) => constant(node, source, unquoted(source.textOf(node))),
  Boolean: (node, source) => constant(node, source, source.textOf(node) === "True"),
  None: (node, source) => constant(node, source, null),
  MemberExpression: member,
  CallExpression: call,
  ParenthesizedExpression: parenthesized,
  TupleExpression: sequence,
  ArrayExpression: sequence,
  SetExpression: sequence,
  DictionaryExpression: dictionary,
  LambdaExpression: (node, source) => ({
    ...source.pieceOf(node),
    kind: "procedure",
    procedure: lambdaOf(node, source),
  }),
  ConditionalExpression: (node, source) => {
    const [then, test, otherwise] = expressionsIn(node, source);
    return {
      ...source.pieceOf(node),
      kind: "choice",
      test: test ?? null,
      of: present(then, otherwise),
    };
  },
  BinaryExpression: binary,
  UnaryExpression: (node, source) => ({
    ...source.pieceOf(node),
    kind: "operation",
    operator: `unary ${source.textOf(node.firstChild ?? node)}`,
    of: expressionsIn(node, source),
  }),
  NamedExpression: (node, source) => {
    const [target, value] = expressionsIn(node, source);
    if (target === undefined || value === undefined) return other(node, source);
    return { ...source.pieceOf(node), kind: "binding", target, value };
  },
};

/**
 * An expression as the flow of data sees it.
 *
 * @returns where it is nested deeper than anybody writes, or not known, one without parts
 * @example
 * expressionOf(node, source);
 */
export function expressionOf(node: SyntaxNode, source: PythonSource): Expression {
  if (!source.enter()) {
    source.leave();
    return { ...source.pieceOf(node), kind: "other", of: [] };
  }
  const read = readers[node.name] ?? (comprehensions.has(node.name) ? comprehension : other);
  const expression = read(node, source);
  source.leave();
  return expression;
}

const punctuation = new Set([
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  ".",
  "⚠",
  "Comment",
  "*",
  "**",
]);
const words = new Set([
  "if",
  "else",
  "for",
  "in",
  "async",
  "lambda",
  "await",
  "yield",
  "from",
  "not",
  "and",
  "or",
  "is",
  "print",
]);

/** Whether a node is an expression and no sign or word between them. */
export function isExpression(node: SyntaxNode): boolean {
  return (
    !punctuation.has(node.name) &&
    !words.has(node.name) &&
    !/Op$|^TypeDef$|^Format(?:Conversion|Spec)$/.test(node.name)
  );
}

/** The expressions directly below a node; `*x` is starred. */
export function expressionsIn(node: SyntaxNode, source: PythonSource): Expression[] {
  const found: Expression[] = [];
  let isStarred = false;
  for (const child of childrenOf(node)) {
    if (child.name === "*" || child.name === "**") isStarred = true;
    else if (isExpression(child)) {
      const value = expressionOf(child, source);
      found.push(isStarred ? { ...source.pieceOf(child), kind: "starred", value } : value);
      isStarred = false;
    }
  }
  return found;
}

function present<T>(...items: readonly (T | undefined)[]): T[] {
  return items.filter((item): item is T => item !== undefined);
}

function constant(
  node: SyntaxNode,
  source: PythonSource,
  value: string | number | boolean | null,
): Expression {
  return { ...source.pieceOf(node), kind: "constant", value };
}

function unquoted(text: string): string {
  const start = text.search(/["']/);
  const quotes = text.startsWith('"""', start) || text.startsWith("'''", start) ? 3 : 1;
  return text.slice(start + quotes, Math.max(start + quotes, text.length - quotes));
}

function other(node: SyntaxNode, source: PythonSource): Expression {
  return { ...source.pieceOf(node), kind: "other", of: expressionsIn(node, source) };
}

function sequence(node: SyntaxNode, source: PythonSource): Expression {
  return { ...source.pieceOf(node), kind: "sequence", items: expressionsIn(node, source) };
}

function parenthesized(node: SyntaxNode, source: PythonSource): Expression {
  const [inner, ...more] = expressionsIn(node, source);
  return inner !== undefined && more.length === 0 ? inner : other(node, source);
}

/** Of a long chain such as `a + b + c` the operands on the left are read in a loop. */
function binary(node: SyntaxNode, source: PythonSource): Expression {
  const operands: { operator: string; right: SyntaxNode; node: SyntaxNode }[] = [];
  let left = node;
  while (left.name === "BinaryExpression" && operands.length < most.depth) {
    const parts = childrenOf(left).filter(({ name }) => name !== "Comment");
    const right = parts[parts.length - 1];
    if (parts.length < 3 || parts.length > 5) break;
    const operator = parts
      .slice(1, -1)
      .map((part) => source.textOf(part))
      .join(" ");
    operands.push({ operator, right, node: left });
    left = parts[0];
  }
  if (operands.length === 0) return other(left, source);
  let expression = expressionOf(left, source);
  for (const { operator, right, node: whole } of operands.reverse()) {
    const of = [expression, expressionOf(right, source)];
    const piece = source.pieceOf(whole);
    expression =
      operator === "and" || operator === "or"
        ? { ...piece, kind: "choice", test: null, of }
        : { ...piece, kind: "operation", operator, of };
  }
  return expression;
}

function member(node: SyntaxNode, source: PythonSource): Expression {
  const children = childrenOf(node).filter(({ name }) => name !== "Comment");
  const [first, second, third] = children;
  if (first === undefined) return other(node, source);
  const base = expressionOf(first, source);
  const piece = source.pieceOf(node);
  if (second?.name === ".") {
    return { ...piece, kind: "attribute", base, name: third ? source.textOf(third) : "" };
  }
  const open = children.findIndex(({ name }) => name === "[");
  return { ...piece, kind: "subscript", base, index: indexOf(children.slice(open + 1), source) };
}

function indexOf(children: readonly SyntaxNode[], source: PythonSource): Index[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === ",") groups.push([]);
    else if (child.name !== "]") groups[groups.length - 1].push(child);
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group): Index => {
      if (group.some(({ name }) => name === ":")) {
        const from = group[0].from;
        return { kind: "slice", text: source.code.slice(from, group[group.length - 1].to) };
      }
      return expressionOf(group[0], source);
    });
}

function call(node: SyntaxNode, source: PythonSource): Expression {
  const [first] = childrenOf(node);
  const list = node.getChild("ArgList");
  if (first === undefined || list === null) return other(node, source);
  const callee = expressionOf(first, source);
  return { ...source.pieceOf(node), kind: "call", callee, given: argumentsIn(list, source) };
}

function argumentsIn(list: SyntaxNode, source: PythonSource): Argument[] {
  const children = childrenOf(list);
  if (children.some(({ name }) => name === "for")) {
    return [{ name: null, value: comprehension(list, source) }];
  }
  const given: Argument[] = [];
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (!isExpression(child)) continue;
    if (children[i + 1]?.name === "AssignOp" && children[i + 2] !== undefined) {
      given.push({ name: source.textOf(child), value: expressionOf(children[i + 2], source) });
      i += 2;
    } else {
      const value = expressionOf(child, source);
      const before = children[i - 1]?.name;
      const isStarred = before === "*" || before === "**";
      given.push({
        name: null,
        value: isStarred ? { ...source.pieceOf(child), kind: "starred", value } : value,
      });
    }
  }
  return given;
}

function dictionary(node: SyntaxNode, source: PythonSource): Expression {
  const entries: { key: Expression | null; value: Expression }[] = [];
  const children = childrenOf(node);
  for (let i = 0; i < children.length; i++) {
    if (children[i].name === "**" && children[i + 1] !== undefined) {
      entries.push({ key: null, value: expressionOf(children[++i], source) });
    } else if (children[i + 1]?.name === ":" && children[i + 2] !== undefined) {
      const key = expressionOf(children[i], source);
      entries.push({ key, value: expressionOf(children[i + 2], source) });
      i += 2;
    }
  }
  return { ...source.pieceOf(node), kind: "dictionary", entries };
}

function comprehension(node: SyntaxNode, source: PythonSource): Expression {
  const element: Expression[] = [];
  const loops: { target: Expression; over: Expression }[] = [];
  const tests: Expression[] = [];
  let targets: Expression[] = [];
  let at: "element" | "target" | "over" | "test" = "element";
  for (const child of childrenOf(node)) {
    if (child.name === "for") {
      at = "target";
      targets = [];
    } else if (child.name === "in" && at === "target") at = "over";
    else if (child.name === "if") at = "test";
    else if (isExpression(child)) {
      const expression = expressionOf(child, source);
      if (at === "element") element.push(expression);
      else if (at === "target") targets.push(expression);
      else if (at === "test") tests.push(expression);
      else loops.push({ target: together(targets, source.pieceOf(child)), over: expression });
    }
  }
  const isDictionary = node.name === "DictionaryComprehensionExpression";
  return { ...source.pieceOf(node), kind: "comprehension", element, isDictionary, loops, tests };
}

/** One target, or a sequence of them. */
export function together(
  items: readonly Expression[],
  piece: { cell: number; line: number; text: string },
): Expression {
  return items.length === 1 ? items[0] : { ...piece, kind: "sequence", items };
}

function lambdaOf(node: SyntaxNode, source: PythonSource): Procedure {
  const list = node.getChild("ParamList");
  const body = childrenOf(node).filter(
    (child) => child.name !== "ParamList" && isExpression(child),
  );
  const value = body.length > 0 ? expressionOf(body[body.length - 1], source) : null;
  return {
    name: "lambda",
    parameters: parametersIn(list, source),
    body: [{ ...source.pieceOf(node), kind: "return", value }],
  };
}

/** The parameters of a function; none where the list is missing. */
export function parametersIn(list: SyntaxNode | null, source: PythonSource): Parameter[] {
  if (list === null) return [];
  const found: { name: string; otherwise: Expression | null; isRest: boolean }[] = [];
  let isRest = false;
  let isDefault = false;
  for (const child of childrenOf(list)) {
    if (child.name === "*" || child.name === "**") isRest = true;
    else if (child.name === "AssignOp") isDefault = true;
    else if (child.name === ",") isDefault = false;
    else if (isDefault && isExpression(child) && found.length > 0) {
      found[found.length - 1].otherwise = expressionOf(child, source);
    } else if (child.name === "VariableName") {
      found.push({ name: source.textOf(child), otherwise: null, isRest });
      isRest = false;
    }
  }
  return found;
}
