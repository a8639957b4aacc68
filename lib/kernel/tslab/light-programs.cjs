// tslab's programs are those of a watching compiler that emits. For each of a cell's two programs
// TypeScript makes a type checker, to find out anew which file refers to which and where a failed
// import should be watched for. All that tslab asks for are a cell's dependencies, and what the
// resolution of imports left in each file tells them too. Global types are those of Node.js, as in
// tsconfig.json, not those of each package that happens to lie in @types.
const { isBuiltin } = require("node:module");
const ts = require("@tslab/typescript-for-tslab");

/** Takes the place of TypeScript's function of this name. */
exports.createWatchCompilerHost = (files, options, ...rest) => {
  // Modules are not written, so that no output can replace a source. The map is for a cell's lines.
  const light = { ...options, types: ["node"], sourceMap: true, suppressOutputPathCheck: true };
  return ts.createWatchCompilerHost(files, light, ...rest);
};

/** What takes the place of a watch compiler host's function of this name. */
exports.programCreator = () => {
  const resolveModules = moduleResolver();
  const inOneOrder = importsInOneOrder();
  return (files, options, host, ...rest) => {
    inOneOrder(host, files);
    host.resolveModuleNameLiterals = resolveModules(host, options);
    host.resolveTypeReferenceDirectiveReferences = undefined; // as tsc resolves them
    const builder = ts.createAbstractBuilder(files, options, host, ...rest);
    const importsOf = remembered((file) => findImports(builder.getProgram(), file));
    builder.importsOf = importsOf;
    builder.getAllDependencies = (file) => reachedFrom([file], importsOf);
    // tslab reads a cell's names from its first program, before anything asks for a checker.
    for (const name of builder.getProgram().getRootFileNames()) {
      ts.bindSourceFile(builder.getSourceFile(name), builder.getCompilerOptions());
    }
    return builder;
  };
};

/**
 * Resolves imports for one program after the other. Node's own modules are ambient: they are not
 * looked for in the node_modules of all folders. What was not found is looked for again next time.
 */
function moduleResolver() {
  let cache;
  return (host, options) => {
    cache ??= ts.createModuleResolutionCache(
      host.getCurrentDirectory(),
      host.getCanonicalFileName,
      options,
    );
    const known = cache;
    const resolve = (name, importer, redirected) => {
      if (isBuiltin(name)) return { resolvedModule: undefined };
      const found = ts.resolveModuleName(name, importer, options, host, known, redirected);
      if (!found.resolvedModule) cache = undefined;
      return found;
    };
    return (names, importer, redirected) =>
      names.map(({ text }) => resolve(text, importer, redirected));
  };
}

/**
 * From the types of its variables a cell's declarations import what earlier cells' do, in another order and
 * number. TypeScript compares the two lists, and where they differ goes through all files of the program
 * again. So each name stands once in a list, and where it stood first.
 */
function importsInOneOrder() {
  const places = new Map();
  const placeOf = ({ text }) => {
    if (!places.has(text)) places.set(text, places.size);
    return places.get(text);
  };
  const once = (found) => {
    const byName = new Map(found.map((name) => [placeOf(name), name]));
    return [...byName.keys()].sort((one, other) => one - other).map((place) => byName.get(place));
  };
  const ordered = new WeakSet();
  const order = (file) => {
    if (!file || file.imports || ordered.has(file)) return file;
    ordered.add(file);
    let imports;
    return Object.defineProperty(file, "imports", {
      configurable: true,
      enumerable: true,
      get: () => imports,
      set: (found) => {
        imports = found && once(found);
      },
    });
  };
  const followed = new WeakSet();
  return (host, cells) => {
    if (followed.has(host)) return;
    followed.add(host);
    for (const name of ["getSourceFile", "getSourceFileByPath"]) {
      const get = host[name];
      if (!get) continue;
      host[name] = (fileName, ...rest) => {
        const file = get.call(host, fileName, ...rest);
        return cells.includes(fileName) ? order(file) : file;
      };
    }
  };
}

/** Names of source files and of all that they import, directly or not, but for ambient modules. */
function reachedFrom(files, importsOf) {
  const reached = new Set(files);
  for (const one of reached) for (const next of importsOf(one)) reached.add(next);
  return [...reached].map(({ fileName }) => fileName);
}
exports.reachedFrom = reachedFrom;

function findImports(program, file) {
  const names = file.referencedFiles.map(({ fileName }) =>
    ts.resolveTripleslashReference(fileName, file.fileName),
  );
  const add = ({ resolvedModule, resolvedTypeReferenceDirective }) => {
    const { resolvedFileName } = resolvedModule ?? resolvedTypeReferenceDirective ?? {};
    if (resolvedFileName) names.push(resolvedFileName);
  };
  file.resolvedModules?.forEach(add);
  file.resolvedTypeReferenceDirectiveNames?.forEach(add);
  return names.map((name) => program.getSourceFile(name)).filter(Boolean);
}

function remembered(find) {
  const found = new Map();
  return (key) => {
    if (!found.has(key)) found.set(key, find(key));
    return found.get(key);
  };
}
