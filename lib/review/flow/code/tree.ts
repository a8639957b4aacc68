import type { Place } from "../leak";

/** What every piece of code tells of itself. */
export interface Piece extends Place {
  /** The code, cut, on one line. */
  readonly text: string;
}

/** A value given to a call. */
export interface Argument {
  /** Null for one given by its place. */
  readonly name: string | null;
  readonly value: Expression;
}

/** What stands between two square brackets, between commas. */
export type Index = Expression | { readonly kind: "slice"; readonly text: string };

/** A parameter of a function, with its default. */
export interface Parameter {
  readonly name: string;
  readonly otherwise: Expression | null;
  readonly isRest: boolean;
}

/** Code with parameters: a function, a method, a lambda. */
export interface Procedure {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** An expression, in the few forms that the flow of data needs; both languages are read into them. */
export type Expression = Piece &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "constant"; readonly value: string | number | boolean | null }
    | { readonly kind: "attribute"; readonly base: Expression; readonly name: string }
    | { readonly kind: "subscript"; readonly base: Expression; readonly index: readonly Index[] }
    | { readonly kind: "call"; readonly callee: Expression; readonly given: readonly Argument[] }
    | { readonly kind: "sequence"; readonly items: readonly Expression[] }
    | { readonly kind: "starred"; readonly value: Expression }
    | {
        readonly kind: "dictionary";
        readonly entries: readonly {
          readonly key: Expression | null;
          readonly value: Expression;
        }[];
      }
    | { readonly kind: "operation"; readonly operator: string; readonly of: readonly Expression[] }
    | {
        readonly kind: "choice";
        readonly test: Expression | null;
        readonly of: readonly Expression[];
      }
    | { readonly kind: "procedure"; readonly procedure: Procedure }
    | {
        readonly kind: "comprehension";
        readonly element: readonly Expression[];
        readonly isDictionary: boolean;
        readonly loops: readonly { readonly target: Expression; readonly over: Expression }[];
        readonly tests: readonly Expression[];
      }
    | { readonly kind: "binding"; readonly target: Expression; readonly value: Expression }
    | { readonly kind: "other"; readonly of: readonly Expression[] }
  );

/** A statement. */
export type Statement = Piece &
  (
    | {
        readonly kind: "assign";
        readonly targets: readonly Expression[];
        /** Such as "+" of `a += 1`; null for a plain one. */
        readonly operator: string | null;
        readonly value: Expression;
      }
    | { readonly kind: "evaluate"; readonly value: Expression }
    | { readonly kind: "return"; readonly value: Expression | null }
    | {
        readonly kind: "for";
        readonly target: Expression;
        readonly over: Expression;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: "while";
        readonly test: Expression | null;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: "if";
        readonly branches: readonly {
          readonly test: Expression | null;
          readonly body: readonly Statement[];
        }[];
      }
    | { readonly kind: "block"; readonly bodies: readonly (readonly Statement[])[] }
    | {
        readonly kind: "import";
        readonly names: readonly { readonly local: string; readonly of: string }[];
      }
    | { readonly kind: "define"; readonly procedure: Procedure }
    | {
        readonly kind: "class";
        readonly name: string;
        readonly bases: readonly Expression[];
        readonly body: readonly Statement[];
      }
    | { readonly kind: "global"; readonly names: readonly string[] }
  );

/** Characters of code that a piece keeps. */
const longest = 120;

/**
 * A piece of code on one line, cut.
 *
 * @example
 * oneLine("f(\n  x)"); // "f( x)"
 */
export function oneLine(code: string): string {
  const start = code.slice(0, 2 * longest);
  const text = /\n|\s\s/.test(start) ? start.replace(/\s+/g, " ").trim() : start;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
