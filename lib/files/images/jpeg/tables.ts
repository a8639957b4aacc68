import type { Fail } from "../../formats/pickle/values";
import type { Component } from "./frame";
import { type HuffmanTable, huffmanTable } from "./huffman";
import { zigzag } from "./zigzag";

/**
 * The tables that hold where a scan begins, and each component's steps as they were where its first
 * scan began.
 *
 * @throws InputError through `fail` if a table is damaged or missing
 * @example
 * const tables = new Tables(fail);
 * tables.readSteps(segment);
 */
export class Tables {
  /** Codes of first coefficients, and of the others, by number. */
  readonly first: HuffmanTable[] = [];
  readonly others: HuffmanTable[] = [];
  /** Units from one restart marker to the next; 0 for none. */
  interval = 0;
  private readonly steps: Uint16Array[] = [];
  private readonly kept = new Map<Component, Uint16Array>();

  constructor(private readonly fail: Fail) {}

  /** DQT: tables of 64 steps of one or two bytes (ITU-T T.81 B.2.4.1). */
  readSteps(data: Buffer): void {
    for (let at = 0; at < data.length; ) {
      const [bytes, number] = [(data[at] >> 4) + 1, data[at] & 15];
      if (bytes > 2 || number > 3 || at + 1 + 64 * bytes > data.length) this.damaged("DQT");
      const table = new Uint16Array(64);
      for (let k = 0; k < 64; k++) table[zigzag[k]] = data.readUIntBE(at + 1 + k * bytes, bytes);
      this.steps[number] = table;
      at += 1 + 64 * bytes;
    }
  }

  /** DHT: tables of codes (B.2.4.2). */
  readCodes(data: Buffer): void {
    for (let at = 0; at < data.length; ) {
      const [kind, number] = [data[at] >> 4, data[at] & 15];
      const counts = data.subarray(at + 1, at + 17);
      const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
      if (kind > 1 || number > 3 || end > data.length || end - at - 17 > 256) this.damaged("DHT");
      const table = huffmanTable(counts, data.subarray(at + 17, end), this.fail);
      (kind === 0 ? this.first : this.others)[number] = table;
      at = end;
    }
  }

  /** DRI: the restart interval (B.2.4.4). */
  readInterval(data: Buffer): void {
    if (data.length !== 2) this.damaged("DRI");
    this.interval = data.readUInt16BE(0);
  }

  /** Keeps a component's steps where its first scan begins. */
  keepSteps(component: Component): void {
    if (this.kept.has(component)) return;
    this.kept.set(component, this.steps[component.steps] ?? this.damaged("DQT"));
  }

  /** The steps of a component that has been in a scan, row by row. */
  stepsOf(component: Component): Uint16Array {
    return this.kept.get(component) ?? this.damaged("DQT");
  }

  private damaged(name: string): never {
    return this.fail(`with damaged or missing tables (${name})`, "whole ones");
  }
}
