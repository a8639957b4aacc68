import { wholeNumber } from "../attributes";
import { broadcast } from "../dimensions";
import { given } from "../inputs";
import { refuseNode } from "../refuse";
import type { ShapeRule } from "../types";

const gemm: ShapeRule = (shaped) => {
  const { node } = shaped;
  const [a, b] = [given(shaped, 0), given(shaped, 1)];
  const [rows, inner] = turned(a.dimensions, wholeNumber(node, "transA", 0));
  const [other, columns] = turned(b.dimensions, wholeNumber(node, "transB", 0));
  if (a.dimensions.length !== 2 || b.dimensions.length !== 2 || inner !== other) {
    refuseNode(node, `[${a.dimensions}] times [${b.dimensions}]`, "two matrices that fit");
  }
  return [{ type: a.type, dimensions: [rows, columns] }];
};

function turned(dimensions: readonly number[], transposed: number): readonly number[] {
  return transposed === 1 ? [...dimensions].reverse() : dimensions;
}

/** As numpy's matmul: a vector on the left is a row, one on the right a column. */
const matMul: ShapeRule = (shaped) => {
  const [a, b] = [given(shaped, 0), given(shaped, 1)];
  const left = a.dimensions.length === 1 ? [1, ...a.dimensions] : a.dimensions;
  const right = b.dimensions.length === 1 ? [...b.dimensions, 1] : b.dimensions;
  if (left.length < 2 || right.length < 2 || left[left.length - 1] !== right[right.length - 2]) {
    refuseNode(shaped.node, `[${a.dimensions}] times [${b.dimensions}]`, "matrices that fit");
  }
  const stack = broadcast(shaped.node, [left.slice(0, -2), right.slice(0, -2)]);
  const rows = a.dimensions.length === 1 ? [] : [left[left.length - 2]];
  const columns = b.dimensions.length === 1 ? [] : [right[right.length - 1]];
  return [{ type: a.type, dimensions: [...stack, ...rows, ...columns] }];
};

/** Products of matrices. */
export const PRODUCTS: Readonly<Record<string, ShapeRule>> = { Gemm: gemm, MatMul: matMul };
