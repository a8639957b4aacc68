import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { gradescopeStudents } from "./gradescopeStudents";
import { isMachineMade, kindOf } from "./kindOf";

/** One hand-in of a class: a folder, a zip, or one file. */
export interface HandIn {
  /** Who handed it in, as grades and pages call them. */
  readonly student: string;
  /** A person's name, where the layout tells it. */
  readonly person: string | null;
  /** Whether it is a group's, whose ids are joined by `+`. */
  readonly grouped: boolean;
  readonly paths: readonly string[];
}

/** How a folder is laid out, and what was handed in. */
export interface Layout {
  readonly layout: "nbgrader" | "Moodle" | "Gradescope" | "folders" | "files" | "repository";
  /** nbgrader's name of the assignment; null elsewhere. */
  readonly assignment: string | null;
  readonly handIns: readonly HandIn[];
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/** Moodle: `Ada Lovelace_12345_assignsubmission_file_`, a folder or the start of a file's name. */
const moodle = /^(.{1,200}?)_(\d{1,12})_assignsubmission_(?:file|onlinetext)/;
const mostHandIns = 5000;

/**
 * Finds out how a folder is laid out, by names alone: nbgrader's `submitted/STUDENT/ASSIGNMENT/`,
 * Moodle's and Gradescope's downloads, a folder or a file for each team (as a CMS gives them), else one
 * repository.
 *
 * @param folder absolute path
 * @param assignment which of nbgrader's, where a student has several
 * @throws InputError if it cannot be read, or holds more than 5,000 hand-ins
 * @example
 * layoutOf("/course/submitted", null).layout; // "nbgrader"
 */
export function layoutOf(folder: string, assignment: string | null): Layout {
  const entries = entriesOf(folder);
  if (entries.length > mostHandIns) {
    throw new InputError(folder, `${entries.length} entries`, `at most ${mostHandIns} hand-ins`);
  }
  const metadata = entries.find(({ name }) => name === "submission_metadata.yml");
  if (metadata !== undefined) return gradescope(entries, metadata.path);
  if (entries.some(({ name }) => moodle.test(name))) return moodleLayout(entries);
  const folders = entries.filter(({ isFolder }) => isFolder);
  const files = entries.filter(({ isFolder, name }) => !isFolder && kindOf(name) !== null);
  const isOne = files.some(({ name }) =>
    /^(?:readme|requirements|pyproject|setup|license)/i.test(name),
  );
  const handed = files.filter(({ name }) => ["table", "archive"].includes(kindOf(name)!));
  if (files.length === 0 && folders.length > 0) return foldersLayout(folder, folders, assignment);
  if (!isOne && handed.length > 1 && handed.length === files.length) {
    const all = [...handed, ...folders];
    return {
      layout: "files",
      assignment: null,
      handIns: all.map((one) => handIn(nameOf(one), one.path)),
    };
  }
  return {
    layout: "repository",
    assignment: null,
    handIns: [handIn(path.basename(folder), folder)],
  };
}

function foldersLayout(folder: string, folders: readonly Entry[], wanted: string | null): Layout {
  const inside = folders.map((one) => entriesOf(one.path));
  const isNbgrader = inside.every(
    (entries) => entries.some(({ isFolder }) => isFolder) && !entries.some(isHandedIn),
  );
  if (isNbgrader && (folders.length > 1 || path.basename(folder) === "submitted")) {
    const names = inside.map((entries) => entries.filter(({ isFolder }) => isFolder));
    const assignment = assignmentOf(folder, names, wanted);
    const handIns = folders.flatMap((student, i) => {
      const own = names[i].find(({ name }) => name === assignment);
      return own === undefined ? [] : [handIn(student.name, own.path)];
    });
    return { layout: "nbgrader", assignment, handIns };
  }
  const withFiles = inside.filter((entries) => entries.some(isHandedIn)).length;
  const isClass =
    withFiles > 1 && withFiles >= folders.length / 2 && inside.filter(hasHandIn).length > 1;
  if (!isClass) {
    return {
      layout: "repository",
      assignment: null,
      handIns: [handIn(path.basename(folder), folder)],
    };
  }
  return {
    layout: "folders",
    assignment: null,
    handIns: folders.map((one) => handIn(one.name, one.path)),
  };
}

/** A table, a notebook or an archive: what a hand-in has and a folder of a repository alone has not. */
function hasHandIn(entries: readonly Entry[]): boolean {
  return entries.some(
    ({ name, isFolder }) => !isFolder && ["table", "archive"].includes(kindOf(name)!),
  );
}

function isHandedIn({ name, isFolder }: Entry): boolean {
  return !isFolder && kindOf(name) !== null && name !== "timestamp.txt";
}

/** The one asked for, else the only one, else the one that most students have. */
function assignmentOf(
  folder: string,
  names: readonly (readonly Entry[])[],
  wanted: string | null,
): string {
  const counts = new Map<string, number>();
  for (const { name } of names.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (wanted !== null && counts.has(wanted)) return wanted;
  if (counts.size === 1) return [...counts.keys()][0];
  const known = [...counts.keys()].sort().join(", ");
  throw new InputError(folder, `assignments ${known}`, "one of them by --assignment");
}

function moodleLayout(entries: readonly Entry[]): Layout {
  const byStudent = new Map<string, { person: string; paths: string[] }>();
  for (const entry of entries) {
    const [, person, id] = moodle.exec(entry.name) ?? [];
    if (id === undefined) continue;
    const one = byStudent.get(id) ?? { person, paths: [] };
    one.paths.push(entry.path);
    byStudent.set(id, one);
  }
  const handIns = [...byStudent].map(([student, of]) => ({ student, grouped: false, ...of }));
  return { layout: "Moodle", assignment: null, handIns };
}

function gradescope(entries: readonly Entry[], metadata: string): Layout {
  const students = gradescopeStudents(metadata);
  const handIns = entries
    .filter(({ isFolder, name }) => isFolder && name.startsWith("submission_"))
    .map(({ name, path }): HandIn => {
      const known = students.get(name);
      return {
        student: known?.student ?? name,
        person: known?.person ?? null,
        grouped: known?.grouped ?? false,
        paths: [path],
      };
    });
  return { layout: "Gradescope", assignment: null, handIns };
}

function handIn(student: string, path: string): HandIn {
  return { student, person: null, grouped: false, paths: [path] };
}

function nameOf({ name, isFolder }: Entry): string {
  return isFolder ? name : path.parse(name).name;
}

/** What is there but hidden files, links and what tools made. */
function entriesOf(folder: string): Entry[] {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined || !status.isDirectory())
    throw new InputError(folder, "no folder", "a folder");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && !isMachineMade(entry.name))
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .map((entry) => ({
      name: entry.name,
      path: path.join(folder, entry.name),
      isFolder: entry.isDirectory(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
