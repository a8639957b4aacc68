import { statSync } from "node:fs";
import type { Fail } from "../formats/pickle/values";
import { limits } from "../limits";

/** Bytes that a number takes while outputs are understood. */
const NUMBER = 8;

/**
 * Checks the shape of outputs before their numbers are looked at: [rows], [rows, classes] or
 * [rows, views, classes], and no more of them than a file of this size has reason to hold.
 *
 * @throws InputError through `fail` if it is another, or asks for too much
 * @example
 * checkShape("logits.npy", [2000, 44], fail);
 */
export function checkShape(path: string, shape: readonly number[], fail: Fail): void {
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (shape.length === 0 || count === 0) fail(`outputs of shape [${shape}]`, "some rows");
  if (shape.length > 3) fail(`outputs of shape [${shape}]`, "[rows, classes]");
  if (shape[0] > limits.images) fail(`${shape[0]} rows of outputs`, `${limits.images} at most`);
  if (shape.length === 3 && shape[1] > limits.views) {
    fail(`${shape[1]} views a row`, `${limits.views} at most`);
  }
  const { size } = statSync(path);
  if (size > limits.givenFileBytes) fail(`${size} bytes`, `${limits.givenFileBytes} at most`);
  const most = limits.givenBytes + limits.givenRatio * size;
  if (NUMBER * count > most) fail(`${count} outputs`, `${most / NUMBER} in a file of this size`);
}
