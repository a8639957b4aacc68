/** How much a finding weighs: an error is what a course's server would refuse. */
export type Level = "error" | "warning" | "note";

/** How sure a check is that what it found is so: `look` asks a person to look, and says no more. */
export type Certainty = "sure" | "likely" | "look";

/** One thing that a check found. */
export interface Finding {
  readonly level: Level;
  /** Stable name of what was found, such as "id-twice". */
  readonly code: string;
  /** Where: lines of the CSV file (the header is line 1) or cells of the notebook, from 1; at most 10. */
  readonly rows: readonly number[];
  /** How many places there are in all. */
  readonly count: number;
  readonly found: string;
  readonly expected: string;
  /** How to mend it. */
  readonly mend: string;
  /** Of what code was read for, not counted or compared. */
  readonly certainty?: Certainty;
}

const mostRows = 10;

/**
 * A finding; of many rows the first ten are kept and all are counted.
 *
 * @example
 * finding("error", "id-twice", { rows: [7, 9], found: "id 3 twice", expected: "each id once", mend: "drop one" });
 */
export function finding(
  level: Level,
  code: string,
  what: {
    rows?: readonly number[];
    found: string;
    expected: string;
    mend: string;
    certainty?: Certainty;
  },
): Finding {
  const { rows = [], found, expected, mend, certainty } = what;
  return {
    ...{ level, code, rows: rows.slice(0, mostRows), count: rows.length },
    ...{ found: cut(found), expected: cut(expected), mend: cut(mend) },
    ...(certainty === undefined ? {} : { certainty }),
  };
}

/** Characters that a finding quotes of a file. */
const longestText = 1000;

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

const mostFindings = 100;
const levels: readonly Level[] = ["error", "warning", "note"];

/**
 * Findings of which no more are told than anybody reads: the first hundred, errors before warnings
 * before notes where there are more, and a note that counts the others.
 *
 * @example
 * bounded(findings).length; // 101 at most
 */
export function bounded(findings: readonly Finding[]): Finding[] {
  if (findings.length <= mostFindings) return [...findings];
  const kept = levels
    .flatMap((level) => findings.filter((one) => one.level === level))
    .slice(0, mostFindings);
  const count = findings.length - mostFindings;
  const note = finding("note", "left-out", {
    found: `${count} findings more`,
    expected: `at most ${mostFindings}`,
    mend: "mend these first",
  });
  return [...kept, { ...note, count }];
}

/**
 * Whether nothing that was found is an error.
 *
 * @example
 * isAccepted([]); // true
 */
export function isAccepted(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level !== "error");
}
