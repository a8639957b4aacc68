import { Dealer, Subscriber } from "zeromq";
import { type Connection, openConnection } from "../../lib/kernel/connection";
import { type KernelProcess, startKernelProcess } from "../../lib/kernel/process";
import { type Message, Wire } from "../../lib/kernel/wire";
import { until } from "./stranger";

/** A request on its way: what was published in its name so far, and its reply once there is one. */
export interface Asked {
  readonly id: string;
  readonly published: Message[];
  reply?: Message;
}

/** A client that sees all that a kernel sends, in order: replies, statuses and outputs. */
export class AskKernel {
  /** All statuses published, of whichever request: [request's id, state]. */
  readonly states: [string, string][] = [];
  readonly #asked = new Map<string, Asked>();
  readonly #wire: Wire;
  readonly #sockets: { shell: Dealer; control: Dealer };
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });

  private constructor(
    readonly connection: Connection,
    readonly kernel: KernelProcess,
  ) {
    this.#wire = new Wire(connection.key);
    this.#sockets = { shell: new Dealer({ linger: 0 }), control: new Dealer({ linger: 0 }) };
    for (const channel of ["shell", "control"] as const) {
      this.#sockets[channel].connect(connection.address(channel));
      void this.#listen(this.#sockets[channel]);
    }
    this.#iopub.connect(connection.address("iopub"));
    this.#iopub.subscribe();
    void this.#listen(this.#iopub);
  }

  /** Starts a kernel, as the runner does unless told how, and waits until it is heard. */
  static async start(startKernel = startKernelProcess): Promise<AskKernel> {
    const connection = await openConnection();
    const client = new AskKernel(connection, startKernel(connection.file));
    while (client.states.length === 0) {
      const asked = client.send("kernel_info_request", {});
      await until(() => asked.reply !== undefined);
    }
    return client;
  }

  send(type: string, content: object, channel: "shell" | "control" = "shell"): Asked {
    const message = this.#wire.request(type, content);
    const asked: Asked = { id: message.header.msg_id, published: [] };
    this.#asked.set(asked.id, asked);
    void this.#sockets[channel].send(this.#wire.encode(message));
    return asked;
  }

  sendCell(code: string): Asked {
    return this.send("execute_request", { code, silent: false, store_history: true });
  }

  /** Waits for a request's reply and "idle". */
  async done(asked: Asked): Promise<Asked & { reply: Message }> {
    const isIdle = ([id, state]: [string, string]) => id === asked.id && state === "idle";
    await until(() => asked.reply !== undefined && this.states.some(isIdle));
    return asked as Asked & { reply: Message };
  }

  ask(type: string, content: object, channel: "shell" | "control" = "shell") {
    return this.done(this.send(type, content, channel));
  }

  cell(code: string) {
    return this.done(this.sendCell(code));
  }

  async close(): Promise<void> {
    for (const socket of [this.#sockets.shell, this.#sockets.control, this.#iopub]) socket.close();
    await this.kernel.kill();
    this.connection.remove();
  }

  async #listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const message = this.#wire.decode(frames);
      const id = message?.parent.msg_id ?? "";
      if (!message) continue;
      const { msg_type } = message.header;
      if (msg_type === "status") this.states.push([id, message.content.execution_state]);
      else if (socket === this.#iopub) this.#asked.get(id)?.published.push(message);
      else Object.assign(this.#asked.get(id) ?? {}, { reply: message });
    }
  }
}

/** Contents of the messages of one type. */
export function contents({ published }: Asked, type: string): Message["content"][] {
  return published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
}
