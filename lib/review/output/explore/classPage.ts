import { hasImages, type MembershipDataset, readDataset } from "../../../files";
import { chosenRows } from "../../../inference";
import { runsPage } from "../../../report/explorer/runsPage";
import type { PicturedSet } from "../../../report/explorer/sprites";
import { counted } from "../../counted";
import { isTable } from "../../readExpectedRows";
import type { Reviewed } from "../../reviewAll";
import { classRun } from "./classRun";

/**
 * The explorer's page of a class: every row with its membership, teams in place of attacks. With
 * pictures, where the rows' own dataset was named.
 *
 * @param expectedIds the file that names the rows, or null
 * @returns null where no submission has a score for every row
 * @throws InputError if the dataset cannot be read
 * @example
 * await classPage(await reviewAll(request), "data/private.pt");
 */
export async function classPage(
  reviewed: Reviewed,
  expectedIds: string | null,
): Promise<string | null> {
  const run = classRun(reviewed);
  if (run === null) return null;
  const title = `Review of ${counted(reviewed.review.submissions.length, "submission")}`;
  const dataset = expectedIds === null || isTable(expectedIds) ? null : readDataset(expectedIds);
  try {
    const pictures = dataset === null ? [] : picturesOf(dataset, run.ids);
    return await runsPage([{ run, pictures }], { title });
  } finally {
    dataset?.close();
  }
}

/** None where the dataset lacks one of the rows. */
function picturesOf({ ids, images }: MembershipDataset, wanted: readonly string[]): PicturedSet[] {
  const rows = new Map(ids.map((id, row) => [String(id), row]));
  const found = Int32Array.from(wanted, (id) => rows.get(id) ?? -1);
  if (!hasImages(images) || found.includes(-1)) return [];
  return [{ images: chosenRows(images, found), start: 0 }];
}
