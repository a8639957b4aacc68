import assert from "node:assert/strict";
import { test } from "node:test";
import { ShapedGraph } from "../../../lib/network/shapes";
import { upgraded } from "../../../lib/network/upgrade";
import { BackwardGraph, differentiate } from "../../../lib/training/backward";
import { fixture, readNetwork, SHAPES } from "./networks";
import { difference, openGraph } from "./run";

const pattern = (_: number, i: number) => Math.sin(1 + 12.9898 * i);

for (const [name, expected] of Object.entries(fixture.networks)) {
  test(`${name} as torch exports it: gradients of the images and of every weight are torch's`, async () => {
    const graph = upgraded(readNetwork(name));
    const shaped = ShapedGraph.of(graph, new Map([["images", SHAPES.images]]));
    shaped.input("direction", { type: "float", dimensions: SHAPES.direction });
    const parameters = Object.keys(expected.batch).filter((key) => graph.constants.has(key));
    const gradients = differentiate(new BackwardGraph(shaped), {
      output: "logits",
      direction: "direction",
      wanted: ["images", ...parameters],
    });
    const session = await openGraph(shaped.finish(["logits", ...gradients.values()]));
    const values = await session.run({
      images: { dimensions: SHAPES.images, data: fixture.images },
      direction: { dimensions: SHAPES.direction, data: expected.direction },
    });
    assert.ok(difference(values.logits, expected.logits) < 1e-5, "logits");
    const off = difference(values[gradients.get("images") ?? ""], expected.input);
    assert.ok(off < 1e-4, `images: ${off}`);
    assert.ok(parameters.length >= 6);
    for (const key of parameters) {
      const gradient = Array.from(values[gradients.get(key) ?? ""]);
      const [square, projection] = expected.batch[key];
      const length = Math.hypot(...gradient);
      assert.ok(Math.abs(length / Math.sqrt(square) - 1) < 1e-4, `${key}: ${length ** 2}`);
      const along = gradient.reduce((sum, value, i) => sum + value * pattern(value, i), 0);
      const scale = Math.sqrt(square * gradient.length);
      assert.ok(Math.abs(along - projection) < 1e-4 * scale, `${key}: ${along}, not ${projection}`);
    }
    await session.close();
  });
}
