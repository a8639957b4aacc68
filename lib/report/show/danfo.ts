import { Module } from "node:module";
import path from "node:path";
import { danfoStatistics } from "./danfoStatistics";

/**
 * danfo, read when it is first asked for, and without mathjs, see `danfoStatistics`.
 *
 * @example
 * const { DataFrame } = danfo();
 */
export function danfo(): typeof import("danfojs-node") {
  const place = path.dirname(require.resolve("danfojs-node"));
  const mathjs = require.resolve("mathjs", { paths: [place] });
  if (require.cache[mathjs] !== undefined) return require("danfojs-node");
  const module = new Module(mathjs);
  module.exports = danfoStatistics(() => require(mathjs));
  module.loaded = true;
  require.cache[mathjs] = module;
  try {
    return require("danfojs-node");
  } finally {
    delete require.cache[mathjs];
  }
}
