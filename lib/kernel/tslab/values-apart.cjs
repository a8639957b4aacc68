// Cells that only give names plain values, as a notebook's parameters do, differ from run to run in their
// values alone: what is made of such a cell with other values of the same kinds is good for it, too.

/** Values that no type of an earlier cell's variable has been narrowed down to. */
const OTHERS = { number: 918273645.5, string: "some text of a parameter" };
const ASSIGNMENT = /^(?:let )?[A-Za-z_]\w* = /;
/** Ends of lines, and of comments, beside the usual one. */
const OTHER_ENDS = /[\r\u2028\u2029]/;
/** With this a cell shows nothing. */
const NOTHING = "void 0;";

/**
 * @param {string} source a cell
 * @returns {{source: string, filled: (code: string) => string | null} | null} the cell with other values, in
 *   as many lines, and what puts its own into the JavaScript of that, null where they have no place there;
 *   null if the cell does anything else
 */
exports.valuesApart = (source) => {
  if (OTHER_ENDS.test(source)) return null;
  const lines = source.split("\n").map(parsed);
  if (lines.includes(null)) return null;
  const assignments = lines.filter(({ own }) => own);
  if (assignments.length === 0) return null;
  const filled = (code) => {
    const made = code.split("\n");
    let at = -1;
    for (const { start, own, other } of assignments) {
      const isIt = (line) => [start, `exports.${start}`].includes(without(other, line));
      at = made.findIndex((line, place) => place > at && isIt(line));
      if (at < 0) return null;
      made[at] = `${without(other, made[at])}${own}`;
    }
    return made.join("\n");
  };
  return { source: lines.map(({ start, other = "" }) => start + other).join("\n"), filled };
};

/** @returns {{start: string, own?: string, other?: string} | null} */
function parsed(line) {
  const text = line.trimEnd();
  if (text === "" || isComment(text)) return { start: "" };
  if (text === NOTHING) return { start: NOTHING };
  const [start] = ASSIGNMENT.exec(text) ?? [];
  if (!start) return null;
  const end = text.indexOf("; //");
  if (end >= 0 && !isComment(text.slice(end + 2))) return null;
  const own = end < 0 ? text.slice(start.length) : text.slice(start.length, end + 1);
  const other = own.endsWith(";") ? otherValue(own.slice(0, -1)) : null;
  return other === null ? null : { start, own, other: `${other};` };
}

/** One that tells TypeScript nothing, as those with an @ may. */
function isComment(text) {
  return text.startsWith("// ") && !text.includes("@");
}

/** @returns {string | null} a literal of the same type; null if it is no plain value */
function otherValue(literal) {
  try {
    return otherLiteral(JSON.parse(literal));
  } catch {
    return null;
  }
}

function otherLiteral(value) {
  if (!Array.isArray(value)) return plainLiteral(value);
  const all = value.map(plainLiteral);
  return all.includes(null) ? null : `[${all.join(", ")}]`;
}

function plainLiteral(value) {
  if (value === null || typeof value === "boolean") return String(value);
  return (typeof value) in OTHERS ? JSON.stringify(OTHERS[typeof value]) : null;
}

function without(end, line) {
  return line.endsWith(end) ? line.slice(0, -end.length) : null;
}
