// tslab looks through each cell by TypeScript for words such as @module in a comment. A cell without such
// a comment says nothing by it.
const { standIn } = require("./stand-in.cjs");

const real = standIn("tslab/dist/metadata", {
  getCodeMetadata: (code) =>
    code.includes("/**") && code.includes("@") ? real().getCodeMetadata(code) : {},
});
