import { InputError, printable, readCsv } from "../../files";

/** A student of the course. */
export interface Student {
  readonly id: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly email: string | null;
  /** As the course's platform calls the team; null where the roster does not say. */
  readonly team: string | null;
}

const columns: Readonly<Record<keyof Student, readonly string[]>> = {
  id: ["student_id", "id", "sid", "username", "student", "matriculation", "matrikelnummer"],
  lastName: ["last_name", "lastname", "surname"],
  firstName: ["first_name", "firstname"],
  email: ["email", "e-mail", "mail"],
  team: ["team", "group", "submission", "folder"],
};

/**
 * Reads the roster of a course, a CSV file with a column `student_id` (or `id`, `sid`, `username`), and as
 * they are there `last_name`, `first_name`, `email` and `team`.
 *
 * @throws InputError if it cannot be read, has no ids, or one twice
 * @example
 * readRoster("roster.csv")[0].id; // "ada"
 */
export function readRoster(file: string): Student[] {
  const table = readCsv(file);
  const textsOf = (what: keyof Student) => {
    const name = table.names.find((one) => columns[what].includes(one.trim().toLowerCase()));
    return name === undefined ? null : table.texts(name).map((text) => text.trim());
  };
  const ids = textsOf("id");
  if (ids === null) {
    throw new InputError(
      file,
      `columns ${table.names.map(printable).join(", ")}`,
      "one named student_id",
    );
  }
  const seen = new Set<string>();
  const twice = ids.find((id) => seen.size === seen.add(id).size);
  if (twice !== undefined)
    throw new InputError(file, `student ${printable(twice)} twice`, "each once");
  const [last, first, email, team] = [
    textsOf("lastName"),
    textsOf("firstName"),
    textsOf("email"),
    textsOf("team"),
  ];
  return ids.map((id, i) => ({
    ...{ id, lastName: last?.[i] || null, firstName: first?.[i] || null },
    ...{ email: email?.[i] || null, team: team?.[i] || null },
  }));
}

/**
 * The place among the teams of what a student handed in: the roster's team, else the student's id, address
 * or name in the team's name, of which a group has several joined by `+`.
 *
 * @returns -1 if there is none
 * @example
 * teamOf(student, [{ team: "ada+bo", person: null }]); // 0
 */
export function teamOf(
  student: Student,
  teams: readonly { readonly team: string; readonly person: string | null }[],
): number {
  const { id, email, firstName, lastName } = student;
  const named = [student.team, id, email, email?.split("@")[0]]
    .filter(Boolean)
    .map((one) => plain(one!));
  const called = plain(`${firstName ?? ""} ${lastName ?? ""}`);
  const byName = teams.findIndex(({ team }) =>
    [team, ...team.split("+")].some((one) => named.includes(plain(one))),
  );
  if (byName >= 0 || called === "") return byName;
  return teams.findIndex(({ team, person }) =>
    [team, ...(person?.split(",") ?? [])].some((one) => plain(one) === called),
  );
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .trim();
}
