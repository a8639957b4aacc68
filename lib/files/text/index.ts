export { csvCell, csvName } from "./csvCell";
export { markup, xmlText } from "./markup";
export { tell, warn, warnNow } from "./terminal";
export { printable, visible, visibleLines, withoutColours } from "./visible";
