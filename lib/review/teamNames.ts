import path from "node:path";

/**
 * How each submission is called: its file's name without ending, with as many folders before it as
 * it takes to tell it from the others (nbgrader's `submitted/STUDENT/ASSIGNMENT/submission.csv`).
 *
 * @param files absolute paths
 * @example
 * teamNames(["/in/ada/1/s.csv", "/in/bo/1/s.csv"]); // ["ada/1/s", "bo/1/s"]
 */
export function teamNames(files: readonly string[]): string[] {
  const parts = files.map((file) => {
    const { dir, name } = path.parse(file);
    return [...dir.split(path.sep).filter((part) => part !== ""), name];
  });
  const shorter = (depth: number) => parts.map((all) => all.slice(-depth).join("/"));
  const deepest = Math.max(1, ...parts.map((all) => all.length));
  for (let depth = 1; depth < deepest; depth++) {
    const names = shorter(depth);
    if (new Set(names).size === names.length) return names;
  }
  const names = shorter(deepest);
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`));
}
