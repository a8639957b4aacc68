import assert from "node:assert/strict";
import { Dealer, Subscriber } from "zeromq";
import type { Connection } from "../../lib/kernel/connection";
import { Wire } from "../../lib/kernel/wire";

/** A message as it goes over a socket. */
export type Packet = readonly (string | Buffer)[];

/** Fulfils once something is so; asked again every few milliseconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !condition(); ) {
    assert.ok(Date.now() < end, "waited a minute");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Another user of the kernel's machine: may connect to its ports, listens to what it publishes. To
 * know that the kernel has looked at all that was sent, it is asked a signed question afterwards.
 */
export class Stranger {
  /** What was published so far, each message's parts in one text; no routing prefix. */
  readonly published: string[] = [];
  /** The same as they came. */
  readonly frames: Buffer[][] = [];
  readonly #answers: string[] = [];
  readonly #listener = new Subscriber({ linger: 0 });
  readonly #socket = new Dealer({ linger: 0 });
  readonly #wire: Wire;

  constructor(connection: Connection, channel: "shell" | "control") {
    this.#wire = new Wire(connection.key);
    this.#listener.connect(connection.address("iopub"));
    this.#listener.subscribe();
    this.#socket.connect(connection.address(channel));
    void this.#listen();
    void this.#receive();
  }

  /** Waits until it hears what the kernel publishes; what came before is lost. */
  async hears(): Promise<void> {
    while (this.published.length === 0) await this.#ask();
  }

  /** Sends packets; returns all that came back or was published because of them. */
  async send(packets: readonly Packet[]): Promise<string[]> {
    await this.hears();
    await this.#told(await this.#ask());
    const before = [this.published.length, this.#answers.length];
    for (const packet of packets) await this.#socket.send([...packet]);
    const question = await this.#ask();
    await this.#told(question);
    const read = [...this.published.slice(before[0]), ...this.#answers.slice(before[1])];
    return read.filter((text) => !text.includes(question));
  }

  close(): void {
    this.#listener.close();
    this.#socket.close();
  }

  async #ask(): Promise<string> {
    const question = this.#wire.request("kernel_info_request", {});
    const { msg_id } = question.header;
    await this.#socket.send(this.#wire.encode(question));
    await until(() => this.#answers.some((text) => text.includes(msg_id)));
    return msg_id;
  }

  #told(question: string): Promise<void> {
    const isEnd = (text: string) => text.includes(question) && text.includes('"idle"');
    return until(() => this.published.some(isEnd));
  }

  async #listen(): Promise<void> {
    for await (const frames of this.#listener) {
      const start = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      this.frames.push(frames.slice(start));
      this.published.push(frames.slice(start + 2).join("\n"));
    }
  }

  async #receive(): Promise<void> {
    for await (const frames of this.#socket) this.#answers.push(frames.join("\n"));
  }
}
