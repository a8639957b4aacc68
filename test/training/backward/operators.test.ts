import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { GraphNode, NodeAttribute, ValueType } from "../../../lib/network/graph/types";
import { constantOf, ShapedGraph } from "../../../lib/network/shapes";
import { repositoryRoot } from "../../../lib/repository";
import { BackwardGraph, differentiate, RULES } from "../../../lib/training/backward";
import { difference, openGraph, type Values } from "./run";

interface Input extends Values {
  readonly type: ValueType;
  readonly dimensions: readonly number[];
  readonly data: readonly number[];
  readonly constant?: true;
}

/** One operator, with what torch says of it. */
interface Case {
  readonly name: string;
  readonly operator: string;
  readonly opset: number;
  readonly attributes: Readonly<Record<string, NodeAttribute>>;
  readonly inputs: readonly Input[];
  readonly outputs: number;
  /** Which output the direction is of. */
  readonly output: number;
  readonly result: readonly number[];
  readonly direction: Values;
  /** Of every input that is no constant, in their order. */
  readonly gradients: readonly (readonly number[])[];
}

const file = path.join(repositoryRoot(), "test", "fixtures", "backward", "operators.json");
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] };

/** A graph of the one operator, with the way back. */
function graphOf({ operator, opset, attributes, inputs, outputs, output, direction }: Case) {
  const shaped = new ShapedGraph(operator, opset);
  const names = inputs.map(({ constant, type, dimensions, data }, i) =>
    constant
      ? shaped.constant(constantOf(type, dimensions, data), `constant ${i}`)
      : shaped.input(`input ${i}`, { type, dimensions }),
  );
  const node: GraphNode = {
    operator,
    name: "the operator",
    inputs: names,
    outputs: Array.from({ length: outputs }, (_, i) => `output ${i}`),
    attributes,
  };
  shaped.add(node);
  shaped.input("direction", { type: "float", dimensions: direction.dimensions });
  const wanted = names.filter((_, i) => !inputs[i].constant);
  const result = `output ${output}`;
  const gradients = differentiate(new BackwardGraph(shaped), {
    output: result,
    direction: "direction",
    wanted,
  });
  const found = wanted.map((name) => gradients.get(name) ?? "none");
  return { graph: shaped.finish([result, ...found]), wanted, result, found };
}

const STEP = 1 / 128;

/** Directions to go from a point, made up but the same each time. */
function steps(length: number): number[] {
  return Array.from({ length }, (_, i) => Math.sin(1 + 12.9898 * i));
}

for (const one of cases) {
  test(`${one.name}: gradients are torch's, and the slopes that finite differences show`, async () => {
    const { graph, wanted, result, found } = graphOf(one);
    const session = await openGraph(graph);
    const free = one.inputs.filter(({ constant }) => !constant);
    const point: Record<string, Values> = { direction: one.direction };
    wanted.forEach((name, i) => {
      point[name] = free[i];
    });
    const at = async (changed: Record<string, Values>) => {
      const values = await session.run({ ...point, ...changed });
      const sum = (total: number, value: number, i: number) =>
        total + value * one.direction.data[i];
      return { values, loss: Array.from(values[result]).reduce(sum, 0) };
    };
    const { values } = await at({});
    assert.ok(difference(values[result], one.result) < 1e-5, "the operator itself");
    for (const [i, name] of wanted.entries()) {
      const gradient = values[found[i]];
      const off = difference(gradient, one.gradients[i]);
      assert.ok(off < 1e-5, `${name}: ${off} from torch`);
      const { dimensions, data } = free[i];
      const way = steps(data.length);
      const moved = (by: number) => ({
        [name]: { dimensions, data: data.map((value, k) => value + by * way[k]) },
      });
      const { loss: above } = await at(moved(STEP));
      const { loss: below } = await at(moved(-STEP));
      const slope = (above - below) / (2 * STEP);
      const expected = gradient.reduce((sum, value, k) => sum + value * way[k], 0);
      const scale = Math.hypot(...gradient) * Math.hypot(...way);
      assert.ok(Math.abs(slope - expected) < 2e-3 * scale, `${name}: ${slope}, not ${expected}`);
    }
    await session.close();
  });
}

test("every operator with a rule is held to torch", () => {
  const shown = new Set(cases.map(({ operator }) => operator));
  assert.deepEqual(
    [...RULES.keys()].filter((operator) => !shown.has(operator)),
    [],
  );
});
