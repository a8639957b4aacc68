import { existsSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../../files";
import { checkFolder, lockFolder, readJson, requireKind } from "../../../files/outputs";
import { checkpointsIn } from "./checkpoints";
import { importCheckpoints } from "./importCheckpoints";
import { type ImportRequest, readImportInputs } from "./importInputs";
import { importOutputs } from "./importOutputs";
import { readLayout } from "./layouts";

/**
 * Makes a folder of references, as attacks read it, of models that another program trained.
 *
 * @param tell takes a line of what was found
 * @throws InputError if the layout is not known, its files are damaged, are of other images or in an order that cannot
 *   be told, or the folder is another run's
 * @example
 * await runImport({ from: "exp/cifar10", model, public, private, out, stem: "auto", reading }, tell);
 */
export async function runImport(
  request: ImportRequest,
  tell: (line: string) => void,
): Promise<void> {
  requireKind(request.out, "references");
  const outputs = readLayout(request.from);
  const read = readImportInputs(request);
  try {
    checkFolder(request.out);
    const lock = lockFolder(request.out);
    try {
      requireFree(request.out);
      const count = outputs?.models.length;
      if (count !== undefined) tell(`${outputs?.layout}: ${count} models, ${outputs?.rows} rows`);
      const notes =
        outputs === null
          ? await importCheckpoints(checkpointsIn(request.from), request, read)
          : await importOutputs(outputs, request, read);
      for (const note of notes) tell(note);
    } finally {
      lock.release();
    }
  } finally {
    read.close();
  }
}

/** What tells references.json of an import from others. */
interface Imported {
  readonly imported?: unknown;
  readonly layout?: unknown;
}

/** A folder that models are trained in, or that holds other references, is not written over. */
function requireFree(folder: string): void {
  const file = path.join(folder, "references.json");
  const trained = existsSync(path.join(folder, "plan.json"));
  const there = existsSync(file) ? (readJson(file) as Imported | null) : null;
  if (!trained && (there === null || (there.imported ?? there.layout) !== undefined)) return;
  const found = trained ? "references that npm run references trains there" : "other references";
  throw new InputError(folder, found, "another --out");
}
