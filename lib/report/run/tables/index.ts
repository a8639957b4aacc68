export { costTable } from "./costTable";
export { modelsTable } from "./modelsTable";
export { privateScoresTable } from "./privateScoresTable";
export { reportedTable } from "./reportedTable";
