import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import { UsageError } from "../../../lib/commandLine";
import { MT19937 } from "../../../lib/numeric/random";
import { importRequest } from "../../../lib/training/references/arguments";
import {
  checkMasks,
  requireSameOrder,
} from "../../../lib/training/references/import/checkImported";
import { runImport } from "../../../lib/training/references/import/runImport";
import {
  at,
  idOf,
  isIn,
  layout,
  MODELS,
  nativeRun,
  refused,
  request,
  rowsOfBoth,
  writeExperiments,
  writeMask,
} from "./case";
import { CLASSES, npy, ROWS, save, saveBooleans } from "./files";

describe("references of other programs that are refused", () => {
  let run: Awaited<ReturnType<typeof nativeRun>>;
  before(async () => {
    run = await nativeRun();
  });

  test("rows in another order are noticed: all, within a class, or from a row on", async () => {
    writeExperiments("turned", [...rowsOfBoth].reverse());
    const said = "; ids.npy or labels.npy beside them would say which row is which";
    await refused(
      "turned",
      new RegExp(
        `turned: found outputs that do not follow the target's on public rows \\(correlation -?0\\.\\d+ over 60 rows\\), expected those of the same images in the same order${said}$`,
      ),
    );
    const { labels } = run.target.public;
    const seen = (order: (row: number) => number) => ({
      ...{
        set: "public",
        ids: [],
        labels,
        target: run.target.public.phi,
        trainedOn: new Uint8Array(),
      },
      references: Float64Array.from(run.phi.public, (_, k) => {
        return run.phi.public[Math.floor(k / ROWS) * ROWS + order(k % ROWS)];
      }),
    });
    assert.match(
      requireSameOrder(
        "x",
        seen((row) => row),
        false,
      ),
      /agree on what is hard/,
    );
    const next = (row: number) => {
      for (let step = 1; ; step++) {
        const other = (row + step) % ROWS;
        if (labels[other] === labels[row]) return other;
      }
    };
    assert.throws(
      () => requireSameOrder("x", seen(next), false),
      /do not follow the target's on public/,
    );
    // A run of a larger set.
    const rng = new MT19937(3);
    const large = Float64Array.from({ length: 1000 }, () => rng.double());
    const moved = large.map((value, i) => (i < 700 ? value : large[(i + 1) % 1000]));
    const parts = { ...seen((row) => row), labels: new Int32Array(1000), target: large };
    assert.throws(
      () => requireSameOrder("x", { ...parts, references: moved }, true),
      /^InputError: x: found outputs that follow the target's on public rows but not on 700 to 799, expected those of the images in one order$/,
    );
  });

  test("labels that differ are told, and ids that do not fit", async () => {
    writeExperiments("labels", rowsOfBoth);
    const labels = Int32Array.from(rowsOfBoth, (row) =>
      row < ROWS ? run.target.public.labels[row] : run.target.private.labels[row - ROWS],
    );
    save(at("labels", "y_train.npy"), labels, [2 * ROWS]);
    assert.match(layout("labels").notes, /labels of y_train\.npy agree/);
    labels[7] = (labels[7] + 1) % CLASSES;
    save(at("labels", "y_train.npy"), labels, [2 * ROWS]);
    await refused(
      "labels",
      /y_train\.npy: found label \d in row 7, expected \d, that of public id 1007$/,
    );
    rmSync(at("labels", "y_train.npy"));
    const ids = rowsOfBoth.map(idOf);
    writeFileSync(at("labels", "ids.txt"), [...ids.slice(1), 1001].join("\n"));
    await refused("labels", /ids\.txt: found id 1001 twice, expected each once$/);
    writeFileSync(at("labels", "ids.txt"), [...ids.slice(1), 77].join("\n"));
    await refused(
      "labels",
      /ids\.txt: found no row of public id 1000, expected one for every image$/,
    );
    writeFileSync(at("labels", "ids.txt"), ids.slice(1).join("\n"));
    await refused("labels", /ids\.txt: found 119 ids, expected 120$/);
    rmSync(at("labels", "ids.txt"));
    writeExperiments("fewer", rowsOfBoth.slice(1));
    await refused(
      "fewer",
      /fewer: found outputs of 119 rows, expected 120, the 60 public and then 60 private \(or ids\.npy beside them\)$/,
    );
  });

  const damages: [string, (experiment: string, others: string) => void, RegExp][] = [
    [
      "of two architectures",
      (experiment) => writeFileSync(path.join(experiment, "hparams.json"), '{"arch": "cnn32"}'),
      /experiment-1_4\/hparams\.json: found architecture cnn32, expected wrn28-2 as in .*experiment-0_4\/hparams\.json$/,
    ],
    [
      "of other shapes",
      (experiment) =>
        save(path.join(experiment, "logits", "0000000200.npy"), new Float32Array(8), [2, 4]),
      /experiment-1_4\/logits\/0000000200\.npy: found shape \[2,4\], expected \[120,1,2,9\] as .*experiment-0_4/,
    ],
    [
      "that are no numbers",
      (experiment) => {
        const file = path.join(experiment, "logits", "0000000100.npy");
        const bytes = readFileSync(file);
        bytes.writeFloatLE(Number.NaN, bytes.length - 4);
        writeFileSync(file, bytes);
      },
      /experiment-1_4\/logits\/0000000100\.npy: found NaN in row 119, expected finite numbers of float32$/,
    ],
    [
      "cut short",
      (experiment) => {
        const file = path.join(experiment, "logits", "0000000100.npy");
        writeFileSync(file, readFileSync(file).subarray(0, 5000));
      },
      /0000000100\.npy: found \d+ bytes of elements, expected 8640 for shape \[120,1,2,9\] \(is it cut short\?\)$/,
    ],
    [
      "whose header lies of more",
      (experiment) =>
        writeFileSync(
          path.join(experiment, "logits", "0000000100.npy"),
          npy("<f4", [120, 1, 2, 900000000], new Uint8Array(64)),
        ),
      /0000000100\.npy: found 64 bytes of elements, expected 864000000000 for shape \[120,1,2,900000000\]/,
    ],
    [
      "of Python objects",
      (experiment) =>
        writeFileSync(path.join(experiment, "keep.npy"), npy("|O", [120], new Uint8Array(120))),
      /keep\.npy: found numpy type \|O, expected plain numbers$/,
    ],
    [
      "with a mask of fewer rows",
      (experiment) => saveBooleans(path.join(experiment, "keep.npy"), new Uint8Array(119), [119]),
      /experiment-1_4\/keep\.npy: found shape \[119\], expected \[120\] as the outputs$/,
    ],
    [
      "without outputs",
      (experiment) => rmSync(path.join(experiment, "logits"), { recursive: true }),
      /experiment-1_4: found no logits\/\*\.npy, expected some as the other experiments have$/,
    ],
  ];
  for (const [what, damage, message] of damages) {
    test(`refuses experiments ${what} on one line, and leaves nothing`, async () => {
      rmSync(at("damaged"), { recursive: true, force: true });
      writeExperiments("damaged", rowsOfBoth);
      damage(at("damaged", "experiment-1_4"), at("damaged", "experiment-0_4"));
      await refused("damaged", message);
    });
  }

  test("refuses masks that are all in, all out, the wrong way round or no truth values", async () => {
    const { labels } = run.target.public;
    const ids = [...labels.keys()].map(idOf);
    const check = (values: (m: number, row: number) => number) => {
      const trainedOn = run.native.public.trainedOn.map((_, k) =>
        values(Math.floor(k / ROWS), k % ROWS),
      );
      // Surer of what they were trained on.
      const references = run.phi.public.map(
        (value, k) => value + 2 * run.native.public.trainedOn[k],
      );
      const seen = {
        set: "public",
        ids,
        labels,
        target: run.target.public.phi,
        references,
        trainedOn,
      };
      return checkMasks("x", [seen]);
    };
    const throws = (values: (m: number, row: number) => number, message: RegExp) =>
      assert.throws(() => check(values), message);
    throws(
      () => 1,
      /public id 1000, which every model was trained on, expected a mask with one left out$/,
    );
    throws(
      () => 0,
      /^InputError: x: found a mask that is all out, expected models trained on some/,
    );
    throws(
      (m, row) => 1 - isIn(m, row),
      /found models that are less sure of what they were trained on \(phi \d\.\d\d lower\), expected a mask that is 1 where/,
    );
    assert.match(check(isIn).notes.join("\n"), /^phi \d\.\d\d higher in than out, on average$/);
    assert.ok(check(isIn).online);
    const offline = check((m, row) => (row % 5 === 0 ? 0 : isIn(m, row)));
    assert.match(offline.notes.join("\n"), /some images no model was trained on/);
    assert.ok(!offline.online);
    writeMask("twos", "phi.npy", new Float64Array(MODELS * 2 * ROWS), [MODELS, 2 * ROWS]);
    const twos = new Uint8Array(MODELS * 2 * ROWS).fill(2);
    writeFileSync(at("twos", "in_mask.npy"), npy("|u1", [MODELS, 2 * ROWS], twos));
    await refused("twos", /in_mask\.npy: found 2 for model 0, row 0, expected 0 or 1$/);
    writeFileSync(at("twos", "in_mask.npy"), npy("|b1", [3, 2 * ROWS], new Uint8Array(6 * ROWS)));
    await refused(
      "twos",
      /in_mask\.npy: found shape \[3,120\], expected \[4,120\], models by rows$/,
    );
  });

  test("refuses checkpoints of two architectures, of other classes, without ids or of other images", async () => {
    const folder = at("others");
    const put = (name: string, fixture: string, ids: string) => {
      copyFileSync(
        path.join("test", "fixtures", "inference", fixture),
        path.join(folder, `${name}.pt`),
      );
      writeFileSync(path.join(folder, `${name}_in_ids.txt`), ids);
    };
    mkdirSync(folder);
    put("a", "resnet18-7x7.pt", "1000\n5001");
    put("b", "resnet34-7x7.pt", "1001\n5000");
    await refused(
      "others",
      /b\.pt: found architecture ResNet-34.*, expected ResNet-18.* as in .*a\.pt$/,
    );
    put("b", "resnet18-7x7.pt", "1001\n1001");
    await refused("others", /b_in_ids\.txt: found id 1001 twice, expected each once$/);
    put("b", "resnet18-7x7.pt", "1\n2");
    await refused(
      "others",
      /b_in_ids\.txt: found 2 ids, of which no dataset has any, expected ids of images/,
    );
    rmSync(path.join(folder, "b_in_ids.txt"));
    await refused(
      "others",
      /b\.pt: found no ids of what it was trained on, expected b_in_ids\.npy/,
    );
  });

  test("refuses a folder of no known layout, one that is another run's, and options of training", async () => {
    mkdirSync(at("nothing"));
    await refused(
      "nothing",
      /nothing: found no layout of references that is known, expected experiment-/,
    );
    writeExperiments("whole", rowsOfBoth);
    mkdirSync(at("planned"));
    writeFileSync(at("planned", "plan.json"), "{}");
    await assert.rejects(
      runImport(request("whole", "planned"), () => {}),
      /planned: found references that npm run references trains there, expected another --out$/,
    );
    const words = [
      "--import",
      "tf",
      "--model",
      "m",
      "--public",
      "p",
      "--private",
      "q",
      "--out",
      "o",
    ];
    assert.equal(importRequest(words, "/")?.from, "/tf");
    assert.equal(importRequest(words.slice(2), "/"), null);
    assert.throws(() => importRequest([...words, "--epochs", "2"], "/"), UsageError);
  });
});
