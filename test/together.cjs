// Test files in one process, each as a suite: what one does before and after its tests is its own.
const path = require("node:path");
const { after, describe, test } = require("node:test");

/** @param {readonly string[]} names from the repository's root */
exports.together = (names) => {
  let ended = 0;
  for (const name of names) {
    describe(name, () => {
      after(() => {
        ended++;
      });
      try {
        require(path.resolve(__dirname, "..", name));
      } catch (error) {
        // Node 22 passes a suite that throws.
        test("the file is loaded", () => {
          throw error;
        });
      }
    });
  }
  process.on("exit", () => {
    if (ended === names.length) return;
    console.error(`found an end after ${ended} test files, expected all ${names.length}`);
    process.exitCode = 1;
  });
};
