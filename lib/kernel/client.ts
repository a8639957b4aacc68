import { Dealer, Subscriber } from "zeromq";
import type { Connection } from "./connection";
import { type Message, Wire } from "./wire";

/** Reply to an execute request. */
export interface ExecuteReply {
  readonly status: "ok" | "error" | "aborted";
  readonly execution_count?: number;
}

interface Waiting {
  readonly onOutput?: (message: Message) => void;
  readonly settle: () => void;
  readonly reject: (error: Error) => void;
  reply?: Message;
  idle: boolean;
}

/** How often a kernel that has not answered yet is asked again. */
const ASK_AGAIN_MS = 100;

/**
 * The client's side of a kernel's sockets.
 *
 * @example
 * const client = new KernelClient(connection);
 * await client.ready();
 * await client.execute("1 + 1", (message) => console.log(message.content));
 */
export class KernelClient {
  readonly #wire: Wire;
  readonly #shell = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #waiting = new Map<string, Waiting>();
  /** Why something that the kernel published could not be read, or null. */
  #unread: Error | null = null;

  constructor(connection: Connection) {
    this.#wire = new Wire(connection.key);
    this.#shell.connect(connection.address("shell"));
    this.#iopub.connect(connection.address("iopub"));
    this.#iopub.subscribe();
    void this.#receive(this.#shell, (waiting, message) => {
      waiting.reply = message;
    });
    void this.#receive(this.#iopub, (waiting, message) => {
      if (message.header.msg_type !== "status") waiting.onOutput?.(message);
      else if (message.content.execution_state === "idle") waiting.idle = true;
    });
  }

  /**
   * Waits until the kernel answers on both channels and returns its `language_info`. It is asked
   * again and again: what it publishes before it has seen our subscription is lost.
   */
  async ready(): Promise<Record<string, unknown>> {
    const answers: Promise<Message>[] = [];
    for (;;) {
      answers.push(this.#request("kernel_info_request", {}));
      const again = new Promise<null>((resolve) => setTimeout(resolve, ASK_AGAIN_MS, null));
      const answer = await Promise.race([...answers, again]);
      if (answer) return answer.content.language_info;
    }
  }

  /**
   * Runs code as a cell. Fulfils when the reply and the kernel's "idle" have both come, that is
   * after all of the cell's output. Output that comes later still reaches `onOutput`.
   *
   * @param following all cells that will be run from this one on, where that is known: a kernel of ours
   *   uses the time
   * @throws Error saying which message of this or an earlier cell could not be read
   */
  async execute(
    code: string,
    onOutput: (message: Message) => void,
    following?: readonly string[],
  ): Promise<ExecuteReply> {
    const content = { code, silent: false, store_history: true, allow_stdin: false, following };
    return (await this.#request("execute_request", content, onOutput)).content;
  }

  close(): void {
    this.#shell.close();
    this.#iopub.close();
  }

  #request(type: string, content: object, onOutput?: Waiting["onOutput"]): Promise<Message> {
    const message = this.#wire.request(type, content);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        onOutput,
        idle: false,
        settle: () => waiting.reply && waiting.idle && resolve(waiting.reply),
        reject,
      };
      if (this.#unread) reject(this.#unread);
      this.#waiting.set(message.header.msg_id, waiting);
      this.#shell.send(this.#wire.encode(message)).catch(reject);
    });
  }

  async #receive(socket: Dealer | Subscriber, handle: (waiting: Waiting, m: Message) => void) {
    for await (const frames of socket) {
      try {
        this.#take(frames, handle);
      } catch (error) {
        this.#fail((error as Error).message);
      }
    }
  }

  /** Frames that are not signed with the kernel's key are dropped: anyone may have sent them. */
  #take(frames: readonly Buffer[], handle: (waiting: Waiting, m: Message) => void): void {
    const message = this.#wire.decode(frames);
    const waiting = this.#waiting.get(message?.parent.msg_id ?? "");
    if (!message || !waiting) return;
    handle(waiting, message);
    waiting.settle();
  }

  /** Whoever waits is told; so is whoever asks next, since an earlier cell may have gone on writing. */
  #fail(reason: string): void {
    this.#unread ??= new Error(`a message of the kernel could not be read: ${reason}`);
    for (const waiting of this.#waiting.values()) waiting.reject(this.#unread);
  }
}
