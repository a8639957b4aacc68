import assert from "node:assert/strict";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { getHeapSpaceStatistics } from "node:v8";
import { type CsvTable, readCsv, readCsvParts } from "../../../lib/files";
import { limits } from "../../../lib/files/limits";
import { writeCsv } from "../../../lib/files/outputs";
import { spellFloat } from "../../../lib/files/outputs/spellNumber";
import { MT19937 } from "../../../lib/numeric/random";
import { scratch } from "./scratch";

const folder = path.join("test", "fixtures", "artefacts");
const golden = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8"));
const floats = Float64Array.from(golden.floats);

test("writeCsv gives pandas' own bytes, every float spelled as Python spells it", (t) => {
  const file = scratch(t, "table.csv");
  writeCsv(file, {
    id: Int32Array.from(floats, (_, i) => i),
    name: Array.from(floats, (_, i) => (i % 7 === 0 ? 'a "quoted", name' : `n${i}`)),
    score: floats,
  });
  assert.equal(readFileSync(file, "utf8"), readFileSync(path.join(folder, "pandas.csv"), "utf8"));
});

test("the texts of floats leave nothing behind: of a million, less than 1 MiB of old objects", () => {
  const old = () =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space")
      ?.space_used_size ?? Number.NaN;
  const spell = (first: number) => {
    let length = 0;
    for (let i = 0; i < 1e6; i++) length += spellFloat(Math.sqrt(first + i)).length;
    return length;
  };
  spell(0.25); // what is compiled stays
  const before = old();
  assert.ok(spell(0.5) > 1e7);
  assert.ok(old() - before < 2 ** 20, `found ${old() - before} bytes more`);
});

test("floats of every size are spelled alike, alone and beside columns of any other kind", (t) => {
  const file = scratch(t, "table.csv");
  const random = new MT19937(5);
  const bits = new DataView(new ArrayBuffer(8));
  const any = () => {
    for (const at of [0, 4]) bits.setUint32(at, random.uint32());
    return bits.getFloat64(0);
  };
  const kinds = [
    () => random.double(),
    () => (random.double() - 0.5) * 10 ** Math.floor(24 * random.double() - 5),
    () => Math.fround(100 * random.double()),
    () => Number(`${Math.floor(999 * random.double())}e${Math.floor(24 * random.double() - 6)}`),
    (row: number) => 2 ** ((row % 70) - 15) * (1 + (row % 3) * 2 ** -52),
    any,
  ];
  const edges = [0, -0, 1e-4, 1e16, 2 ** 53, 1e16 - 2, 9.999999999999999e-5, Infinity];
  const columns = kinds.map((kind, k) =>
    Float64Array.from({ length: 8000 }, (_, row) =>
      row < edges.length ? edges[(row + k) % 8] : kind(row),
    ),
  );
  const [one, ...others] = columns;
  const notes = Array.from(one, (_, row) =>
    row === 7 ? "é".repeat(300_000) : row % 3 ? "x" : null,
  );
  const single = Float32Array.from(columns[2]);
  writeCsv(file, { ...Object.fromEntries(others.entries()), notes, one, single });
  const lines = Array.from(one, (value, row) =>
    [...others.map((column) => column[row]), value, single[row]].map(spellFloat),
  ).map((floats, row) => [...floats.slice(0, 5), notes[row] ?? "", ...floats.slice(5)].join(","));
  assert.deepEqual(readFileSync(file, "utf8").split("\n").slice(1, -1), lines);
});

test("readCsv reads floats back bit for bit and texts as they were", () => {
  const table = readCsv(path.join(folder, "pandas.csv"));
  assert.deepEqual(table.names, ["id", "name", "score"]);
  assert.equal(table.rows, floats.length);
  assert.deepEqual(table.numbers("score"), floats);
  assert.equal(table.texts("name")[7], 'a "quoted", name');
});

test("what writeCsv writes, readCsv reads: NaN, infinities, negative zero, odd texts", (t) => {
  const file = scratch(t, "table.csv");
  const score = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0);
  const text = ["", "a,b", 'say "x"\r\nand "y"\n', "1+1"];
  writeCsv(file, { 'the "text", quoted': text, score });
  const table = readCsv(file);
  assert.deepEqual(table.texts('the "text", quoted'), text);
  assert.deepEqual(table.numbers("score"), score);
});

test("a plain array keeps whole numbers whole and leaves null empty", (t) => {
  const file = scratch(t, "table.csv");
  writeCsv(file, { id: [17, "x", null], value: [1, 0.5, null] });
  assert.equal(readFileSync(file, "utf8"), "id,value\n17,1\nx,0.5\n,\n");
});

test("readCsv takes CRLF, a byte order mark and a last line without end", (t) => {
  const file = scratch(t, "table.csv");
  writeFileSync(file, "\ufeffid,score\r\n17,0.25\r\n4,1");
  const table = readCsv(file);
  assert.deepEqual(table.names, ["id", "score"]);
  assert.deepEqual([...table.numbers("score")], [0.25, 1]);
});

const refusals: [string, string, RegExp][] = [
  ["a quote inside a field", 'id,score\n1"7,0.5\n', /a quote inside an unquoted field in line 2/],
  ["text after a closing quote", 'id,score\n"17"x,0.5\n', /text after a closing quote in line 2/],
  ["an open quote", 'id,score\n1,2\n"17,0.5\n', /a quote that is never closed in line 3/],
  ["a short row", "id,score\n1,2\n17\n", /found 1 fields in line 3, expected 2/],
  ["a long row after a field of two lines", 'id,score\n"1\n1",2\n1,2,3\n', /3 fields in line 4/],
  ["an empty line in between", "id,score\n\n17,0.5\n", /found 1 fields in line 2/],
  ["a column twice", "id,id\n1,2\n", /column id twice/],
  ["nothing", "", /found nothing in line 1, expected a header/],
];

for (const [what, text, message] of refusals) {
  test(`readCsv refuses ${what}, with the line`, (t) => {
    const file = scratch(t, "bad.csv");
    writeFileSync(file, text);
    assert.throws(() => readCsv(file), message);
    assert.throws(() => readCsvParts(file, [{ columns: (names) => names }], 4), message);
  });
}

test("parts of a CSV file are those of the whole, wherever it is cut while it is read", (t) => {
  const file = scratch(t, "table.csv");
  const lines = ["\ufeffid,note,score", '1,"two\n\n""lines"",",0.5', "2,é,", ",x,-1e-9", "4,,"];
  for (const [end, trailing] of [
    ["\n", ""],
    ["\r\n", "\r\n\r\n \n"],
  ]) {
    writeFileSync(file, lines.join(end) + trailing);
    const whole = readCsv(file);
    for (let bytes = 1; bytes < 40; bytes++) {
      const parts = [
        { columns: () => ["score", "id", "none"] },
        { columns: () => ["note"] },
        { columns: () => ["note", "score"], every: 2 },
      ];
      const [two, note, second] = readCsvParts(file, parts, bytes);
      const texts = ({ names, texts }: CsvTable) => names.map((name) => [name, ...texts(name)]);
      const of = (...names: string[]) => names.map((name) => [name, ...whole.texts(name)]);
      assert.deepEqual([two.sha256, two.rows], [whole.sha256, 4]);
      assert.deepEqual(texts(two), of("id", "score"));
      assert.deepEqual(texts(note), of("note"));
      assert.deepEqual([...second.numbers("score")], [0.5, -1e-9]);
      assert.throws(() => second.numbers("note", [1]), /"x" in column note, line 6/);
    }
  }
});

test("lines of white space are rows where others follow, and a bare return belongs to its field, wherever a file is cut", (t) => {
  const file = scratch(t, "table.csv");
  for (const text of [
    "c0\n1\n\n \n2\n",
    "c0\n\n\t\n\n \n2\n \n\n",
    "c0\nx\r",
    "c0\r\n\r\n \r\n3",
  ]) {
    writeFileSync(file, text);
    const whole = readCsv(file).texts("c0");
    for (let bytes = 1; bytes < 20; bytes++) {
      const [part] = readCsvParts(file, [{ columns: (names) => names }], bytes);
      assert.deepEqual(part.texts("c0"), whole, JSON.stringify([text, bytes]));
    }
  }
});

test("numbers refuses what is no number, with column and line", (t) => {
  const file = scratch(t, "table.csv");
  writeFileSync(file, 'note,score\n"two\nlines",1\nx,0x10\ny,\n');
  assert.throws(() => readCsv(file).numbers("score"), /found "0x10" in column score, line 4/);
  assert.throws(
    () => readCsv(file).numbers("scores"),
    /found columns note, score, expected one named scores/,
  );
});

test("readCsv refuses bytes that are not UTF-8", (t) => {
  const file = scratch(t, "table.csv");
  writeFileSync(file, Buffer.from([0x69, 0xff, 0x0a]));
  assert.throws(() => readCsv(file), /bytes that are not UTF-8/);
});

test("writeCsv refuses columns of different length and leaves nothing", (t) => {
  const file = scratch(t, "table.csv");
  assert.throws(
    () => writeCsv(file, { id: [1, 2], score: [1] }),
    /column score has 1 rows, id has 2/,
  );
  assert.throws(() => readFileSync(file), /ENOENT/);
});

test("a CSV file larger than a text may be is read; one that memory cannot hold is refused by its size", (t) => {
  const file = scratch(t, "table.csv");
  writeFileSync(file, "id,score\n17,0.25\n");
  t.mock.method(TextDecoder.prototype, "decode", () => {
    throw new TypeError("no text holds more than 512 MiB");
  });
  assert.deepEqual([...readCsv(file).numbers("score")], [0.25]);
  truncateSync(file, limits.csvBytes + 1);
  assert.throws(
    () => readCsv(file),
    /found 4294967297 bytes, expected 4294967296 at most in a CSV file/,
  );
});
