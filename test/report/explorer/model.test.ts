import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { clopperPearson, delongDifference, tprAtFpr } from "../../../lib/metrics";
import type { ExplorerRun } from "../../../lib/report/explorer/explorerRun";
import { classExposures } from "../../../lib/report/explorer/model/classExposure";
import { columnsOf } from "../../../lib/report/explorer/model/columns";
import { changedMost, comparison } from "../../../lib/report/explorer/model/compare";
import { csvOf } from "../../../lib/report/explorer/model/csv";
import { densities, distribution, position } from "../../../lib/report/explorer/model/distribution";
import { passing } from "../../../lib/report/explorer/model/filter";
import { fromHash, toHash } from "../../../lib/report/explorer/model/hash";
import { operating } from "../../../lib/report/explorer/model/operating";
import { ordered } from "../../../lib/report/explorer/model/order";
import { standing } from "../../../lib/report/explorer/model/shares";
import { joined } from "../../../lib/report/explorer/model/source";
import type { State } from "../../../lib/report/explorer/model/state";
import { openTable, whyNotJudged } from "../../../lib/report/explorer/model/table";
import { fourDigits } from "../../../lib/report/explorer/pack/fourDigits";
import { packRun } from "../../../lib/report/explorer/pack/packRun";
import { ranked } from "../../../lib/report/explorer/pack/ranked";
import { unpackRun } from "../../../lib/report/explorer/pack/unpackRun";
import { explorerPage } from "../../../lib/report/explorer/page";
import { syntheticExplorerRun } from "./syntheticExplorerRun";

const run = syntheticExplorerRun({ rows: 400, ids: ["10", "9", "Ab", "", "=1+1"], pictured: 3 });
const packed = unpackRun(packRun(run));
const table = openTable(packed, null, 0);
const rowsOf = (change: Partial<State>) => {
  const state = { ...table.first, ...change };
  const passes = passing(table, columnsOf(table, state), state);
  return Array.from(passes.keys()).filter((row) => passes[row] === 1);
};
const all = Array.from(run.ids.keys());

test("a run comes out of its bytes as it went in, scores to seven digits and in their exact order", () => {
  for (const name of ["name", "ids", "classes", "labels", "predicted", "membership"] as const) {
    assert.deepEqual(packed[name], run[name]);
  }
  for (const name of ["flags", "pValues", "chosen", "neighbours", "notes"] as const) {
    assert.deepEqual(packed[name], run[name]);
  }
  assert.deepEqual(packed.images?.places, run.images?.places);
  run.attacks.forEach(({ scores, judges }, i) => {
    const { ranks, values, judges: found } = packed.attacks[i];
    assert.deepEqual(found, judges);
    all.forEach((row) => {
      assert.equal(values[ranks[row]], Math.fround(scores[row]));
    });
    const byRank = all.slice().sort((a, b) => ranks[a] - ranks[b]);
    for (const [k, row] of byRank.slice(1).entries()) assert.ok(scores[byRank[k]] <= scores[row]);
  });
  run.features.forEach(({ values }, i) => {
    values.forEach((value, row) => {
      const found = packed.features[i].values[row];
      assert.ok(Math.abs(found - value) <= 1.3e-4 * Math.abs(value), `${found} ${value}`);
    });
  });
  const bare: ExplorerRun = {
    ...run,
    features: [],
    views: [],
    references: null,
    neighbours: null,
    images: null,
  };
  const { references, neighbours, images, views } = unpackRun(packRun(bare));
  assert.deepEqual(
    { references, neighbours, images, views },
    { references: null, neighbours: null, images: null, views: [] },
  );
});

test("scores that float32 cannot tell apart keep two places; what is not scored has none", () => {
  assert.deepEqual(ranked([0.5, Number.NaN, 0.5 + 1e-12, -Infinity, 0.5]), {
    ranks: Int32Array.of(1, -1, 2, 0, 1),
    values: Float32Array.of(-Infinity, 0.5, 0.5),
  });
  const odd = Float32Array.of(Number.NaN, Infinity, -Infinity, 0, -1e-40, 3.4e38);
  assert.deepEqual(fourDigits(odd).slice(0, 4), odd.slice(0, 4));
});

test("a place is counted among the rows of the same part, ties at the best of their places", () => {
  const { places, shares } = standing(Int32Array.of(1, 0, 1, 2, -1, 0), 3);
  assert.deepEqual(Array.from(places), [1, 3, 1, 1, Number.NaN, 2]);
  assert.deepEqual(Array.from(shares), [4 / 6, 1 / 6, 4 / 6, 0.75, Number.NaN, 0.25]);
});

test("each filter keeps what it says, and all of them at once what all say", () => {
  const { labels, predicted, membership, flags, pValues, publicRows } = run;
  const cases: [Partial<State>, (row: number) => boolean][] = [
    [{ part: "private" }, (row) => row >= publicRows],
    [{ classes: [3, 5] }, (row) => labels[row] === 3 || labels[row] === 5],
    [{ right: "wrong" }, (row) => labels[row] !== predicted[row]],
    [{ member: "others" }, (row) => membership[row] === 0],
    [{ member: "unknown" }, (row) => membership[row] < 0],
    [{ flagged: "10" }, (row) => flags[row] > 0],
    [{ flagged: "5" }, (row) => flags[row] === 3],
    [{ text: "aB" }, (row) => row === 2],
    [{ disagree: true }, (row) => table.spread[row] >= 0.5],
    [
      { ranges: [{ column: "p", low: 0.1, high: 0.2 }] },
      (row) => pValues[row] >= 0.1 && pValues[row] <= 0.2,
    ],
    [
      { brush: [0, 0.5, 0.5, 1] },
      (row) =>
        table.sources[table.first.x].shares[row] <= 0.5 &&
        table.sources[table.first.y].shares[row] >= 0.5,
    ],
    [{ flagged: "threshold", cut: 7 }, (row) => run.attacks[1].scores[row] >= cutScore(7)],
  ];
  assert.deepEqual(new Set(flags), new Set([0, 2, 3]));
  for (const [change, keeps] of cases)
    assert.deepEqual(rowsOf(change), all.filter(keeps), JSON.stringify(change));
  const both = { part: "public", right: "wrong" } as const;
  assert.deepEqual(
    rowsOf(both),
    all.filter((row) => row < publicRows && labels[row] !== predicted[row]),
  );
});

/** The score at the cut number `cut` of the rows that judge. */
function cutScore(cut: number): number {
  const { scores, judges } = run.attacks[1];
  const judging = scores.filter((_, row) => judges[row] === 1 && run.membership[row] >= 0);
  return judging.sort().reverse()[cut - 1];
}

test("rows without a number come last in either direction, equal ones stay in the run's order", () => {
  const columns = columnsOf(table, table.first);
  const column = (key: string) => columns.find((one) => one.key === key)!;
  const passes = new Uint8Array(table.rows).fill(1);
  for (const descending of [false, true]) {
    const rows = Array.from(ordered(column("p"), passes, descending));
    assert.deepEqual(rows.slice(200), all.slice(0, 200));
    const numbers = rows.slice(0, 200).map((row) => run.pValues[row]);
    assert.deepEqual(
      numbers,
      numbers.slice().sort((a, b) => (descending ? b - a : a - b)),
    );
    const tied = rows
      .slice(1, 200)
      .filter((row, i) => run.pValues[row] === run.pValues[rows[i]] && row < rows[i]);
    assert.deepEqual(tied, []);
  }
  const ids = Array.from(ordered(column("id"), passes, false)).map((row) => run.ids[row]);
  assert.ok(ids.indexOf("9") < ids.indexOf("10") && ids.indexOf("10") < ids.indexOf("100035"));
});

test("what is chosen comes back from the address; an address that makes no sense changes nothing", () => {
  const chosen: State = {
    ...table.first,
    ...{ panel: "compare", source: 2, sort: "s3", descending: false, row: 12, cut: 0, prior: 0.01 },
    ...{ x: 3, y: 4, extra: ["f1", "v0"], text: "a b&c=#", part: "public", classes: [0, 9] },
    ...{
      right: "right",
      member: "members",
      flagged: "5",
      disagree: true,
      brush: [0, 0.25, 0.5, 1],
    },
    ranges: [
      { column: "p", low: null, high: 0.01 },
      { column: "f0", low: -1e-7, high: null },
    ],
  };
  assert.deepEqual(fromHash(toHash(chosen, table.first), table), chosen);
  assert.equal(toHash(table.first, table.first), "");
  const nonsense =
    "panel=x&source=9&sort&row=400&cut=-2&prior=2&x=1.5&y=-1&part=__proto__&classes=10,a,0.5,length&brush=1,2,3&ranges=p:x:1&run=7&flagged=constructor";
  assert.deepEqual(fromHash(nonsense, table), { ...table.first, sort: "" });
});

test("a threshold is judged by the rows that may judge, as the library would", () => {
  const judged = table.judged(1);
  const expected = all.filter(
    (row) => run.membership[row] >= 0 && run.attacks[1].judges[row] === 1,
  );
  assert.deepEqual(Array.from(judged.rows), expected);
  const membership = expected.map((row) => run.membership[row]);
  const scores = expected.map((row) => run.attacks[1].scores[row]);
  const found = tprAtFpr(membership, scores, 0.05);
  const cut = table.cutOf({ source: 1, cut: -1 });
  const point = operating(table.cuts(1), cut, 0.1)!;
  assert.equal(point.tpr.value, found.tpr);
  assert.equal(point.fpr.value, found.fpr);
  assert.deepEqual(
    [point.tpr.low, point.tpr.high],
    clopperPearson(point.truePositives, point.members),
  );
  const [tpr, fpr] = [0.1 * found.tpr, 0.9 * found.fpr];
  assert.equal(point.precisionAtPrior, tpr / (tpr + fpr));
  assert.equal(point.precision, point.truePositives / (point.truePositives + point.falsePositives));
  const none = operating(table.cuts(1), 0, 0.5)!;
  assert.deepEqual([none.tpr.value, none.precision, none.lift, none.epsilon], [0, null, null, 0]);
});

test("where nobody knows who is a member, the score can be cut, and it is said that nothing is judged", () => {
  const unknown = { ...packed, membership: new Int8Array(400).fill(-1) };
  const blind = openTable(unknown, null, 0);
  assert.match(whyNotJudged(blind.judged(1))!, /No row is known/);
  assert.equal(operating(blind.cuts(1), 3, 0.5), null);
  const from = blind.flaggedFrom({ source: 1, cut: 3 });
  assert.equal(blind.sources[1].ranks.filter((rank) => rank >= from).length, 3);
  assert.deepEqual(
    classExposures(blind, 1, 3).map(({ auc, tpr }) => auc ?? tpr),
    new Array(10).fill(null),
  );
});

test("two runs meet at their ids and parts; the difference is DeLong's, on rows that judge both", () => {
  const made = syntheticExplorerRun({ rows: 400, gap: 2, name: "Other" });
  const membership = made.membership.map((member, row) => (row < 20 ? 1 - member : member));
  const other = { ...made, membership };
  const order = all.slice(0, 200).reverse().concat(all.slice(200, 399));
  const moved = unpackRun(packRun(subset(other, run.ids, order)));
  const both = openTable(packed, moved, 0);
  const [x, y] = [both.sources[1], both.sources[6]];
  assert.equal(y.label, "RF_corrected (Other)");
  const scores = (row: number) => Math.fround(other.attacks[1].scores[row]);
  assert.deepEqual(Array.from(y.scores.slice(0, 399)), all.slice(0, 399).map(scores));
  assert.ok(Number.isNaN(y.scores[399]));
  const same = all.filter(
    (row) =>
      run.attacks[1].judges[row] &&
      run.membership[row] === other.membership[row] &&
      run.membership[row] >= 0,
  );
  const found = comparison(x, y);
  assert.deepEqual(Array.from(found.judged.rows), same);
  const of = (values: ArrayLike<number>) => same.map((row) => values[row]);
  assert.deepEqual(
    found.auc?.gain,
    delongDifference(of(run.membership), of(other.attacks[1].scores), of(run.attacks[1].scores)),
  );
  const [most, next] = changedMost(x, y, Int32Array.from(all), 2);
  const change = (row: number) => Math.abs(y.shares[row] - x.shares[row]);
  assert.ok(change(most) >= change(next));
  assert.equal(change(most), Math.max(...all.slice(0, 399).map(change)));
});

test("an id that both parts have is another row in each; of several in one part the first is meant", () => {
  const [one, other] = [
    { ...packed, ids: ["a", "b", "c", "a"], publicRows: 3 },
    { ...packed, ids: ["c", "a", "c", "a", "b"], publicRows: 3 },
  ];
  assert.deepEqual(joined(one, other), Int32Array.of(1, -1, 0, 3));
});

/** Some rows of a run in another order, under ids of another one. */
function subset(from: ExplorerRun, ids: readonly string[], rows: readonly number[]): ExplorerRun {
  const take = <Values extends Int8Array | Int16Array | Uint8Array | Float32Array | Float64Array>(
    values: Values,
  ) => values.map((_, i) => values[rows[i] ?? 0]).subarray(0, rows.length) as Values;
  const column = ({ name, values }: { name: string; values: Float32Array }) => ({
    name,
    values: take(values),
  });
  return {
    ...from,
    ids: rows.map((row) => ids[row]),
    ...{ labels: take(from.labels), predicted: take(from.predicted), flags: take(from.flags) },
    ...{ membership: take(from.membership), pValues: take(from.pValues) },
    attacks: from.attacks.map((attack) => ({
      ...attack,
      scores: take(attack.scores),
      judges: take(attack.judges),
    })),
    ...{ features: from.features.map(column), views: from.views.map(column) },
    ...{ references: null, neighbours: null, images: null },
  };
}

test("a value is placed among members and others, whose shares add up to one", () => {
  const { values } = packed.features[0];
  const found = distribution(values, run.membership)!;
  const { members } = found;
  assert.equal(members.length, run.membership.filter((member) => member === 1).length);
  assert.equal(position(members, members[0]), 0.5 / members.length);
  for (const shares of Object.values(densities(found))) {
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  }
  const heap = distribution(Float32Array.of(0, 0, 0, 0), Int8Array.of(1, 0, 1, 0))!;
  densities(heap).members.forEach((share) => {
    assert.ok(Math.abs(share - 1 / 20) < 1e-12);
  });
  assert.equal(distribution(values, new Int8Array(400).fill(1)), null);
});

test("CSV has what is shown; an id that a spreadsheet would run is made inert", () => {
  const columns = columnsOf(table, table.first).slice(0, 6);
  const [titles, ...lines] = csvOf(table, columns, Int32Array.of(4, 2)).split("\n");
  assert.equal(titles, "id,part,class,predicted,member,score");
  assert.match(lines[0], /^'=1\+1,public,/);
  assert.equal(Number(lines[1].split(",")[5]), Number(run.attacks[1].scores[2].toPrecision(7)));
});

test("the page runs one program, known by its hash, and carries data that end no block", () => {
  const hostile = "</script><script>x()</script>";
  const html = explorerPage([{ ...run, name: hostile, ids: run.ids.map(() => hostile) }], {
    title: hostile,
  });
  const program = /<script>([\s\S]*?)<\/script>/.exec(html)![1];
  const hash = createHash("sha256").update(program).digest("base64");
  assert.ok(html.includes(`script-src 'sha256-${hash}'"`));
  assert.equal(html.split("<script").length - 1, 3);
  assert.doesNotMatch(html, /x\(\)<\/script>/);
  assert.doesNotMatch(
    program,
    /\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|fetch\(|XMLHttpRequest|import\(/,
  );
  const block = /id="run-0">([^<]*)</.exec(html)![1];
  assert.deepEqual(unpackRun(inflateSync(Buffer.from(block, "base64"))).ids[0], hostile);
});

test("runs whose columns do not fit, and more than two, are refused", () => {
  const refuse = (runs: readonly ExplorerRun[], pattern: RegExp) =>
    assert.throws(() => explorerPage(runs, { title: "" }), pattern);
  refuse([], /found 0 runs, expected one or two/);
  refuse([run, run, run], /found 3 runs/);
  refuse([{ ...run, flags: new Uint8Array(3) }], /flags: found 3 rows, expected 400/);
  refuse([{ ...run, chosen: 9 }], /attack 9 of 5/);
  refuse([{ ...run, publicRows: 401 }], /401 public rows/);
  refuse(
    [{ ...run, images: { ...run.images!, sheets: ["</script>"] } }],
    /sheet 0: expected base64/,
  );
});
