import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** One message of Jupyter's protocol. */
export interface Message {
  readonly header: { readonly msg_id: string; readonly msg_type: string };
  /** Header of the request that this message answers; empty for a request. */
  readonly parent: { readonly msg_id?: string };
  // biome-ignore lint/suspicious/noExplicitAny: each message type has content of its own
  readonly content: any;
}

const DELIMITER = "<IDS|MSG>";

/**
 * Jupyter's wire protocol 5.3: JSON parts behind an HMAC-SHA256 signature.
 * Source: jupyter-client.readthedocs.io, "The Wire Protocol".
 *
 * @param key shared secret from the connection file
 * @example
 * const wire = new Wire("secret");
 * wire.decode(wire.encode(wire.request("kernel_info_request", {})).map(Buffer.from));
 */
export class Wire {
  readonly #key: string;
  readonly #session = randomUUID();

  constructor(key: string) {
    this.#key = key;
  }

  /** A request with a fresh id. */
  request(type: string, content: object): Message {
    const header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "runner",
      version: "5.3",
      date: new Date().toISOString(),
    };
    return { header, parent: {}, content };
  }

  /** The frames to send. */
  encode(message: Message): string[] {
    const parts = [message.header, message.parent, {}, message.content];
    const body = parts.map((part) => JSON.stringify(part));
    return [DELIMITER, this.#sign(body), ...body];
  }

  /**
   * The message in the frames, or null if they are not signed with the key.
   *
   * @throws SyntaxError if signed parts are not JSON
   */
  decode(frames: readonly Buffer[]): Message | null {
    const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
    const [signature, ...body] = frames.slice(start + 1);
    if (start < 0 || body.length < 4) return null;
    const expected = Buffer.from(this.#sign(body));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
    const [header, parent, , content] = body.map((part) => JSON.parse(part.toString()));
    return { header, parent, content };
  }

  #sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}
