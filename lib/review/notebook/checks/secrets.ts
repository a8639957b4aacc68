import { counted } from "../../counted";
import { type Finding, finding } from "../../finding";
import { placeOf } from "../cells";
import type { NotebookCheck } from "../check";
import type { NotebookDocument } from "../parseNotebook";
import { findSecrets } from "../secrets/findSecrets";

const searched = 4e6; // characters of one text

/** A text that is searched, and where it stands. */
interface Place {
  readonly where: string;
  /** The cell, from 1; null for the notebook itself. */
  readonly cell: number | null;
  readonly text: string;
}

/** No token or key in source, outputs or metadata; what looks like one is shown masked. */
export const secrets: NotebookCheck = (notebook) => secretFindings(placesOf(notebook));

/**
 * The secrets of some texts, masked.
 *
 * @example
 * secretFindings([{ where: "the file", cell: 1, text: line }]);
 */
export function secretFindings(places: readonly Place[]): Finding[] {
  const findings: Finding[] = [];
  for (const { where, cell, text } of places) {
    for (const { kind, certainty, masked } of findSecrets(text.slice(0, searched))) {
      findings.push(
        finding("warning", "secret", {
          certainty,
          rows: cell === null ? [] : [cell],
          found: `${certainty}: ${kind} in ${where}: ${masked}`,
          expected: "secrets from the environment only",
          mend: "revoke it, then take it out of the file and of the history, which was not looked at",
        }),
      );
    }
  }
  const beyond = places.filter(({ text }) => text.length > searched);
  if (beyond.length > 0) {
    findings.push(
      finding("note", "secrets-not-searched", {
        rows: beyond.flatMap(({ cell }) => (cell === null ? [] : [cell])),
        found: `${counted(beyond.length, "text")} over ${searched / 1e6} million characters`,
        expected: "outputs that can be read",
        mend: "save less; what lies beyond was not searched for secrets",
      }),
    );
  }
  return findings;
}

function placesOf(notebook: NotebookDocument): Place[] {
  const { cells, metadata } = notebook;
  return [
    { where: "the notebook's metadata", cell: null, text: metadata },
    ...cells.flatMap(({ source, outputs, metadata: own }, i): Place[] => [
      { where: "the source", cell: placeOf(notebook, i), text: source },
      { where: "the metadata", cell: i + 1, text: own },
      ...outputs.map(({ text }) => ({ where: "an output", cell: i + 1, text })),
    ]),
  ];
}
