import { readYaml } from "./readYaml";

/** Who handed in a submission. */
interface Student {
  /** The student id, else the address, else the name; of a group all of them. */
  readonly student: string;
  readonly person: string | null;
  readonly grouped: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Who handed in what, from the `submission_metadata.yml` of a Gradescope export: its keys are the
 * folders' names, `:submitters:` their authors with `:sid:`, `:email:` and `:name:`.
 *
 * @returns by folder
 * @throws InputError if it is no YAML
 * @example
 * gradescopeStudents("export/submission_metadata.yml").get("submission_123"); // { student: "s1", person: "Ada" }
 */
export function gradescopeStudents(file: string): Map<string, Student> {
  const students = new Map<string, Student>();
  for (const [folder, entry] of Object.entries(objectOf(readYaml(file)))) {
    const { ":submitters": quoted, submitters } = objectOf(entry);
    const all = [quoted, submitters].find(Array.isArray) ?? [];
    const known = all.map((one: unknown) => {
      const [id, email, name] = ["sid", "email", "name"].map((key) => textOf(objectOf(one), key));
      return { student: id || email || name, person: name };
    });
    const student = known
      .map((one) => one.student)
      .filter(Boolean)
      .join("+");
    const person = known
      .map((one) => one.person)
      .filter(Boolean)
      .join(", ");
    if (student !== "")
      students.set(folder, { student, person: person || null, grouped: known.length > 1 });
  }
  return students;
}

/** Keys are Ruby's symbols, `:sid:`, whose first colon YAML keeps. */
function textOf(entry: Json, key: string): string {
  const value = entry[`:${key}`] ?? entry[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}
