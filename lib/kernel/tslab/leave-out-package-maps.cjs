// tsx has Node.js read the source map of each file that it loads, so that stack traces name lines of
// TypeScript. For packages that is 17 MB, read, parsed and kept, of sources that are not installed:
// their frames name the installed files instead.
const Module = require("node:module");
const { sep } = require("node:path");

const COMMENT = "\n//# sourceMappingURL=";
/** The end of a file; code that only speaks of such comments, as tsx's own does, goes on. */
const ADDRESS = /^(data:[\w/;:=,+-]+|[\w@./-]+\.map)\s*$/;
const { _compile } = Module.prototype;

Module.prototype._compile = function (content, fileName, ...rest) {
  const isPackage = fileName.includes(`${sep}node_modules${sep}`);
  return _compile.call(this, isPackage ? withoutMap(content) : content, fileName, ...rest);
};

function withoutMap(content) {
  const at = content.lastIndexOf(COMMENT);
  const isComment = at >= 0 && ADDRESS.test(content.slice(at + COMMENT.length));
  return isComment ? content.slice(0, at) : content;
}
