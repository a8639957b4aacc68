import assert from "node:assert/strict";
import { test } from "node:test";
import { clopperPearson, precisionAtTop } from "../../../lib/metrics";
import {
  ablation,
  classAuc,
  type Figure,
  flagOverlaps,
  gaussianFits,
  imageGrid,
  memberHistogram,
  type PlotlyTrace,
  permutationImportance,
  precisionInTop,
  publishedAgainstCorrected,
  rankCorrelation,
  reliability,
  renderSvg,
  rocLinear,
  rocLogLog,
  scoreAgreement,
  scoreHistograms,
  tprAgainstSeconds,
} from "../../../lib/report/figures";
import { memberColour, nonMemberColour, seriesStyle } from "../../../lib/report/figures/style";
import { everyFigure, exactly, leakyRows, sigmoid } from "./cases";

const x = (trace: PlotlyTrace) => trace.x as number[];
const y = (trace: PlotlyTrace) => trace.y as number[];
const line = (trace: PlotlyTrace) => trace.line as { color: string; dash: string; shape?: string };
const axisOf = (figure: Figure, name: string) => figure.layout[name] as Record<string, unknown>;
const texts = (figure: Figure) =>
  (figure.layout.annotations as { text: string }[]).map(({ text }) => text).join(" ");
const rf = (n: number) => ({ curves: [{ name: "RF", ...leakyRows(n, 3) }] });

test("every figure has axis titles or no axes, an alternative text and n and split in its caption", () => {
  const untitled = ["rankCorrelation", "imageGrid", "refusal", "scoreHistograms"].concat([
    "scoreAgreement",
    "flagOverlaps",
    "flagOverlapsUnknown",
  ]);
  for (const [name, { layout }] of Object.entries(everyFigure(528))) {
    assert.ok(layout.meta.altText.length > 20, name);
    if (name !== "refusal") assert.match(layout.meta.caption, /n = [\d,]+ report rows/, name);
    if (untitled.includes(name)) continue;
    assert.ok((layout.xaxis as { title: { text: string } }).title.text.length > 1, name);
  }
});

test("the caption can be another one, or none", () => {
  const own = rocLogLog(rf(100)).layout.meta.caption;
  assert.match(texts(rocLogLog(rf(100))), /n = 100 rows/);
  assert.match(texts(rocLogLog(rf(100), { caption: "Mine." })), /Mine\./);
  const none = rocLogLog(rf(100), { caption: false });
  assert.ok(!texts(none).includes("n = 100"));
  assert.equal(none.layout.meta.caption, own);
});

test("seven series differ in colour, in dash and in marker; the eighth repeats no pair", () => {
  const styles = Array.from({ length: 14 }, (_, i) => seriesStyle(i));
  for (const of of ["color", "dash", "symbol"] as const) {
    assert.equal(new Set(styles.slice(0, 7).map((style) => style[of])).size, 7);
  }
  assert.equal(new Set(styles.map(({ color, dash }) => color + dash)).size, 14);
});

test("rocLogLog: steps, axes down to 1 / n and no further, a line at FPR .05", () => {
  const figure = rocLogLog(rf(2000));
  const [curve, chance] = figure.data;
  assert.equal(line(curve).shape, "hv");
  assert.deepEqual(axisOf(figure, "xaxis").range, [-3, 0]);
  assert.deepEqual(axisOf(figure, "yaxis").range, [-3, 0]);
  assert.ok([...x(curve), ...y(curve)].every((rate) => rate > 0));
  assert.deepEqual([x(curve)[x(curve).length - 1], y(curve)[y(curve).length - 1]], [1, 1]);
  assert.deepEqual(x(chance), y(chance));
  const shapes = figure.layout.shapes as { x0: number; x1: number }[];
  assert.ok(shapes.some(({ x0, x1 }) => x0 === 0.05 && x1 === 0.05));
  assert.ok(
    shapes.some(({ x0, x1 }) => x0 === 0.001 && x1 === 0.01),
    "10 / n_nonmembers",
  );
});

test("rocLogLog names the TPR at FPR <= .05, rocLinear the AUC, from rows and from points alike", () => {
  const rows = { name: "A", membership: [1, 0, 1, 0], scores: [9, 9, 5, 5] };
  const points = {
    name: "B",
    fpr: [0, 0, 1],
    tpr: [0, 0.4, 1],
    members: 50,
    nonMembers: 50,
    auc: 0.7,
  };
  const names = (figure: Figure) => figure.data.map(({ name }) => name);
  assert.deepEqual(names(rocLogLog({ curves: [rows, points] })), [
    "A (TPR 0.000)",
    "B (TPR 0.400)",
    "Chance",
  ]);
  assert.deepEqual(names(rocLinear({ curves: [rows, points] })), [
    "A (AUC 0.500)",
    "B (AUC 0.700)",
    "Chance",
  ]);
});

test("a ROC curve of 100,000 rows is thinned, its picture within half a thousandth", () => {
  const { membership, scores } = leakyRows(100_000, 5);
  const full = rocLinear({ curves: [{ name: "RF", membership, scores }] }, {}).data[0];
  assert.ok(x(full).length < 4000);
  let [t, f] = [0, 0];
  const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  let kept = 0;
  for (const row of order) {
    if (membership[row] === 1) t++;
    else f++;
    const [fpr, tpr] = [f / 50_000, t / 50_000];
    while (kept + 1 < x(full).length && x(full)[kept + 1] <= fpr && y(full)[kept + 1] <= tpr)
      kept++;
    assert.ok(fpr - x(full)[kept] < 1 / 2000 && tpr - y(full)[kept] < 1 / 2000);
  }
});

test("a figure that cannot be drawn says why", () => {
  const members = new Uint8Array(5).fill(1);
  const scores = Float64Array.of(1, 2, 3, 4, 5);
  const oneClass = rocLogLog({ curves: [{ name: "RF", membership: members, scores }] });
  assert.match(texts(oneClass), /No ROC curve: RF has 5 members and 0 non-members/);
  const constant = { membership: [1, 0, 1], scores: [2, 2, 2] };
  assert.match(
    texts(rocLinear({ curves: [{ name: "RF", ...constant }] })),
    /all scores of RF are equal, so nothing can be ranked/,
  );
  assert.match(
    texts(memberHistogram({ membership: [1, 0], values: [3, 3] }, { valueName: "phi" })),
    /No histogram of phi: all 2 equal 3/,
  );
  assert.match(texts(rocLogLog({ curves: [] })), /no attack was given/);
  assert.match(
    texts(reliability({ membership: members, series: [] })),
    /5 members and 0 non-members/,
  );
  assert.match(
    texts(classAuc([{ label: "bag", members: 0, nonMembers: 3 }])),
    /no class has members and non-members/,
  );
  assert.match(texts(imageGrid([])), /there are none/);
  assert.match(texts(publishedAgainstCorrected([], { valueName: "AUC" })), /nothing given/);
});

test("constant scores agree with nothing; a constant predictor's row is blank, and told", () => {
  const rising = { name: "RF", scores: [1, 2] };
  const flat = { name: "MLP", scores: [3, 3] };
  assert.match(
    texts(scoreAgreement({ membership: [0, 1], attacks: [rising, flat] })),
    /No score agreement: all 2 scores of MLP are equal/,
  );
  const correlation = [
    [1, null],
    [null, null],
  ];
  const figure = rankCorrelation({ names: ["phi", "flat"], correlation, rows: 9 });
  assert.deepEqual([x(figure.data[0]), y(figure.data[0])], [[1], [1]]);
  assert.match(texts(figure), /Blank: a predictor that is constant/);
});

test("26 rows make two reliability bins, not ten of two or three rows", () => {
  const { membership, scores } = leakyRows(26, 1);
  const series = [{ name: "Raw", predicted: scores.map(sigmoid) }];
  assert.equal(x(reliability({ membership, series }).data[1]).length, 2);
});

test("one constant attack among others is named, and the rest is drawn", () => {
  const { membership, scores } = leakyRows(100, 1);
  const flat = { name: "flat", membership, scores: new Float64Array(100) };
  const figure = rocLogLog({ curves: [{ name: "RF", membership, scores }, flat] });
  assert.equal(figure.data[1].name, "flat (all scores equal)");
});

test("members and non-members share the histogram's edges, and each class sums to 1", () => {
  const membership = [1, 1, 1, 0];
  const figure = memberHistogram({ membership, values: [0, 1, 2, 4] }, { valueName: "v", bins: 4 });
  const [members, nonMembers] = figure.data;
  assert.deepEqual(x(members), x(nonMembers));
  assert.deepEqual(x(members), [0, 0, 1, 2, 3, 4]);
  assert.deepEqual(y(members), [0, 1 / 3, 1 / 3, 1 / 3, 0, 0]);
  assert.deepEqual(y(nonMembers), [0, 0, 0, 0, 1, 0], "the largest value lies in the last bin");
  assert.equal(line(members).color, memberColour);
  assert.equal(line(nonMembers).color, nonMemberColour);
  assert.notEqual(line(members).dash, line(nonMembers).dash);
});

test("a class without rows is named as missing in the histogram's legend", () => {
  const figure = memberHistogram({ membership: [1, 1], values: [0, 1] }, { valueName: "v" });
  assert.equal(figure.data[1].name, "Non-members (none)");
});

test("Gaussian fits: densities that integrate to 1, the peak of the normal, a cut bin told", () => {
  const { membership, scores } = leakyRows(2000, 2);
  const p = scores.map((score) => 1 - 1e-3 * sigmoid(-score) ** 4);
  p[0] = 0;
  const fits = { muIn: 0.5, sdIn: 0.2, muOut: 0.4, sdOut: 0.2 };
  const panel = { title: "As published", valueName: "p_y", values: p, fits };
  const figure = gaussianFits({ membership, panels: [panel] });
  const [members, , normal] = figure.data;
  const [from, to] = [x(members)[1], x(members)[2]];
  const area = y(members).reduce((sum, height) => sum + height * (to - from), 0);
  assert.ok(Math.abs(area - 1) < 1e-9);
  const peak = 1 / (0.2 * Math.sqrt(2 * Math.PI));
  assert.ok(Math.abs(Math.max(...y(normal)) - peak) < 1e-3);
  assert.match(texts(figure), /As published \(cut; tallest bin 40\)/);
  assert.throws(
    () =>
      gaussianFits({
        membership,
        panels: [{ ...panel, fits: { ...fits, sdIn: 0 } }],
      }),
    /standard deviation 0, expected > 0/,
  );
});

test("of many classes the extremes alone can be drawn, and the caption says so", () => {
  const classes = Array.from({ length: 44 }, (_, i) => ({
    label: `class ${i}`,
    value: 0.5 + i / 100,
    members: 40,
    nonMembers: 50,
  }));
  const figure = classAuc(classes, { extremes: 6 });
  assert.equal((figure.data[0].y as string[]).length, 12);
  assert.match(texts(figure), /6 most and the 6 least exposed of 44 classes/);
  const all = classAuc(classes.slice(0, 12), { extremes: 6 });
  assert.match(texts(all), /AUC by class of the target/);
});

test("class AUC: the most exposed class on top, classes without an AUC at the bottom", () => {
  const figure = classAuc([
    { label: "bag", value: 0.6, members: 3, nonMembers: 4 },
    { label: "coat", members: 0, nonMembers: 4 },
    { label: "shirt", value: 0.7, members: 1, nonMembers: 4 },
  ]);
  assert.deepEqual(axisOf(figure, "yaxis").ticktext, ["shirt (1+4)", "bag (3+4)", "coat (0+4)"]);
  assert.deepEqual(x(figure.data[0]), [0.7, 0.6]);
});

test("of 20,000 rows the scatter draws every k-th and says how many", () => {
  const { membership, scores } = leakyRows(20_000, 2);
  const attacks = ["A", "B"].map((name) => ({ name, scores }));
  const figure = scoreAgreement({ membership, attacks });
  const drawn = x(figure.data[0]).length + x(figure.data[1]).length;
  assert.ok(drawn <= 1500 && drawn > 1000);
  assert.match(figure.layout.meta.caption, /n = 20,000 rows .* 1,43\d of them drawn/);
});

test("precision in the top k is that of lib/metrics, ties in proportion", () => {
  const { membership, scores } = leakyRows(500, 4);
  const tied = scores.map((score) => Math.round(score * 2));
  for (const values of [scores, tied]) {
    const [trace] = precisionInTop([{ name: "RF", membership, scores: values }]).data;
    assert.deepEqual([x(trace)[0], x(trace)[x(trace).length - 1]], [10, 500], "from k = 10 on");
    x(trace).forEach((k, i) => {
      assert.ok(Math.abs(y(trace)[i] - precisionAtTop(membership, values, k)) < 1e-9, `k = ${k}`);
    });
  }
});

test("rows that are too few for ten have no precision, in words", () => {
  const { membership, scores } = leakyRows(10, 4);
  const figure = precisionInTop([{ name: "RF", membership, scores }]);
  assert.match(texts(figure), /No precision: 10 rows, more than 10 are needed/);
});

test("of several bands a narrow figure draws the featured one alone, a wide one at most two", () => {
  const fpr = [0.1, 1];
  const band = { fpr, low: [0.1, 1], high: [0.3, 1] };
  const curves = ["A", "B", "C"].map((name, i) => ({ name, ...leakyRows(100, i), band }));
  const bands = ({ data }: Figure) =>
    data.filter(({ fill }) => fill === "tonexty").map(({ name }) => name);
  for (const roc of [rocLogLog, rocLinear]) {
    const narrow = roc({ curves: curves.slice(0, 2) }, { width: 254, featured: "B" });
    assert.deepEqual(bands(narrow), ["B, upper"]);
    assert.match(texts(narrow).replace(/<br>/g, " "), /Band of B: 95 %, each point by itself/);
    assert.deepEqual(bands(roc({ curves: curves.slice(0, 2) })), ["A, upper", "B, upper"]);
    assert.deepEqual(bands(roc({ curves })), ["A, upper"]);
  }
  const ends = { k: [10, 100], low: [0.4, 0.5], high: [0.9, 0.5] };
  const attacks = curves.map((curve) => ({ ...curve, band: ends }));
  assert.deepEqual(bands(precisionInTop(attacks, { featured: "C" })), ["C, upper"]);
});

test("reliability: each bin has Clopper and Pearson's interval of its own rows; half as many where narrow", () => {
  const { membership, scores } = leakyRows(200, 1);
  const data = { membership, series: [{ name: "Raw", predicted: scores.map(sigmoid) }] };
  const [, wide] = reliability(data).data;
  const { array, arrayminus } = wide.error_y as { array: number[]; arrayminus: number[] };
  assert.equal(y(wide).length, 10);
  y(wide).forEach((share, bin) => {
    const [low, high] = clopperPearson(Math.round(20 * share), 20);
    assert.ok(Math.abs(share - arrayminus[bin] - low) < 1e-12);
    assert.ok(Math.abs(share + array[bin] - high) < 1e-12);
  });
  assert.equal(y(reliability(data, { width: 254 }).data[1]).length, 5);
});

test("published against corrected: one dot a row, the paired difference with its own interval", () => {
  const pair = { name: "RF", published: exactly(0.6), corrected: exactly(0.65) };
  const difference = { value: 0.05, low: 0.01, high: 0.09 };
  const options = { valueName: "AUC", rows: 100 };
  const figure = publishedAgainstCorrected([{ ...pair, difference }], options);
  const [dots, ...others] = figure.data;
  assert.deepEqual(others, []);
  assert.deepEqual(x(dots), [0.05]);
  const { array, arrayminus } = dots.error_x as { array: number[]; arrayminus: number[] };
  assert.ok(Math.abs(array[0] - 0.04) < 1e-12 && Math.abs(arrayminus[0] - 0.04) < 1e-12);
  const shapes = figure.layout.shapes as { x0: number }[];
  assert.deepEqual(
    shapes.map(({ x0 }) => x0),
    [0],
    "no difference",
  );
  assert.match(figure.layout.meta.caption, /paired 95 % intervals.*RF 0\.600 to 0\.650/);
});

test("correlations near 0 are 0 in their cell, never blank and never a lone minus, at both widths", () => {
  const correlation = [
    [1, -0.004, -0.83],
    [-0.004, 1, 0.0049],
    [-0.83, 0.0049, 1],
  ];
  const names = ["a", "b", "c"];
  for (const width of [528, 254]) {
    const [cells] = rankCorrelation({ names, correlation, rows: 9 }, { width }).data;
    assert.deepEqual(cells.text, ["1", "0", "−.83", "0", "1", "0", "−.83", "0", "1"]);
  }
  const many = everyFigure(254).rankCorrelation.data[0].text as string[];
  for (const text of many) assert.match(text, /^(0|−?\.\d|−?1)$/);
});

test("scores of several attacks share their axes, each with its threshold", () => {
  const { membership, scores } = leakyRows(100, 2);
  const attacks = [
    { name: "A", scores, threshold: 1 },
    { name: "B", scores: scores.map((score) => 2 * score) },
  ];
  const figure = scoreHistograms({ membership, attacks });
  assert.deepEqual(axisOf(figure, "xaxis").range, axisOf(figure, "xaxis2").range);
  assert.deepEqual(axisOf(figure, "yaxis").range, axisOf(figure, "yaxis2").range);
  assert.equal(axisOf(figure, "yaxis2").showticklabels, false);
  assert.deepEqual(
    (figure.layout.shapes as { x0: number; xref: string }[]).map(({ x0, xref }) => [x0, xref]),
    [[1, "x"]],
  );
  assert.match(figure.layout.meta.caption, /threshold, A 1\.00\./);
  assert.match(texts(scoreHistograms({ membership, attacks: [] })), /no attack was given/);
});

test("score agreement: a panel for each pair, its rank correlation above it", () => {
  const { membership, scores } = leakyRows(60, 2);
  const attacks = ["A", "B", "C"].map((name) => ({ name, scores }));
  const rankCorrelation = attacks.map(() => attacks.map(() => 0.5));
  const figure = scoreAgreement({ membership, attacks, rankCorrelation });
  const title = (name: string) => (axisOf(figure, name).title as { text: string }).text;
  assert.deepEqual(["yaxis", "yaxis2"].map(title), ["B", "C"]);
  assert.deepEqual(["xaxis2", "xaxis3"].map(title), ["A", "B"]);
  assert.equal(texts(figure).match(/0\.500/g)?.length, 3);
  const [only] = attacks;
  assert.match(texts(scoreAgreement({ membership, attacks: [only] })), /fewer than two attacks/);
});

test("importances are sorted by the fall of the AUC, and the caller's array stays as it was", () => {
  const given = [
    { name: "a", auc: exactly(0.01), tpr: exactly(0.5) },
    { name: "b", auc: exactly(0.02), tpr: exactly(0) },
  ];
  assert.deepEqual(axisOf(permutationImportance(given), "yaxis").ticktext, ["b", "a"]);
  assert.equal(given[0].name, "a");
});

test("costs: a dot an attack from the fastest on, named beside it or, where that fails, by number", () => {
  const steps = [90, 12, 40].map((seconds) => ({
    name: `after ${seconds} s`,
    seconds,
    tpr: { value: 0.1 + seconds / 1000, low: 0.1, high: 0.2 },
  }));
  const wide = tprAgainstSeconds(steps, { width: 528 });
  assert.deepEqual(wide.data.flatMap(x), [12, 40, 90]);
  assert.equal(wide.layout.showlegend, false);
  for (const { name } of steps) assert.ok(texts(wide).includes(name));
  const together = steps.map((step) => ({ ...step, tpr: exactly(0.15), seconds: 12 }));
  const narrow = tprAgainstSeconds(together, { width: 254 });
  assert.deepEqual(
    narrow.data.map(({ name }) => name),
    ["1  after 90 s", "2  after 12 s", "3  after 40 s"],
  );
  assert.throws(
    () => tprAgainstSeconds([{ ...steps[0], seconds: 0 }]),
    /seconds: found 0, expected more than 0/,
  );
  assert.match(texts(tprAgainstSeconds([])), /no attack was given/);
});

test("ablation keeps the order given; a way that was not measured has no dot", () => {
  const options = { valueName: "AUC" };
  const figure = ablation(
    [
      { name: "views", groupIn: exactly(0.04), groupOut: exactly(-0.01) },
      { name: "gradients", groupOut: { value: 0.02, low: 0.01, high: 0.03 } },
    ],
    options,
  );
  const [groupIn, groupOut] = figure.data;
  assert.deepEqual(axisOf(figure, "yaxis").ticktext, ["views", "gradients"]);
  assert.deepEqual([x(groupIn), x(groupOut)], [[0.04], [-0.01, 0.02]]);
  assert.match(texts(ablation([], options)), /no group was given/);
  assert.match(texts(ablation([{ name: "views" }], options)), /no group was measured/);
});

test("bad rows are refused by name and row", () => {
  const membership = [1, 0, 1];
  assert.throws(
    () => memberHistogram({ membership, values: [1, Number.NaN, 2] }, { valueName: "phi" }),
    /phi: found NaN in row 1, expected a finite number/,
  );
  assert.throws(
    () => memberHistogram({ membership, values: [1] }, { valueName: "phi" }),
    /phi: found 1 rows, expected 3/,
  );
  assert.throws(
    () => memberHistogram({ membership: [1, 2, 0], values: [1, 2, 3] }, { valueName: "phi" }),
    /membership: found 2 in row 1, expected 0 or 1/,
  );
  assert.throws(
    () =>
      rankCorrelation({
        names: ["a"],
        correlation: [[1, 1]],
        rows: 5,
      }),
    /correlation: found 1 x 2, expected 1 x 1/,
  );
  const image = { bytes: new Uint8Array(3), channels: 3, height: 2, width: 2 };
  assert.throws(() => imageGrid([{ image, label: "bag" }]), /bytes: found 3, expected 3 x 2 x 2/);
});

test("a figure of 20,000 rows costs under a second of processor time", async () => {
  await renderSvg(rocLogLog(rf(100)));
  const before = process.cpuUsage();
  await renderSvg(rocLogLog(rf(20_000)));
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 1e6, `${(user + system) / 1e6} s`);
});

test("overlaps: a bar is the rows that its attacks flag and no other, members apart; the dots say which", () => {
  const attacks = [
    { name: "RF", flagged: [1, 1, 1, 0, 0, 1] },
    { name: "MLP", flagged: [1, 1, 0, 0, 1, 0] },
  ];
  const { data, layout } = flagOverlaps({ attacks, membership: [1, 0, 1, 1, 0, 1] });
  const trace = (name: string) => data.find((one) => one.name === name)!;
  assert.deepEqual(
    [trace("Members").y, trace("Non-members").y],
    [
      [1, 2, 0],
      [1, 0, 1],
    ],
  );
  const full = trace("Flagged");
  assert.deepEqual(
    [full.x, full.y],
    [
      [0, 0, 1, 2],
      [0, 1, 0, 1],
    ],
  );
  assert.deepEqual((layout.yaxis2 as { ticktext: string[] }).ticktext, ["RF (4)", "MLP (3)"]);
  assert.match(layout.meta.caption, /5 are flagged by any of 2 attacks, 2 by all\./);
  assert.match(layout.meta.altText, /RF and MLP 2; RF 2; MLP 1\./);
});

test("overlaps: small combinations give way, that of all attacks never", () => {
  const flags = (attack: number, row: number) => Number(row === 0 || (row >> attack) % 2 === 1);
  const attacks = [0, 1, 2, 3, 4].map((attack) => ({
    name: `a${attack}`,
    flagged: Array.from({ length: 62 }, (_, row) => (row === 0 ? 1 : flags(attack, row % 31))),
  }));
  const { data, layout } = flagOverlaps({ attacks, membership: null });
  const bars = data.find(({ name }) => name === "Rows")!;
  assert.equal((bars.y as number[]).length, 16);
  assert.match(layout.meta.altText, /a0 and a1 and a2 and a3 and a4 /);
  assert.match(layout.meta.caption, /Smaller combinations \(15, rows in them: 30\) are not drawn/);
});

test("overlaps: one attack, or nobody flagged, is said in words", () => {
  const flagged = [0, 0];
  const said = (attacks: { name: string; flagged: number[] }[]) =>
    flagOverlaps({ attacks, membership: null }).layout.meta.caption;
  assert.match(said([{ name: "RF", flagged }]), /fewer than two attacks/);
  const two = ["RF", "MLP"].map((name) => ({ name, flagged }));
  assert.match(said(two), /no attack flags any of 2 rows/);
  const uneven = [
    { name: "RF", flagged },
    { name: "MLP", flagged: [0] },
  ];
  assert.throws(() => said(uneven), /MLP: found 1 flags, expected 2/);
});

test("a guarantee that forbids next to nothing within the axes is not drawn, and the caption says so", () => {
  const curves = [{ name: "RF", ...leakyRows(200, 3) }];
  const wide = rocLogLog({ curves }, { forbids: { epsilon: 8, delta: 1e-5 } });
  assert.match(wide.layout.meta.caption, /ε = 8, δ = 0\.00001 forbids is too little to be seen/);
  assert.ok(wide.data.every(({ fill }) => fill !== "toself"));
  const narrow = rocLinear({ curves }, { forbids: { epsilon: 1, delta: 0 } });
  const [region] = narrow.data;
  assert.equal(region.fill, "toself");
  const at = (region.x as number[]).indexOf(1 / (1 + Math.E));
  assert.ok(Math.abs((region.y as number[])[at] - Math.E / (1 + Math.E)) < 1e-12, "its bend");
});
