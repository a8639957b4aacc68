import { lstatSync, mkdirSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { append } from "../../numeric/arrays";
import type { HandedIn } from "../guarded/tasks";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import { splitFields } from "../submission/splitFields";
import { kindOf } from "./kindOf";
import type { HandIn } from "./layout";
import { type FoundFile, listFiles } from "./listFiles";
import { unpack } from "./unpack";

/** What one team handed in, sorted. */
export interface SortedHandIn {
  readonly student: string;
  readonly person: string | null;
  readonly grouped: boolean;
  /** Null where there is none. */
  readonly submission: HandedIn | null;
  /** Names of further tables that could be it. */
  readonly others: readonly string[];
  readonly notebooks: readonly HandedIn[];
  readonly claims: readonly HandedIn[];
  /** Files that are only searched for secrets. */
  readonly searched: readonly HandedIn[];
  readonly unseen: readonly string[];
  /** Why what was handed in could not be opened; null if it could. */
  readonly failure: { readonly found: string; readonly expected: string } | null;
}

const mostHead = 64 * 2 ** 20;

/**
 * Says of each file of a hand-in what it is; zip files are unpacked.
 *
 * @param root from below which no link is followed
 * @param scratch an empty folder that zips are unpacked into
 * @example
 * sortHandIn({ student: "ada", person: null, paths: ["/in/ada"] }, { root: "/in", scratch: "/tmp/x" });
 */
export function sortHandIn(
  { student, person, grouped, paths }: HandIn,
  { root, scratch }: { root: string; scratch: string },
): SortedHandIn {
  const files: (FoundFile & { readonly root: string })[] = [];
  const unseen: string[] = [];
  let failure: SortedHandIn["failure"] = null;
  let archives = 0;
  const open = (file: string, name: string) => {
    const into = path.join(scratch, String(archives++));
    mkdirSync(into, { recursive: true, mode: 0o700 });
    try {
      const listing = unpack(file, into);
      append(
        files,
        listing.files.map((one) => ({ ...one, name: `${name}/${one.name}`, root: into })),
      );
      append(unseen, listing.unseen);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { found, expected } = error;
      failure ??= { found: `${name}: ${found}`, expected };
    }
  };
  for (const given of paths) {
    const name = path.basename(given);
    if (!lstatSync(given, { throwIfNoEntry: false })?.isDirectory()) {
      const kind = kindOf(name);
      if (kind === "archive") open(given, name);
      else if (kind !== null) files.push({ file: given, name, kind, root });
      continue;
    }
    const listing = listFiles(given);
    append(unseen, listing.unseen);
    for (const one of listing.files) {
      if (one.kind === "archive") open(one.file, one.name);
      else files.push({ ...one, root });
    }
  }
  const of = (...kinds: string[]) =>
    files
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ file, name, root: folder }): HandedIn => ({ file, folder, name }));
  const tables = of("table").filter(isSubmission);
  const [submission = null, ...others] = tables.sort((a, b) => rankOf(a) - rankOf(b));
  return {
    ...{ student, person, grouped, submission, unseen, failure },
    others: others.map(({ name, file }) => name ?? path.basename(file)),
    notebooks: of("notebook", "script"),
    claims: of("claims"),
    searched: of("searched", "claims"),
  };
}

/** Whether a table's header speaks of ids and scores; a broken one that is called a submission is one. */
function isSubmission({ file, name = file }: HandedIn): boolean {
  if (/submission|^test\.csv$/i.test(path.basename(name))) return true;
  try {
    const { text } = decode(file, readBytes(file, mostHead).bytes);
    const [first = ""] = text.slice(0, 2000).split(/[\r\n]/);
    const fields = splitFields(first.toLowerCase(), ",", 50).map((field) => field.trim());
    const has = (...names: string[]) => fields.some((field) => names.includes(field));
    return (
      fields.length <= 4 && has("id", "ids") && has("score", "scores", "membership", "prediction")
    );
  } catch (error) {
    if (error instanceof InputError) return /score|pred/i.test(path.basename(name));
    throw error;
  }
}

/** The course's own names first, those nearest to the top of the folder before others. */
function rankOf({ file, name = file }: HandedIn): number {
  const base = path.basename(name).toLowerCase();
  const usual = ["submission.csv", "test.csv"].indexOf(base);
  return (usual < 0 ? (base.includes("submission") ? 2 : 3) : usual) * 100 + name.split("/").length;
}
