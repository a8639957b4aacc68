export { csvCell, csvName } from "./csvCell";
export { markup, xmlText } from "./markup";
export { readStates, type Screen, type StateLine, stateLine } from "./stateLine";
export { STATES_WANTED, screen, tell, warn, warnNow, warnState } from "./terminal";
export { printable, visible, visibleLines, withoutColours } from "./visible";
