import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ablation,
  type Figure,
  memberHistogram,
  type PlotlyTrace,
  publishedAgainstCorrected,
  rankCorrelation,
  rocLinear,
  teamCorrelation,
  tprAgainstSeconds,
} from "../../../lib/report/figures";
import { liveFigure } from "../../../lib/report/live/liveFigure";
import { everyFigure, exactly, leakyRows } from "../figures/cases";

const template = (trace: PlotlyTrace) => String(trace.hovertemplate);
const axisOf = (figure: Figure, name: string) => figure.layout[name] as Record<string, unknown>;

test("each point of each figure says what it is, in words, and no second box hides the plot", () => {
  for (const [name, figure] of Object.entries(everyFigure(528))) {
    for (const trace of liveFigure(figure).data) {
      if (trace.hoverinfo === "skip" || name === "refusal") continue;
      assert.match(template(trace), /%\{(?:[xy]axis\.title\.text|hovertext)\}/, name);
      assert.match(template(trace), /<extra><\/extra>$/, name);
    }
  }
});

test("the words are the curve's name and the axes' titles, with the value of each", () => {
  const { data } = liveFigure(rocLinear({ curves: [{ name: "RF", ...leakyRows(50, 1) }] }));
  assert.equal(
    template(data[0]),
    "<b>%{fullData.name}</b><br>%{xaxis.title.text}: %{x:.3~g}<br>%{yaxis.title.text}: %{y:.3~g}<extra></extra>",
  );
});

test("an interval is said where there is one; seconds and a lone point's name are, once", () => {
  const tpr = { value: 0.12, low: 0.1, high: 0.145 };
  const [dot] = liveFigure(tprAgainstSeconds([{ name: "plain", seconds: 12, tpr }])).data;
  assert.deepEqual(dot.customdata, ["<br>95 % interval: 0.1 to 0.145"]);
  assert.equal(
    template(dot),
    "%{hovertext}<br>%{xaxis.title.text}: %{x:,.0f}<br>%{yaxis.title.text}: %{y:.3~g}%{customdata}<extra></extra>",
  );
  const options = { valueName: "AUC" };
  const levels = { published: exactly(0.6), corrected: exactly(0.5) };
  const pair = { name: "RF", ...levels, difference: { value: -0.1, low: -0.3, high: 0.1 } };
  const [difference] = liveFigure(publishedAgainstCorrected([pair], options)).data;
  assert.deepEqual(difference.customdata, ["<br>95 % interval: -0.3 to 0.1"]);
  const mixed = [
    { name: "a", groupIn: exactly(0.1) },
    { name: "b", groupIn: { value: 0.2, low: 0.1, high: 0.3 } },
  ];
  const [groupIn] = liveFigure(ablation(mixed, options)).data;
  assert.deepEqual(groupIn.customdata, ["", "<br>95 % interval: 0.1 to 0.3"]);
});

test("a bin of a histogram is said from its lower to its upper edge", () => {
  const data = { membership: [1, 1, 1, 0], values: [0, 1, 2, 4] };
  const [members] = liveFigure(memberHistogram(data, { valueName: "v", bins: 4 })).data;
  assert.deepEqual(members.x, [0, 0, 1, 2, 3, 4]);
  assert.deepEqual(members.customdata, [
    "below 0",
    "0 to 1",
    "1 to 2",
    "2 to 3",
    "3 to 4",
    "above 4",
  ]);
  assert.match(template(members), /%\{xaxis\.title\.text\}: %\{customdata\}<br>/);
});

test("every axis moves, and ticks of a logarithmic one follow; rows keep their names", () => {
  for (const figure of Object.values(everyFigure(528)).map(liveFigure)) {
    const names = Object.keys(figure.layout).filter((key) => /^[xy]axis\d*$/.test(key));
    for (const name of names) {
      const axis = axisOf(figure, name);
      assert.equal(axis.fixedrange, false);
      if (axis.type === "log") assert.equal(axis.tickvals, undefined);
    }
  }
  const rows = liveFigure(everyFigure(528).blindBaseline);
  assert.deepEqual(axisOf(rows, "yaxis").ticktext, ["Loss threshold", "Image statistics"]);
});

test("names from data stay text under the pointer", () => {
  const name = '<a href="https://a.b">%{x}</a>';
  const shown = '&lt;a href="https://a.b"&gt;%{x}&lt;/a&gt;';
  const [curve] = liveFigure(rocLinear({ curves: [{ name, ...leakyRows(50, 1) }] })).data;
  assert.ok(String(curve.name).startsWith(shown));
  assert.ok(!template(curve).includes("a.b"));
  const correlation = [
    [1, 0],
    [0, 1],
  ];
  const ranks = liveFigure(rankCorrelation({ names: [name, "b"], correlation, rows: 3 }));
  const teams = liveFigure(
    teamCorrelation({ names: [name, "b"], correlation, rows: 3, nearDuplicates: [] }),
  );
  assert.equal((ranks.data[0].hovertext as string[])[1], `${shown}, b`);
  assert.equal((teams.data[0].customdata as string[])[1], `${shown}, b`);
});
