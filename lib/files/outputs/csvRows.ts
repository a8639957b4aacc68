import { compile, Layout } from "../../numeric/wasm";
import { powersOfTen } from "./shortestDecimal";
import { BEYOND, LONGEST, SCRATCH, spellingKernel } from "./spellKernel";
import { spellFloat } from "./spellNumber";

/** Spells a row's field. */
export type Speller = (row: number) => string;

/** Arrays of floats, or what spells the fields of any other column. */
export type SpelledColumn = Float64Array | Float32Array | Speller;

/** Floats that are spelled at once, and bytes of text that are handed on together. */
const [AT_ONCE, ROOM] = [2 ** 10, 2 ** 18];
const NEWLINE = 0x0a;

/** The kernel and its memory, which every file uses until its next bytes are asked for. */
interface Spelling {
  readonly floats: Float64Array;
  readonly text: Buffer;
  /** Where the last text ended, and how many floats were left. */
  readonly done: Int32Array;
  /** Spells floats from the one of a number on, to a place in the text. */
  spell(from: number, count: number, to: number): void;
}

let opened: Spelling | undefined;

function open(): Spelling {
  const layout = new Layout();
  const [boundsAt, scratchAt, doneAt] = [16, SCRATCH, 8].map((bytes) => layout.reserve(bytes));
  const powers = powersOfTen();
  const powersAt = layout.reserve(powers.byteLength);
  const [floatsAt, textAt] = [layout.reserve(8 * AT_ONCE), layout.reserve(ROOM)];
  const memory = layout.createMemory();
  const { buffer } = memory;
  new Float64Array(buffer, boundsAt, 2).set([1e-4, 1e16]);
  new BigUint64Array(buffer, powersAt, powers.length).set(powers);
  const kernel = compile({ spell: spellingKernel({ boundsAt, powersAt, scratchAt, doneAt }) });
  const { spell } = kernel(memory);
  return {
    floats: new Float64Array(buffer, floatsAt, AT_ONCE),
    text: Buffer.from(buffer, textAt, ROOM),
    done: new Int32Array(buffer, doneAt, 2),
    spell: (from, count, to) => spell(floatsAt + 8 * from, count, textAt + to),
  };
}

/**
 * The rows of columns as lines of a CSV file.
 *
 * @returns bytes that hold until the next ones are asked for
 * @example
 * writeAtomically(file, csvRows([Float64Array.of(0.25), () => "x"], 1)); // 0.25,x
 */
export function* csvRows(columns: readonly SpelledColumn[], rows: number): Generator<Uint8Array> {
  opened ??= open();
  const { floats, text, done, spell } = opened;
  const runs = runsOf(columns);
  let end = 0;
  const put = (field: string) => {
    end += text.write(field, end);
  };
  for (let row = 0; row < rows; row++) {
    for (const run of runs) {
      const field = typeof run === "function" ? run(row) : "";
      const room = typeof run === "function" ? 3 * field.length + 1 : LONGEST * run.length + BEYOND;
      if (end + room > ROOM) {
        yield text.subarray(0, end);
        end = 0;
      }
      if (typeof run !== "function") {
        for (let c = 0; c < run.length; c++) floats[c] = run[c][row];
        for (let from = 0; from < run.length; ) {
          spell(from, run.length - from, end);
          end = done[0] - text.byteOffset;
          from = run.length - done[1];
          if (from < run.length) put(`${spellFloat(floats[from++])},`);
        }
      } else if (room <= ROOM) put(`${field},`);
      else {
        yield Buffer.from(field);
        put(",");
      }
    }
    text[end - 1] = NEWLINE;
  }
  yield text.subarray(0, end);
}

/** Columns of floats that stand side by side are spelled together. */
function runsOf(columns: readonly SpelledColumn[]): (Speller | (Float64Array | Float32Array)[])[] {
  const runs: (Speller | (Float64Array | Float32Array)[])[] = [];
  for (const column of columns) {
    const last = runs[runs.length - 1];
    if (typeof column === "function") runs.push(column);
    else if (Array.isArray(last) && last.length < AT_ONCE) last.push(column);
    else runs.push([column]);
  }
  return runs;
}
