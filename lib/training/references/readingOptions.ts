import { type CommandLine, UsageError } from "../../commandLine";
import { EDITIONS } from "../../files";
import type { Unsaid } from "../../network";
import type { OPTIONS } from "./options";
import { jsonOf, unsaidOf } from "./unsaidOption";

/** How the target and the images are read, as the notebooks' parameters of the same names say. */
export interface ReferencesReading {
  readonly weights: string | null;
  /** What weights do not say; null: as torchvision has it. */
  readonly unsaid: Unsaid | null;
  readonly edition: number | null;
  /** An object, or the absolute path of a file. */
  readonly preprocessing: unknown;
}

type Line = CommandLine<typeof OPTIONS>;

/**
 * Reads what a command line says of how files are read.
 *
 * @throws UsageError in one line
 * @example
 * readingOf(new CommandLine(["--weights", "ema"], OPTIONS, "/")).weights; // "ema"
 */
export function readingOf(line: Line): ReferencesReading {
  return {
    weights: line.text("--weights"),
    unsaid: unsaidOf(line.text("--unsaid")),
    edition: editionOf(line.text("--edition")),
    preprocessing: preprocessingOf(line),
  };
}

function editionOf(text: string | null): number | null {
  const year = EDITIONS.find((known) => `${known}` === text) ?? null;
  if (year !== null || text === null) return year;
  throw new UsageError(`--edition: found ${text}, expected ${EDITIONS.join(", ")}`);
}

/** JSON where it begins as an object does, else the name of a file. */
function preprocessingOf(line: Line): unknown {
  const text = line.text("--preprocessing");
  if (!text?.trimStart().startsWith("{")) return line.path("--preprocessing");
  const given = jsonOf(text);
  if (given !== undefined) return given;
  throw new UsageError(`--preprocessing: found ${text}, expected JSON, or a file of it`);
}
