import path from "node:path";

/** The repository's root folder, where package.json, data and node_modules lie. */
export const repositoryRoot = path.dirname(__dirname);
