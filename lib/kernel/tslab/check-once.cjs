// With each cell that imports from lib, tslab checks the types of everything that the cell reaches,
// again and again: most of the time to a notebook's first result. Here a module that was found
// without an error is not checked again, in this kernel or a later one, until it, a module or a
// declaration that it reaches, TypeScript or the global types change. Cells, edited modules and
// modules with errors are checked as before.
const { createHash } = require("node:crypto");
const ts = require("@tslab/typescript-for-tslab");
const { declare } = require("./declared-modules.cjs");
const { knownDigests, rememberDigests } = require("./digest-file.cjs");
const { soundModules, useSurroundings } = require("./kept-declarations.cjs");
const { withoutDocumentation } = require("./without-documentation.cjs");

/** Program -> {builder, surroundings} of its files. */
const contextOf = new WeakMap();

/**
 * Follows the programs of one watch program, from the first.
 *
 * @returns {(builder: object) => object} to be given each; returns it
 */
exports.followPrograms = () => {
  let surroundings;
  return (builder) => {
    const program = builder.getProgram();
    // The first program holds what every cell sees: global types, and no import yet.
    surroundings ??= digest([
      ts.version,
      JSON.stringify(program.getCompilerOptions()),
      ...program.getSourceFiles().map(stateOfFile),
    ]);
    useSurroundings(surroundings);
    contextOf.set(program, { builder, surroundings });
    return builder;
  };
};

/** Takes the place of TypeScript's function of this name; `files` are a cell and what it reaches. */
exports.getPreEmitDiagnosticsOfFiles = (program, [cell, ...modules]) => {
  const found = [...ts.getPreEmitDiagnostics(program, cell)];
  const known = knownDigests();
  const sound = [];
  let isSound = true;
  for (const module of modules) {
    if (soundModules().has(module.fileName)) continue;
    const state = stateOf(program, module);
    if (known.has(state)) continue;
    const errors = [
      ...program.getSyntacticDiagnostics(module),
      ...program.getSemanticDiagnostics(module),
    ];
    for (const error of errors) found.push(error);
    if (errors.length === 0) sound.push(state);
    else isSound = false;
  }
  rememberDigests(sound);
  if (isSound) declare(program, contextOf.get(program).builder, [cell, ...modules]);
  return ts.sortAndDeduplicateDiagnostics(found);
};

/** Digest of all on which the outcome of a module's check depends. */
function stateOf(program, module) {
  const { builder, surroundings } = contextOf.get(program);
  const reached = builder.getAllDependencies(module).map((name) => builder.getSourceFile(name));
  return digest([surroundings, module.fileName, ...reached.map(stateOfFile).sort()]);
}

/** Source file -> its name and a digest of its text, the same in headless runs and others. */
const fileStates = new WeakMap();

function stateOfFile(file) {
  if (!fileStates.has(file)) {
    const text = withoutDocumentation(file.fileName, file.text);
    fileStates.set(file, `${file.fileName} ${digest([text])}`);
  }
  return fileStates.get(file);
}

function digest(parts) {
  return createHash("sha256").update(parts.join("\n")).digest("base64url");
}
