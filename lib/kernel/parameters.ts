import ts from "@tslab/typescript-for-tslab";
import { literal } from "./literal";
import { type Cell, joined, lines, type Notebook } from "./notebook";

/** tslab prints what a cell's last line evaluates to. */
const SHOW_NOTHING = "void 0;";

/** Values of parameters by name. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a default is, as far as its literal says; "any" for null and anything computed. */
export type Kind = "number" | "text" | "true or false" | "list" | "any";

/** Tag of the cell that declares parameters, as in papermill. */
export const PARAMETERS_TAG = "parameters";
/** Tag of the cell that carries given values, as in papermill. */
export const INJECTED_TAG = "injected-parameters";

/**
 * The parameters that a notebook declares: the `let name = value;` lines of its cell tagged
 * `parameters`, with the kind of each default.
 *
 * @returns in the order of declaration; empty if the notebook has no such cell
 * @example
 * declaredParameters(notebook); // Map { "seed" => "number", "answersPath" => "any" }
 */
export function declaredParameters(notebook: Notebook): Map<string, Kind> {
  const cell = notebook.cells.find(isTagged(PARAMETERS_TAG));
  const source = ts.createSourceFile(
    "parameters.ts",
    cell ? joined(cell.source) : "",
    ts.ScriptTarget.ES2022,
  );
  const declared = new Map<string, Kind>();
  for (const statement of source.statements) {
    if (
      !ts.isVariableStatement(statement) ||
      !(statement.declarationList.flags & ts.NodeFlags.Let)
    ) {
      continue;
    }
    for (const { name, type, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) declared.set(name.text, type ? "any" : kindOf(initializer));
    }
  }
  return declared;
}

function kindOf(literal: ts.Expression | undefined): Kind {
  if (!literal) return "any";
  if (ts.isPrefixUnaryExpression(literal)) return kindOf(literal.operand);
  if (ts.isNumericLiteral(literal)) return "number";
  if (ts.isStringLiteralLike(literal)) return "text";
  if (ts.isArrayLiteralExpression(literal)) return "list";
  const { kind } = literal;
  const isBoolean = kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
  return isBoolean ? "true or false" : "any";
}

/**
 * What is wrong with given values, in one line, or null: a name that the notebook does not
 * declare, or a value of another kind than the default (null fits everywhere).
 *
 * @example
 * complaint({ sede: 1 }, new Map([["seed", "number"]]));
 * // "no parameter is named sede; known are: seed"
 */
export function complaint(given: Parameters, declared: ReadonlyMap<string, Kind>): string | null {
  for (const [name, value] of Object.entries(given)) {
    const kind = declared.get(name);
    if (!kind) {
      const known = declared.size > 0 ? [...declared.keys()].join(", ") : "none";
      return `no parameter is named ${name}; known are: ${known}`;
    }
    if (value !== null && kind !== "any" && kindOfValue(value) !== kind) {
      return `parameter ${name}: found ${literal(value)}, expected ${kind} as its default`;
    }
  }
  return null;
}

function kindOfValue(value: unknown): Kind {
  if (Array.isArray(value)) return "list";
  const kinds: Record<string, Kind> = {
    number: "number",
    string: "text",
    boolean: "true or false",
  };
  return kinds[typeof value] ?? "any";
}

/**
 * The notebook with given values assigned in a cell of their own after the `parameters` cell.
 * An injected cell of an earlier run is replaced.
 *
 * @example
 * withParameters(notebook, { seed: 7 }).cells.filter(isTagged("injected-parameters")).length; // 1
 */
export function withParameters(notebook: Notebook, given: Parameters): Notebook {
  const cells = notebook.cells.filter((cell) => !isTagged(INJECTED_TAG)(cell));
  const names = Object.keys(given);
  if (names.length === 0) return { ...notebook, cells };
  const assignments = names.map((name) => `${name} = ${literal(given[name])};`);
  const source = [...assignments, SHOW_NOTHING].join("\n");
  const injected: Cell = {
    cell_type: "code",
    id: INJECTED_TAG,
    metadata: { tags: [INJECTED_TAG] },
    source: lines(source),
    outputs: [],
    execution_count: null,
  };
  const at = cells.findIndex(isTagged(PARAMETERS_TAG)) + 1;
  return { ...notebook, cells: [...cells.slice(0, at), injected, ...cells.slice(at)] };
}

/** Whether a cell carries a tag. */
export function isTagged(tag: string): (cell: Cell) => boolean {
  return (cell) => cell.metadata.tags?.includes(tag) ?? false;
}
