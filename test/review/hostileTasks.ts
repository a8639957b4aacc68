import { defineTask } from "../../lib/numeric/workers";

const module = "test/review/hostileTasks";
let kept = "nothing";

/** Keeps a word in the thread. */
export const prepareHostileTask = defineTask(module, "prepareHostileTask", (word: string): void => {
  kept = word;
});

/** Does what it is told, be it the worst. */
export const hostileTask = defineTask(module, "hostileTask", (what: string): string => {
  if (what === "throw") throw new Error("thrown on purpose");
  if (what === "text") throw "thrown text";
  if (what === "exit") process.exit(3);
  const filled: string[][] = [];
  while (what === "loop") filled.length = 0;
  while (what === "fill")
    filled.push(Array.from({ length: 1e5 }, (_, i) => `${i} ${Math.random()}`));
  return `${what}, ${kept}`;
});
