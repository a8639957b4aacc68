import type { Expression, Piece, Statement } from "../code/tree";
import type { Fit, Judgement, Machine, Prediction, Training } from "../data/machine";
import { type Cut, type Part, Parts } from "../data/part";
import { Journal, Scope } from "../data/scope";
import type { Value } from "../data/value";
import type { Step } from "../leak";

/** Thrown and caught here: what has been found so far stays found. */
export class BudgetSpent extends Error {}

/** Something that a choice was made by. */
export interface Selection {
  readonly judgements: ReadonlySet<Judgement>;
  readonly at: Step;
}

/** Rows given to a fit to watch it by. */
export interface Watch {
  readonly machine: Machine;
  readonly parts: ReadonlySet<Part>;
  /** Whether the fit ends by what it sees. */
  readonly isStop: boolean;
  readonly at: Step;
}

/** A reading of a ROC curve, or a use of private membership. */
export interface Sight {
  readonly kind: "first above" | "nearest" | "between" | "membership";
  readonly at: Step;
  readonly used: Step;
}

/** Rows that were split, and what had shaped them. */
export interface Split {
  readonly parts: ReadonlySet<Part>;
  readonly fits: ReadonlySet<Fit>;
  readonly at: Step;
}

/** Expressions that are evaluated in all; a long notebook takes some ten thousand. */
const mostSteps = 80_000;
const mostEvents = 1_000;
/** Expressions within expressions and calls within calls: far below what the stack holds. */
const deepest = 500;

/** One going through of the code, and everything that it saw. */
export class Run {
  readonly parts = new Parts();
  readonly journal = new Journal();
  readonly globals = new Scope(null, this.journal);
  readonly trainings: Training[] = [];
  readonly judgements: Judgement[] = [];
  readonly predictions: Prediction[] = [];
  readonly selections: Selection[] = [];
  readonly watches: Watch[] = [];
  readonly sights: Sight[] = [];
  readonly splits: Split[] = [];
  /** What was called: what never is, is gone through at the end. */
  readonly called = new Set<unknown>();
  /** Procedures that are being gone through. */
  readonly open: unknown[] = [];
  /** What the innermost procedure has returned so far. */
  readonly returned: Value[][] = [];
  /** How the rows are cut that an index picks, by its name. */
  readonly cuts = new Map<string, Cut>();
  loops = 0;
  private steps = mostSteps;
  private depth = 0;
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly fits = new Map<string, Fit>();
  private readonly events = new Map<string, object>();

  constructor(
    readonly evaluate: (expression: Expression, scope: Scope, run: Run) => Value,
    readonly execute: (body: readonly Statement[], scope: Scope, run: Run) => boolean,
  ) {}

  /**
   * Goes one deeper, such as into `a - a - a`, of which each operand holds the ones before it.
   *
   * @throws BudgetSpent where code nests deeper than anybody's
   */
  within(evaluated: () => Value): Value {
    if (this.depth >= deepest) throw new BudgetSpent();
    this.depth++;
    try {
      return evaluated();
    } finally {
      this.depth--;
    }
  }

  /** @throws BudgetSpent where the code goes on for longer than anybody's does */
  step(): void {
    if (--this.steps < 0) throw new BudgetSpent();
  }

  /** A number for an object, always the same. */
  numberOf(object: object): number {
    const known = this.numbers.get(object);
    if (known !== undefined) return known;
    this.numbers.set(object, ++this.numbered);
    return this.numbered;
  }

  /** What was learnt at a place of some rows; the same again is the same. */
  fit(fit: Fit): Fit {
    const key = `${fit.kind} ${fit.what} ${placeOf(fit.at)} ${idsOf(fit.parts)}`;
    const known = this.fits.get(key);
    if (known !== undefined) return known;
    this.fits.set(key, fit);
    return fit;
  }

  training(training: Training): Training {
    const key = `training ${this.numberOf(training.machine)} ${placeOf(training.at)} ${idsOf(training.parts)} ${this.ofFits(training.fits)}`;
    return this.keep(key, training, this.trainings);
  }

  judgement(judgement: Judgement): Judgement {
    const { machine, trainings, parts, fits, at, isFigure } = judgement;
    const of = machine === null ? 0 : this.numberOf(machine);
    const learnt = trainings.map((one) => this.numberOf(one)).join();
    const key = `judgement ${of} ${placeOf(at)} ${idsOf(parts)} ${learnt} ${this.ofFits(fits)} ${isFigure}`;
    return this.keep(key, judgement, this.judgements);
  }

  prediction(prediction: Prediction): Prediction {
    const { machine, trainings, parts, fits, at } = prediction;
    const learnt = trainings.map((one) => this.numberOf(one)).join();
    const key = `prediction ${this.numberOf(machine)} ${placeOf(at)} ${idsOf(parts)} ${learnt} ${this.ofFits(fits)}`;
    return this.keep(key, prediction, this.predictions);
  }

  /** All that was learnt by functions, such as means. */
  learnt(): readonly Fit[] {
    return [...this.fits.values()];
  }

  private ofFits(fits: ReadonlySet<Fit>): string {
    return [...fits].map((one) => this.numberOf(one)).join();
  }

  private keep<T extends object>(key: string, event: T, events: T[]): T {
    const known = this.events.get(key);
    if (known !== undefined) return known as T;
    if (events.length >= mostEvents) return event;
    this.events.set(key, event);
    this.numberOf(event);
    events.push(event);
    return event;
  }
}

function placeOf({ cell, line, code }: Step): string {
  return `${cell}:${line}:${code}`;
}

function idsOf(parts: ReadonlySet<Part>): string {
  return [...parts].map(({ id }) => id).join();
}

/** A step of the data's way, at a piece of code. */
export function stepAt(what: Step["what"], { cell, line, text }: Piece): Step {
  return { what, cell, line, code: text };
}
