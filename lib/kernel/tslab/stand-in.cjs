// Something of ours in the place of a module of tslab's that takes long to load and may not be needed.
const Module = require("node:module");

/**
 * @param {string} name a module that was not loaded yet
 * @param {object} exports what who requires it gets
 * @returns {() => object} loads the module itself
 */
exports.standIn = (name, exports) => {
  const file = require.resolve(name);
  const ours = Object.assign(new Module(file), { filename: file, loaded: true, exports });
  require.cache[file] = ours;
  let theirs;
  return () => {
    if (theirs) return theirs;
    delete require.cache[file];
    theirs = require(file);
    require.cache[file] = ours;
    return theirs;
  };
};
