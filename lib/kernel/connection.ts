import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { capability } from "zeromq";

/** Where a kernel listens, and its connection file. */
export interface Connection {
  /** Connection file, readable by its owner only. */
  readonly file: string;
  readonly key: string;
  address(channel: Channel): string;
  /** Removes the connection file and the sockets beside it. */
  remove(): void;
}

/** The channels that the runner uses. */
export type Channel = "shell" | "control" | "iopub";

/** A Unix socket's path must fit in 104 bytes (macOS) or 108 (Linux). */
const LONGEST_SOCKET_PATH = 100;

/**
 * Makes a connection file in a fresh private folder. Sockets are files in that folder where the
 * system has such sockets; elsewhere ports on 127.0.0.1. Messages are signed either way.
 *
 * @param transport "ipc" for socket files, "tcp" for ports; chosen if not given
 * @example
 * const connection = await openConnection();
 * connection.address("shell"); // "ipc:///tmp/mia-kernel-x1Y2z3/socket:1"
 */
export async function openConnection(transport?: "ipc" | "tcp"): Promise<Connection> {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-kernel-"));
  const socket = path.join(folder, "socket");
  const fits = capability.ipc && Buffer.byteLength(`${socket}:5`) <= LONGEST_SOCKET_PATH;
  const chosen = transport ?? (fits ? "ipc" : "tcp");
  const ip = chosen === "ipc" ? socket : "127.0.0.1";
  const ports = chosen === "ipc" ? [1, 2, 3, 4, 5] : await freePorts(5);
  const [shell, iopub, stdin, control, heartbeat] = ports;
  const key = randomUUID();
  const file = path.join(folder, "connection.json");
  const settings = {
    transport: chosen,
    ip,
    key,
    signature_scheme: "hmac-sha256",
    kernel_name: "tslab",
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
  };
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  const portOf = { shell, iopub, control };
  return {
    file,
    key,
    address: (channel) => `${chosen}://${ip}:${portOf[channel]}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Ports of 127.0.0.1 that were free a moment ago; held together so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
