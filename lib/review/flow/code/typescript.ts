import type TypeScript from "@tslab/typescript-for-tslab";
import { append } from "../../../numeric/arrays";
import { type Budget, isParsable, most, usualBudget } from "./bounds";
import { lineNumbers } from "./lineNumbers";
import { type Expression, oneLine, type Piece, type Procedure, type Statement } from "./tree";

type Node = TypeScript.Node;

/** The compiler is large: it is read when the first TypeScript is. */
function compiler(): typeof TypeScript {
  return require("@tslab/typescript-for-tslab");
}

/**
 * Reads a cell of TypeScript or JavaScript; what the flow of data does not need is passed over.
 *
 * @param cell the cell's place, from 1
 * @param first the number of its first line
 * @param budget what may still be read, of all cells together
 * @returns null where it is larger or deeper than anybody writes
 * @example
 * typescriptStatements("const x = 1;", 1, 1)?.length; // 1
 */
export function typescriptStatements(
  code: string,
  cell: number,
  first: number,
  budget: Budget = usualBudget(),
): Statement[] | null {
  if (!isParsable(code)) return null;
  try {
    const ts = compiler();
    const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, false);
    const reader = new Reader(ts, file, lineNumbers(code, first), cell, budget);
    return file.statements.flatMap((statement) => reader.statement(statement));
  } catch (error) {
    if (error instanceof RangeError) return null; // the parser's own stack
    throw error;
  }
}

class Reader {
  private depth = 0;

  constructor(
    private readonly ts: typeof TypeScript,
    private readonly file: TypeScript.SourceFile,
    private readonly lineOf: (offset: number) => number,
    private readonly cell: number,
    private readonly budget: Budget,
  ) {}

  statement(node: Node): Statement[] {
    const { ts } = this;
    const piece = this.piece(node);
    if (ts.isVariableStatement(node)) return this.declarations(node.declarationList);
    if (ts.isExpressionStatement(node)) return this.evaluated(node.expression, piece);
    if (ts.isReturnStatement(node)) {
      const value = node.expression === undefined ? null : this.expression(node.expression);
      return [{ ...piece, kind: "return", value }];
    }
    if (ts.isIfStatement(node)) {
      const branches = [
        { test: this.expression(node.expression), body: this.body(node.thenStatement) },
      ];
      const rest = node.elseStatement;
      const others = rest === undefined ? [] : [{ test: null, body: this.body(rest) }];
      return [{ ...piece, kind: "if", branches: [...branches, ...others] }];
    }
    if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      const [target, before] = this.target(node.initializer);
      const over = this.expression(node.expression);
      const body = [...before, ...this.body(node.statement)];
      return [{ ...piece, kind: "for", target, over, body }];
    }
    if (ts.isForStatement(node)) {
      const start = node.initializer;
      const declared =
        start !== undefined && ts.isVariableDeclarationList(start) ? this.declarations(start) : [];
      return [
        ...declared,
        { ...piece, kind: "while", test: null, body: this.body(node.statement) },
      ];
    }
    if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
      const test = this.expression(node.expression);
      return [{ ...piece, kind: "while", test, body: this.body(node.statement) }];
    }
    if (ts.isBlock(node)) return this.body(node);
    if (ts.isTryStatement(node)) {
      const parts = [node.tryBlock, node.catchClause?.block, node.finallyBlock];
      const bodies = parts.flatMap((part) => (part === undefined ? [] : [this.body(part)]));
      return [{ ...piece, kind: "block", bodies }];
    }
    if (ts.isFunctionDeclaration(node)) {
      return [{ ...piece, kind: "define", procedure: this.procedure(node, node.name?.text ?? "") }];
    }
    if (ts.isClassDeclaration(node)) return [this.classOf(node)];
    return ts.isImportDeclaration(node) ? [this.imported(node)] : [];
  }

  private body(node: Node): Statement[] {
    if (!this.enter()) {
      this.depth--;
      return [];
    }
    const statements = this.ts.isBlock(node)
      ? node.statements.flatMap((one) => this.statement(one))
      : this.statement(node);
    this.depth--;
    return statements;
  }

  private declarations(list: TypeScript.VariableDeclarationList): Statement[] {
    return list.declarations.flatMap((declaration): Statement[] => {
      if (declaration.initializer === undefined) return [];
      const value = this.expression(declaration.initializer);
      const [target, before] = this.target(declaration.name);
      const piece = this.piece(declaration);
      return [{ ...piece, kind: "assign", targets: [target], operator: null, value }, ...before];
    });
  }

  /** What is assigned to, and the statements that take it apart where it is an object's pattern. */
  private target(node: Node): [Expression, Statement[]] {
    const { ts } = this;
    const piece = this.piece(node);
    if (ts.isVariableDeclarationList(node)) return this.target(node.declarations[0].name);
    if (ts.isArrayBindingPattern(node)) {
      const parts = node.elements.map((element) => {
        if (ts.isOmittedExpression(element)) return this.unknown(node, []);
        const [target] = this.target(element.name);
        return element.dotDotDotToken ? this.starred(target) : target;
      });
      return [{ ...piece, kind: "sequence", items: parts }, []];
    }
    if (!ts.isObjectBindingPattern(node)) return [this.expression(node), []];
    const whole: Expression = { ...piece, kind: "name", name: `{${node.pos}` };
    const statements = node.elements.flatMap((element): Statement[] => {
      const [target, more] = this.target(element.name);
      const key = element.propertyName ?? element.name;
      const name = ts.isIdentifier(key) ? key.text : "";
      const value: Expression = element.dotDotDotToken
        ? whole
        : { ...piece, kind: "attribute", base: whole, name };
      return [{ ...piece, kind: "assign", targets: [target], operator: null, value }, ...more];
    });
    return [whole, statements];
  }

  private evaluated(node: Node, piece: Piece): Statement[] {
    const { ts } = this;
    if (ts.isBinaryExpression(node) && isAssignment(ts, node)) {
      const [target, after] = this.target(node.left);
      const value = this.expression(node.right);
      const sign = node.operatorToken.getText(this.file).slice(0, -1);
      const operator = sign === "" ? null : sign;
      return [{ ...piece, kind: "assign", targets: [target], operator, value }, ...after];
    }
    return [{ ...piece, kind: "evaluate", value: this.expression(node) }];
  }

  private expression(node: Node): Expression {
    const read = this.enter() ? this.read(node) : this.unknown(node, []);
    this.depth--;
    return read;
  }

  private read(node: Node): Expression {
    const { ts } = this;
    const piece = this.piece(node);
    if (ts.isIdentifier(node)) return { ...piece, kind: "name", name: node.text };
    if (ts.isStringLiteralLike(node)) return { ...piece, kind: "constant", value: node.text };
    if (ts.isNumericLiteral(node)) return { ...piece, kind: "constant", value: Number(node.text) };
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { ...piece, kind: "constant", value: true };
    if (node.kind === ts.SyntaxKind.FalseKeyword)
      return { ...piece, kind: "constant", value: false };
    if (node.kind === ts.SyntaxKind.NullKeyword) return { ...piece, kind: "constant", value: null };
    if (node.kind === ts.SyntaxKind.ThisKeyword) return { ...piece, kind: "name", name: "self" };
    if (ts.isPropertyAccessExpression(node)) {
      const base = this.expression(node.expression);
      return { ...piece, kind: "attribute", base, name: node.name.text };
    }
    if (ts.isElementAccessExpression(node)) {
      const index = [this.expression(node.argumentExpression)];
      return { ...piece, kind: "subscript", base: this.expression(node.expression), index };
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return this.call(node);
    if (ts.isArrayLiteralExpression(node)) {
      return {
        ...piece,
        kind: "sequence",
        items: node.elements.map((one) => this.expression(one)),
      };
    }
    if (ts.isObjectLiteralExpression(node)) return this.object(node);
    if (ts.isSpreadElement(node)) return this.starred(this.expression(node.expression));
    if (ts.isConditionalExpression(node)) {
      const of = [this.expression(node.whenTrue), this.expression(node.whenFalse)];
      return { ...piece, kind: "choice", test: this.expression(node.condition), of };
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      return { ...piece, kind: "procedure", procedure: this.procedure(node, "") };
    }
    if (ts.isBinaryExpression(node)) return this.binary(node);
    if (ts.isPrefixUnaryExpression(node)) {
      const operator = node.operator === ts.SyntaxKind.ExclamationToken ? "unary !" : "unary -";
      return { ...piece, kind: "operation", operator, of: [this.expression(node.operand)] };
    }
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node)
    ) {
      return this.expression(node.expression);
    }
    const inner: Expression[] = [];
    if (ts.isTemplateExpression(node)) {
      append(
        inner,
        node.templateSpans.map((span) => this.expression(span.expression)),
      );
    }
    return this.unknown(node, inner);
  }

  private binary(node: TypeScript.BinaryExpression): Expression {
    const { ts } = this;
    const piece = this.piece(node);
    if (isAssignment(ts, node)) {
      const [target] = this.target(node.left);
      return { ...piece, kind: "binding", target, value: this.expression(node.right) };
    }
    const operator = node.operatorToken.getText(this.file);
    const of = [this.expression(node.left), this.expression(node.right)];
    return operator === "&&" || operator === "||" || operator === "??"
      ? { ...piece, kind: "choice", test: null, of }
      : { ...piece, kind: "operation", operator, of };
  }

  private call(node: TypeScript.CallExpression | TypeScript.NewExpression): Expression {
    const given = (node.arguments ?? []).map((one) => ({
      name: null,
      value: this.expression(one),
    }));
    return { ...this.piece(node), kind: "call", callee: this.expression(node.expression), given };
  }

  private object(node: TypeScript.ObjectLiteralExpression): Expression {
    const { ts } = this;
    const entries = node.properties.map((property) => {
      const key = property.name;
      const piece = this.piece(property);
      const name: Expression | null =
        key !== undefined && (ts.isIdentifier(key) || ts.isStringLiteral(key))
          ? { ...piece, kind: "constant", value: key.text }
          : null;
      if (ts.isPropertyAssignment(property)) {
        return { key: name, value: this.expression(property.initializer) };
      }
      if (ts.isShorthandPropertyAssignment(property)) {
        return { key: name, value: this.expression(property.name) };
      }
      return {
        key: null,
        value: ts.isSpreadAssignment(property)
          ? this.expression(property.expression)
          : this.unknown(property, []),
      };
    });
    return { ...this.piece(node), kind: "dictionary", entries };
  }

  private procedure(node: TypeScript.FunctionLikeDeclaration, name: string): Procedure {
    const before: Statement[] = [];
    const parameters = node.parameters.map((parameter) => {
      const [target, more] = this.target(parameter.name);
      append(before, more);
      const isSequence = target.kind === "sequence";
      const local = target.kind === "name" ? target.name : `[${parameter.pos}`;
      if (isSequence) {
        const piece = this.piece(parameter);
        const value: Expression = { ...piece, kind: "name", name: local };
        before.push({ ...piece, kind: "assign", targets: [target], operator: null, value });
      }
      const start = parameter.initializer;
      const otherwise = start === undefined ? null : this.expression(start);
      return { name: local, otherwise, isRest: parameter.dotDotDotToken !== undefined };
    });
    const { body } = node;
    if (body === undefined) return { name, parameters, body: before };
    const statements: Statement[] = this.ts.isBlock(body)
      ? this.body(body)
      : [{ ...this.piece(body), kind: "return", value: this.expression(body) }];
    return { name, parameters, body: [...before, ...statements] };
  }

  private classOf(node: TypeScript.ClassDeclaration): Statement {
    const { ts } = this;
    const self = { name: "self", otherwise: null, isRest: false };
    const body = node.members.flatMap((member): Statement[] => {
      const isConstructor = ts.isConstructorDeclaration(member);
      if (!isConstructor && !ts.isMethodDeclaration(member)) return [];
      const name = isConstructor ? "__init__" : member.name.getText(this.file);
      const procedure = this.procedure(member, name);
      const parameters = [self, ...procedure.parameters];
      return [{ ...this.piece(member), kind: "define", procedure: { ...procedure, parameters } }];
    });
    const clauses = node.heritageClauses ?? [];
    const bases = clauses.flatMap(({ types }) =>
      types.map((type) => this.expression(type.expression)),
    );
    return { ...this.piece(node), kind: "class", name: node.name?.text ?? "", bases, body };
  }

  private imported(node: TypeScript.ImportDeclaration): Statement {
    const { ts } = this;
    const from = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : "";
    const clause = node.importClause;
    const module = from.replace(/\./g, "").replace(/\//g, "_");
    const names: { local: string; of: string }[] = [];
    if (clause?.name) names.push({ local: clause.name.text, of: module });
    const bindings = clause?.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
      names.push({ local: bindings.name.text, of: module });
    } else if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name, propertyName } of bindings.elements) {
        names.push({ local: name.text, of: `${module}.${(propertyName ?? name).text}` });
      }
    }
    return { ...this.piece(node), kind: "import", names };
  }

  private starred(value: Expression): Expression {
    const { cell, line, text } = value;
    return { cell, line, text, kind: "starred", value };
  }

  private unknown(node: Node, of: readonly Expression[]): Expression {
    return { ...this.piece(node), kind: "other", of };
  }

  private enter(): boolean {
    return ++this.depth <= most.depth && --this.budget.pieces > 0;
  }

  private piece(node: Node): Piece {
    const start = node.getStart(this.file);
    const text = oneLine(this.file.text.slice(start, Math.min(node.end, start + 240)));
    return { cell: this.cell, line: this.lineOf(start), text };
  }
}

function isAssignment(
  ts: typeof TypeScript,
  { operatorToken }: TypeScript.BinaryExpression,
): boolean {
  return (
    operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}
