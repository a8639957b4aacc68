// `npm run redteam`: the attacks of SECURITY.md's red team against this copy, a line for each point.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));

/** What the red team did before it was mended, and the tests that do it again. */
const points = [
  [1, "forged and replayed kernel messages", ["kernel/forgedMessages"]],
  [2, "telemetry, files kept to be sent", ["noNetwork"]],
  [3, "a launcher lying in the notebook's folder", ["kernel/installedKernel"]],
  [4, "a notebook that reads, calls, forks, loops, grows", ["review/confinement"]],
  [5, "a compiled program under a guessable name", ["privateCache"]],
  [
    6,
    "an upload's token: redirects, http, echoes",
    ["outputs/uploadSecrets", "outputs/upload.test"],
  ],
  [7, "the answer key in students' pages", ["review/answerKey"]],
  [8, "links, devices, pipes, outputs that are no files", ["review/links"]],
  [9, "damaged pictures", ["files/damagedPictures", "files/pictures", "files/pictureFolders"]],
  [
    10,
    "references of another plan, state or hash",
    ["referencesPlan", "savedState", "readReferences"],
  ],
  [11, "two processes in one folder", ["outputs/twoProcesses", "outputs/lock", "outputs/writing"]],
  [12, "inputs of one name, or changed on the way", ["outputs/inputFiles", "outputs/sha256"]],
  [13, "claims that prove nothing", ["review/decimals"]],
  [14, "one file that takes down a class", ["review/guarded"]],
  [15, "patterns and parsers that are not linear", ["linearPatterns", "linearTime"]],
  [16, "text that steers a terminal, sheet or page", ["rawWrites", "files/text"]],
  [
    17,
    "Ctrl-C twice, npm killed, outputs nobody can read",
    ["kernel/stopped", "kernel/unreadableOutput", "kernel/outputs"],
  ],
  [
    18,
    "parameters changed on the way, files for everybody",
    ["kernel/exactParameters", "outputs/fileMode"],
  ],
  [19, "another browser at nodeplotlib's server", ["show/figureServer"]],
  [
    20,
    "a page that runs what a notebook brings",
    ["kernel/page", "kernel/livePage", "report/live"],
  ],
  [21, "files of outputs and of scores", ["files/given", "audit/epsilon/command"]],
];

let failed = 0;
for (const [point, fault, words] of points) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(root, "test", "run.mjs"), ...words],
    { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)`, "m").exec(stdout)?.[1] ?? 0);
  const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
  const holds = status === 0 && count("pass") > 0;
  if (!holds) failed++;
  console.log(
    `${String(point).padStart(2)}  ${holds ? "held  " : "BROKEN"}  ${fault} (${count("pass")} attacks held${skipped})`,
  );
}
console.log(`${points.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
