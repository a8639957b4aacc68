import path from "node:path";
import { largest } from "../numeric/arrays";

/**
 * How each submission is called: its file's name without ending, with as many folders before it as
 * it takes to tell it from the others (nbgrader's `submitted/STUDENT/ASSIGNMENT/submission.csv`).
 *
 * @param files absolute paths
 * @returns names of which no two are equal
 * @example
 * teamNames(["/in/ada/1/s.csv", "/in/bo/1/s.csv"]); // ["ada/1/s", "bo/1/s"]
 */
export function teamNames(files: readonly string[]): string[] {
  const shortest = shortestNames([...new Set(files)]);
  const taken = new Set(shortest.values());
  const times = new Map<string, number>();
  return files.map((file) => {
    let time = (times.get(file) ?? 0) + 1;
    const name = shortest.get(file)!;
    while (time > 1 && taken.has(`${name} (${time})`)) time++;
    times.set(file, time);
    if (time === 1) return name;
    taken.add(`${name} (${time})`);
    return `${name} (${time})`;
  });
}

/** Names of different files; two that differ in nothing but their ending have it in their names. */
function shortestNames(files: readonly string[]): Map<string, string> {
  const parts = files.map((file) => {
    const { dir, name } = path.parse(file);
    return [...dir.split(path.sep).filter((part) => part !== ""), name];
  });
  const deepest = Math.max(0, largest(parts.map((all) => all.length)));
  for (let depth = 1; depth <= deepest; depth++) {
    const names = parts.map((all) => all.slice(-depth).join("/"));
    if (new Set(names).size === names.length) {
      return new Map(files.map((file, i) => [file, names[i]]));
    }
  }
  return new Map(files.map((file) => [file, file.split(path.sep).filter(Boolean).join("/")]));
}
