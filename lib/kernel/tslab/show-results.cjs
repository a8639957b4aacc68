// The value of a cell's last expression, as Jupyter's `execute_result`: what console.log would print
// of it, and more where somebody knows the value better. lib/report/show, which knows tables, leaves
// a function (value => MIME bundle, or null) under the symbol.
const { format } = require("node:util");

const FORMAT = Symbol.for("mia-notebooks.format");

/** @returns MIME bundle; null for undefined and null, which are not shown */
exports.resultData = (value) => {
  if (value === undefined || value === null) return null;
  return globalThis[FORMAT]?.(value) ?? { "text/plain": format(value) };
};
