export { countDigits, DIGITS, scatter, sortKeys } from "./radixSort";
export { sorting } from "./sorting";
