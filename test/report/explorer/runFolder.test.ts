import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { main } from "../../../lib/commands";
import { type ImageSource, InputError, readDataset } from "../../../lib/files";
import { readNpy, writeNpy } from "../../../lib/files/outputs";
import { explore } from "../../../lib/index";
import { phiOf } from "../../../lib/lira";
import { conformalPValues } from "../../../lib/metrics";
import { MT19937 } from "../../../lib/numeric/random";
import type { ExplorerImages } from "../../../lib/report/explorer/explorerRun";
import { nearestRows } from "../../../lib/report/explorer/neighbours/nearestRows";
import { withNeighbours } from "../../../lib/report/explorer/neighbours/withNeighbours";
import { readExplorerRun } from "../../../lib/report/explorer/reading/readExplorerRun";
import { runsPage } from "../../../lib/report/explorer/runsPage";
import { type PicturedSet, sprites } from "../../../lib/report/explorer/sprites";
import { edit, rows, writeExplorableRun } from "./explorableRun";

const all = mkdtempSync(path.join(tmpdir(), "explorer-"));
const [folder, template] = [path.join(all, "run"), path.join(all, "template")];
const file = (name: string) => path.join(folder, name);
const restore = () => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(template, folder, { recursive: true });
};
before(() => writeExplorableRun(template));
beforeEach(restore);
after(() => rmSync(all, { recursive: true }));

const read = () => readExplorerRun(folder).run;
const attack = (name: string) => read().attacks.find((one) => one.name === name);

function refused(message: RegExp) {
  assert.throws(read, (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.match(error.message, message);
    assert.ok(!error.message.includes("\n"));
    return true;
  });
}

test("public rows judge an attack where metrics.json says so, private rows where they are scored", () => {
  const { judges, scores } = attack("RF_corrected_raw")!;
  const parts = readFileSync(file("scores_public.csv"), "utf8").trim().split("\n").slice(1);
  const expected = parts.map((line) => (line.split(",")[4] === "report" ? 1 : 0));
  assert.deepEqual([...judges.slice(0, rows.public)], expected);
  assert.ok(judges.subarray(rows.public).every((judge) => judge === 1));
  assert.ok(scores.every(Number.isFinite));
  const heldout = attack("RF_heldout_raw")!;
  assert.ok(heldout.scores.subarray(rows.public).every(Number.isNaN));
  assert.ok(heldout.judges.subarray(rows.public).every((judge) => judge === 0));
});

test("cross-fitted scores judge all public rows, stand beside the private ones of their model, and are chosen", () => {
  edit(file("importance.json"), '"RF"', '"MLP"');
  edit(file("scores_public.csv"), /^(.+)$/gm, "$1,1,0.5");
  edit(file("scores_public.csv"), ",1,0.5", ",fold_corrected,MLP_corrected_crossfitted");
  const metrics = JSON.parse(readFileSync(file("metrics.json"), "utf8"));
  const own = metrics.rows.find((row: { column: string }) => row.column === "MLP_corrected_raw");
  metrics.rows.push({ ...own, column: "MLP_corrected_crossfitted", part: "crossfitted" });
  writeFileSync(file("metrics.json"), JSON.stringify(metrics));
  for (const set of ["public", "private"]) rmSync(file(`records_${set}.csv`));
  const run = read();
  const { name, judges, scores } = run.attacks[run.chosen];
  assert.equal(name, "MLP_corrected_crossfitted");
  assert.ok(judges.every((judge) => judge === 1));
  assert.deepEqual(
    scores.subarray(rows.public),
    attack("MLP_corrected_raw")!.scores.subarray(rows.public),
  );
  assert.ok(
    run.notes.some((note) => note.startsWith("Cross-fitted scores are judged here all together")),
  );
});

test("records give p-values and flags, and their scores are the chosen ones, judged by all", () => {
  const run = read();
  assert.deepEqual([...run.flags.slice(2, 6)], [0, 3, 2, 0]);
  const recorded = readFileSync(file("records_public.csv"), "utf8").split("\n")[1].split(",");
  const { name, scores, judges } = run.attacks[run.chosen];
  assert.equal(name, "RF_corrected_outOfFold");
  assert.equal(scores[0], Number(recorded[1]));
  assert.equal(run.pValues[0], Math.fround(Number(recorded[3])));
  assert.ok(judges.every((judge) => judge === 1));
});

test("without records p-values are those of the judged rows alone", () => {
  for (const set of ["public", "private"]) rmSync(file(`records_${set}.csv`));
  const run = read();
  const { name, scores, judges } = run.attacks[run.chosen];
  assert.equal(name, "RF_corrected_calibrated");
  const isPublic = (row: number) => row < rows.public;
  const strangers = scores.filter(
    (_, row) => isPublic(row) && judges[row] === 1 && run.membership[row] === 0,
  );
  const expected = conformalPValues(strangers, scores.subarray(rows.public));
  assert.deepEqual(run.pValues.subarray(rows.public), Float32Array.from(expected));
  run.pValues.forEach((p, row) => {
    assert.equal(Number.isNaN(p), judges[row] === 0);
  });
});

test("what the network says and phi come from the logits; views of another model are left out", () => {
  const run = read();
  assert.deepEqual(
    run.views.map(({ name }) => name),
    ["plain", "flip"],
  );
  for (const [view, end] of [
    ["plain", ""],
    ["flip", "_flip"],
  ]) {
    const { data } = readNpy(file(`logits_private${end}.npy`));
    const own = { data: data as Float32Array, rows: rows.private, classes: 4 };
    const phi = phiOf(own, Int32Array.from(run.labels.subarray(rows.public)));
    const { values } = run.views.find(({ name }) => name === view)!;
    assert.deepEqual(values.subarray(rows.public), Float32Array.from(phi));
  }
  const { data } = readNpy(file("logits_public.npy"));
  assert.equal(data[run.predicted[7] + 28], Math.max(...data.subarray(28, 32)));
  for (const set of ["public", "private"]) rmSync(file(`logits_${set}.npy`));
  const without = readExplorerRun(folder);
  assert.deepEqual([without.run.views.length, without.points], [0, null]);
  assert.ok(without.run.predicted.every((label) => label === -1));
  assert.ok(without.run.notes.some((note) => note.startsWith("The run has left no logits")));
});

test("views in whole numbers are shown beside the plain images, whose own in those are none", () => {
  for (const view of ["plain", "flip"]) {
    const stem = `logits_public_${view === "plain" ? "int8" : view}`;
    const { data, shape } = readNpy(file("logits_public_flip.npy"));
    const sha256 = writeNpy(file(`${stem}.npy`), { data, shape });
    const { origin } = JSON.parse(readFileSync(file("logits_public.json"), "utf8"));
    const own = { ...origin, view, engine: `${origin.engine}, int8`, ranges: "public" };
    writeFileSync(file(`${stem}.json`), JSON.stringify({ origin: own, shape, sha256 }));
  }
  const { views, labels } = read();
  assert.ok(views[1].values.every(Number.isFinite));
  assert.deepEqual(
    views.map(({ name }) => name),
    ["plain", "flip"],
  );
  const plain = readNpy(file("logits_public.npy")).data as Float32Array;
  const own = Int32Array.from(labels.subarray(0, rows.public));
  const phi = phiOf({ data: plain, rows: rows.public, classes: 4 }, own);
  assert.deepEqual(views[0].values.subarray(0, rows.public), Float32Array.from(phi));
});

test("of many predictors the first and the strongest are shown, never the softmax", () => {
  assert.deepEqual(
    read()
      .features.map(({ name }) => name)
      .slice(0, 2),
    ["sample_loss", "class_entropy"],
  );
  const [header, ...lines] = readFileSync(file("predictors_public.csv"), "utf8").trim().split("\n");
  const names = Array.from({ length: 20 }, (_, k) => `more_${k}`);
  const more = lines.map((line, row) =>
    names.map((_, k) => (k === 19 ? Number(line.split(",")[2]) + row / 100 : (row * (k + 3)) % 7)),
  );
  const text = [`${header},${names}`, ...lines.map((line, row) => `${line},${more[row]}`)].join(
    "\n",
  );
  writeFileSync(file("predictors_public.csv"), `${text}\n`);
  const { features, notes } = read();
  const shown = features.map(({ name }) => name);
  assert.deepEqual([shown.length, shown[0], shown.at(-1)], [16, "sample_loss", "more_19"]);
  assert.ok(!shown.includes("prob_0"));
  assert.ok(notes.some((note) => note.startsWith("16 of 31 predictors are shown")));
  const known = [header, ...lines].map((line) => line.split(",").slice(0, 3).join(","));
  writeFileSync(file("predictors_public.csv"), `${known.join("\n")}\n`);
  assert.deepEqual(read().features, [], "of a file without any");
});

test("bad folders are refused in one line that names the file", () => {
  const broken: [() => void, RegExp][] = [
    [() => rmSync(folder, { recursive: true }), /run: found no artefact, expected metrics\.json/],
    [() => rmSync(file("predictors_private.csv")), /predictors_private\.csv: found /],
    [
      () => edit(file("records_private.csv"), /\n100005,.*/, ""),
      /records_private\.csv: found 39 rows, expected 40 as in/,
    ],
    [
      () => edit(file("records_public.csv"), "\n5003,", "\n9999,"),
      /records_public\.csv: found id 9999 in row 3, expected 5003/,
    ],
    [
      () => edit(file("scores_private.csv"), "\n100001,", "\n100000,"),
      /scores_private\.csv: found id 100000 twice, expected each id once/,
    ],
    [
      () => edit(file("scores_private.csv"), "\n100001,", `\n${"7".repeat(600)},`),
      /found an id of 600 characters in row 1, expected at most 500/,
    ],
    [
      () => edit(file("predictors_private.csv"), "\n100001,1,", "\n100001,4,"),
      /predictors_private\.csv: found label 4 in row 1, expected 0 to 3/,
    ],
    [
      () => edit(file("scores_private.csv"), /\n100001,[^,]*,/, "\n100001,inf,"),
      /scores_private\.csv: found "inf" in column RF_published_raw, row 1/,
    ],
    [() => writeFileSync(file("logits_public.npy"), "no array"), /logits_public\.npy: found /],
  ];
  for (const [breakIt, message] of broken) {
    restore();
    breakIt();
    refused(message);
  }
});

test("the nearest rows are those of a search through all, a public row never its own", async () => {
  const random = new MT19937(3);
  const size = 3;
  const points = (n: number) => {
    return {
      data: Float32Array.from({ length: n * size }, () => Math.round(9 * random.double())),
      size,
    };
  };
  const sets = [points(300), points(50)] as const;
  const found = await nearestRows(sets, 5, { workers: 1 });
  const squared = (one: Float32Array, i: number, j: number) => {
    let sum = 0;
    for (let d = 0; d < size; d++) sum += (one[i * size + d] - sets[0].data[j * size + d]) ** 2;
    return sum;
  };
  let start = 0;
  for (const { data } of sets) {
    for (let i = 0; i < data.length / size; i++) {
      const others = Array.from({ length: 300 }, (_, j) => j).filter((j) => start > 0 || j !== i);
      const nearest = others
        .map((j) => squared(data, i, j))
        .sort((a, b) => a - b)
        .slice(0, 5);
      const own = [...found.subarray(5 * (start + i), 5 * (start + i + 1))];
      assert.deepEqual(
        own.map((j) => squared(data, i, j)),
        nearest,
      );
      assert.ok(start > 0 || !own.includes(i));
    }
    start += 300;
  }
  // squares that float32 has no room for, or nothing but zero
  for (const scale of [1e25, 1e-30]) {
    const scaled = sets.map(({ data }) => ({ data: data.map((value) => scale * value), size }));
    const again = await nearestRows([scaled[0], scaled[1]], 5, { workers: 1 });
    const distances = (rows: Int32Array) =>
      Array.from(rows, (j, k) => {
        const i = Math.floor(k / 5);
        return squared(i < 300 ? sets[0].data : sets[1].data, i % 300, j);
      });
    assert.deepEqual(distances(again), distances(found));
  }
  const few = await nearestRows([{ data: new Float32Array(9), size: 3 }, null], 4, { workers: 1 });
  assert.deepEqual([...few.subarray(0, 4)].sort(), [-1, -1, 1, 2]);
  assert.equal((await withNeighbours(readExplorerRun(folder))).neighbours?.rows.length, 600);
});

/** Images of one grey each: of row r the grey r. */
const greys = (count: number, side: number, channels = 1): ImageSource => ({
  ...{ count, channels, height: side, width: side },
  readBytes: (start, n, out) => {
    for (let i = 0; i < n; i++)
      out.fill(start + i, i * side * side * channels, (i + 1) * side * side * channels);
  },
});

async function greyOf(
  { sheets, places, width, height, perLine, perSheet }: ExplorerImages,
  row: number,
) {
  const sheet = Buffer.from(sheets[Math.floor(places[row] / perSheet)], "base64");
  const canvas = createCanvas(width * perLine, height * Math.ceil(perSheet / perLine));
  const context = canvas.getContext("2d");
  context.drawImage(await loadImage(sheet), 0, 0);
  const at = places[row] % perSheet;
  const corner = [(at % perLine) * width, Math.floor(at / perLine) * height] as const;
  return [...context.getImageData(...corner, width, height).data];
}

test("a row's place on the sheets holds its picture; large ones are scaled down and that is said", async () => {
  const exposure = new Float64Array(240);
  const sets = [
    { images: greys(200, 4), start: 0 },
    { images: greys(40, 4, 3), start: 200 },
  ];
  const small = await sprites(sets, { exposure, bytes: 1e6, seed: 1 });
  assert.deepEqual(
    [small.images.width, small.images.mediaType, small.notes],
    [4, "image/webp", []],
  );
  for (const [row, grey] of [
    [0, 0],
    [199, 199],
    [239, 39],
  ]) {
    const pixels = await greyOf(small.images, row);
    assert.deepEqual(pixels.slice(0, 4), [grey, grey, grey, 255]);
    assert.equal(new Set(pixels).size, grey === 255 ? 1 : 2);
  }
  const large = await sprites([{ images: greys(20, 300), start: 0 }], {
    exposure,
    bytes: 1e6,
    seed: 1,
  });
  assert.deepEqual(large.notes, ["Pictures are scaled from 300 x 300 to 96 x 96 pixels."]);
  assert.equal((await greyOf(large.images, 12))[0], 12);
});

/** Images that nothing compresses. */
function noise(count: number, side: number): ImageSource {
  const random = new MT19937(2);
  const bytes = Uint8Array.from({ length: count * 3 * side * side }, () => 256 * random.double());
  const size = bytes.length / count;
  return {
    ...{ count, channels: 3, height: side, width: side },
    readBytes: (start, n, out) => out.set(bytes.subarray(start * size, (start + n) * size)),
  };
}

test("where not all pictures have room, the most and the least exposed have one and a sample, the same each time", async () => {
  const exposure = Float64Array.from({ length: 60 }, (_, row) => (row * 7) % 60);
  const draw = () =>
    sprites([{ images: noise(60, 16), start: 0 }], { exposure, bytes: 3e3, seed: 1 });
  const { images, notes } = await draw();
  const shown = [...images.places.keys()].filter((row) => images.places[row] >= 0);
  assert.match(notes[0], new RegExp(`^Pictures of ${shown.length} of 60 rows, for want of room`));
  const third = Math.floor(shown.length / 3);
  const order = [...exposure.keys()].sort((a, b) => exposure[b] - exposure[a]);
  assert.ok(third > 2 && shown.length < 60);
  for (const row of [...order.slice(0, third), ...order.slice(-third)])
    assert.ok(shown.includes(row));
  assert.ok(images.sheets.join("").length * 0.75 <= 3e3);
  assert.deepEqual(await draw(), { images, notes });
});

test("a page carries the pictures of two runs of the same rows once, and fewer where there is too little room", async () => {
  const { run } = readExplorerRun(folder);
  const pictures = [{ images: noise(100, 32), start: 0 }];
  const page = (other: readonly PicturedSet[], bytes?: number) =>
    runsPage(
      [
        { run, pictures },
        { run, pictures: other },
      ],
      { title: "two", bytes },
    );
  const [alone, shared, both] = [await page([]), await page(pictures), await page([...pictures])];
  assert.deepEqual(
    [alone, shared, both].map((text) =>
      [...text.matchAll(/ id="sheet-(\d)-0"/g)].map(([, k]) => k),
    ),
    [["0"], ["0"], ["0", "1"]],
  );
  const bytes = alone.length - 0.5 * sheetsOf(alone).length;
  const small = await page([], bytes);
  assert.ok(small.length <= bytes && sheetsOf(small).length > 0.1 * sheetsOf(alone).length);
});

test("mia explore writes the page that the end of a run writes, for its owner alone", async (context) => {
  const told = context.mock.method(console, "log", () => {});
  const publicData = readDataset(file("public.npz"));
  const line = await explore({ folder }, { public: publicData, private: null });
  publicData.close();
  assert.match(line, /^explore\.html: 100 rows and \d+ scores/);
  const atEnd = readFileSync(file("explore.html"), "utf8");
  rmSync(file("explore.html"));
  const warned = context.mock.method(console, "error", () => {});
  assert.equal(await main(["explore", "--from", folder], tmpdir()), 0);
  assert.match(told.mock.calls.at(-1)?.arguments[0], /^-> .*explore\.html \(0\.\d MB\)$/);
  assert.equal(statSync(file("explore.html")).mode & 0o777, 0o600);
  const made = readFileSync(file("explore.html"), "utf8");
  assert.equal(sheetsOf(made), sheetsOf(atEnd));
  assert.ok(sheetsOf(made).length > 100);
  assert.match(warned.mock.calls[0].arguments[0], /^No pictures of private rows/);
});

test("a run of more rows than a page holds gets none, and a sentence that says so", async () => {
  const publicData = readDataset(file("public.npz"));
  const many = { ...publicData, ids: new Array<number>(400_001) };
  const line = await explore({ folder: "no folder" }, { public: many, private: null });
  publicData.close();
  assert.match(line, /not made, 400,001 rows are more than the 400,000 that a page holds/);
});

const sheetsOf = (page: string) => page.match(/id="sheet-0-0">([^<]*)</)?.[1] ?? "";

test("mia explore ends with 1 at what it cannot read and with 2 at a wrong line, and writes nothing", async (context) => {
  context.mock.method(console, "log", () => {});
  const warned = context.mock.method(console, "error", () => {});
  const other = path.join(all, "elsewhere", "other");
  cpSync(template, other, { recursive: true });
  rmSync(path.join(other, "public.npz"));
  for (const name of ["scores", "predictors", "records"]) {
    edit(path.join(other, `${name}_public.csv`), /\n(\d)/g, "\nx$1");
    edit(path.join(other, `${name}_private.csv`), /\n(\d)/g, "\nx$1");
  }
  const wrong: [string[], number, RegExp][] = [
    [["--from", file("nowhere")], 1, /nowhere: found no artefact/],
    [
      ["--from", folder, "--public", file("metrics.json")],
      1,
      /metrics\.json: found SHA-256 \w+, expected \w+, as the run has seen/,
    ],
    [
      ["--from", folder, "--and", other],
      1,
      /other: found ids x5000, x5001, x5002 \.\.\., expected some of the rows of/,
    ],
    [["--form", folder], 2, /--form: unknown option/],
    [[folder], 2, /unknown option/],
  ];
  for (const [words, status, message] of wrong) {
    assert.equal(await main(["explore", ...words], tmpdir()), status);
    const [line] = warned.mock.calls.at(-1)!.arguments;
    assert.match(line, message);
    assert.throws(() => statSync(file("explore.html")));
  }
});
