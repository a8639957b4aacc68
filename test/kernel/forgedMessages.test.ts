import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KernelClient } from "../../lib/kernel/client";
import { type Connection, openConnection } from "../../lib/kernel/connection";
import { type KernelProcess, startKernelProcess } from "../../lib/kernel/process";
import { type Message, Wire } from "../../lib/kernel/wire";
import { type Packet, Stranger, until } from "./stranger";

describe("forged messages", () => {
  let connection: Connection;
  let kernel: KernelProcess;
  let owner: KernelClient;
  before(async () => {
    connection = await openConnection("tcp");
    kernel = startKernelProcess(connection.file);
    owner = new KernelClient(connection);
    await owner.ready();
  });
  after(async () => {
    owner.close();
    await kernel.kill();
    connection.remove();
  });

  /** Runs a cell of the owner's; returns its status and what it published. */
  async function cell(code: string): Promise<{ status: string; shown: string }> {
    const messages: Message[] = [];
    const { status } = await owner.execute(code, (message) => messages.push(message));
    const shown = messages.map(({ content }) => content.text ?? content.evalue ?? "").join("");
    return { status, shown };
  }

  /** A request to run code, signed with a key. */
  function signed(key: string, code: string): string[] {
    const content = { code, silent: false, store_history: true, allow_stdin: false };
    const wire = new Wire(key);
    return wire.encode(wire.request("execute_request", content));
  }

  async function send(channel: "shell" | "control", packets: readonly Packet[]) {
    const stranger = new Stranger(connection, channel);
    try {
      return await stranger.send(packets);
    } finally {
      stranger.close();
    }
  }

  for (const channel of ["shell", "control"] as const) {
    test(`what does not verify on ${channel} is dropped without a trace, and fails no cell`, async () => {
      await cell("globalThis.intruder = 0;");
      const forged = signed("another key", "globalThis.intruder++;");
      const [mark, right, ...parts] = signed(connection.key, "globalThis.intruder++;");
      const traces = await send(channel, [
        forged,
        [mark, "0".repeat(64), ...parts],
        [mark, "", ...parts],
        [mark, ...parts],
        [mark, right.toUpperCase(), ...parts],
        [mark, right.slice(1), ...parts],
        [mark, right, ...parts.slice(0, 3)],
        [mark, right, ...forged.slice(2)],
        [mark, Buffer.alloc(64, 255), ...parts],
        [mark, right],
        [mark],
        ["no delimiter"],
        ["", ""],
      ]);
      assert.deepEqual(traces, []);
      const after = await cell("console.log(globalThis.intruder);");
      assert.deepEqual(after, { status: "ok", shown: "0\n" });
    });
  }

  test("a signed request works once: sent again, also on another channel, it is dropped", async () => {
    await cell("globalThis.count = 0;");
    const packet = signed(connection.key, "globalThis.count++;");
    await send("shell", [packet, packet]);
    await send("shell", [packet]);
    await send("control", [packet]);
    assert.equal((await cell("console.log(globalThis.count);")).shown, "1\n");
  });

  test("what the kernel itself signed and published is not taken from anyone", async () => {
    const stranger = new Stranger(connection, "shell");
    await stranger.hears();
    await cell("console.log('spoken');");
    const isSpoken = (text: string) => text.includes("spoken\\n");
    await until(() => stranger.published.some(isSpoken));
    const packet = stranger.frames[stranger.published.findIndex(isSpoken)];
    assert.match(packet[1].toString(), /^[0-9a-f]{64}$/);
    assert.deepEqual(await stranger.send([packet]), []);
    stranger.close();
    assert.deepEqual(await cell("void 0;"), { status: "ok", shown: "" });
  });

  test("buffers behind the four parts are not signed, as the protocol has it", async () => {
    const packet = [...signed(connection.key, "console.log('buffers');"), Buffer.of(0, 255)];
    const traces = await send("shell", [packet]);
    assert.ok(traces.some((text) => text.includes("buffers\\n")));
  });

  test("a kernel without a key does not start", async () => {
    const open = await openConnection("tcp");
    const settings = JSON.parse(readFileSync(open.file, "utf8"));
    writeFileSync(open.file, JSON.stringify({ ...settings, key: "" }));
    const lone = startKernelProcess(open.file);
    assert.equal(await lone.ended, "exit code 1");
    open.remove();
  });
});
