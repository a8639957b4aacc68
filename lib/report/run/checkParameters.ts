import { checkFile, INTERACTIVE, oneOf } from "../../audit/settings";
import { checkFolder, requireKind } from "../../files/outputs";

/** The parameters of Report_Figures that can be wrong before the run is read. */
export interface ReportParameters {
  /** A run's folder. */
  readonly fromDir: string;
  readonly outDir: string;
  readonly interactive: string | null;
}

/**
 * Checks the parameters of a report in a moment, so that the first wrong one ends it before any work.
 *
 * @throws InputError naming the parameter, what was found and what was expected
 * @example
 * checkParameters({ fromDir, outDir, interactive });
 */
export function checkParameters({ fromDir, outDir, interactive }: ReportParameters): void {
  checkFile("fromDir", fromDir);
  if (interactive !== null) oneOf("interactive", interactive, INTERACTIVE);
  requireKind(outDir, "notebook");
  checkFolder(outDir);
}
