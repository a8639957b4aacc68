// A copy of this folder outside of its repository has no kernel to start, nor any package; but what
// it writes to its log nobody sees. It answers Jupyter just enough to say in the notebook what to do:
// ZMTP 3.0 over TCP (rfc.zeromq.org/spec/23) and four of Jupyter's messages. It runs no code.
const { createHmac, randomUUID, timingSafeEqual } = require("node:crypto");
const fs = require("node:fs");
const net = require("node:net");

const DELIMITER = "<IDS|MSG>";
const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const GREETING_BYTES = 64;
/** Longest frame that is read: a notebook's cell. */
const LARGEST_FRAME = 2 ** 24;

/** Starts to answer on the ports of a connection file, each cell with the same error. */
exports.explain = (connectionFile, problem) => {
  const { key, ip, shell_port, control_port, iopub_port, stdin_port, hb_port } = JSON.parse(
    fs.readFileSync(connectionFile, "utf8"),
  );
  const listeners = new Set();
  const sign = (parts) => {
    const hmac = createHmac("sha256", key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  };
  const message = (request, msg_type, content) => {
    const header = { ...request, msg_id: randomUUID(), msg_type };
    const parts = [header, request, {}, content].map((part) => JSON.stringify(part));
    return [DELIMITER, sign(parts), ...parts];
  };
  const publish = (...args) => {
    for (const send of listeners) send(message(...args));
  };
  const answer = (frames, send) => {
    const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
    const [signature, ...parts] = frames.slice(start + 1, start + 6);
    if (start < 0 || parts.length < 4) return;
    const expected = Buffer.from(sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return;
    const request = JSON.parse(parts[0]);
    const type = request.msg_type.replace("_request", "_reply");
    publish(request, "status", { execution_state: "busy" });
    const content = replyTo(type, problem);
    if (type === "execute_reply") publish(request, "error", content);
    if (content) send(message(request, type, content));
    publish(request, "status", { execution_state: "idle" });
    if (type === "shutdown_reply") setTimeout(() => process.exit(0), 100);
  };
  serve(ip, shell_port, "ROUTER", answer);
  serve(ip, control_port, "ROUTER", answer);
  serve(ip, stdin_port, "ROUTER", () => {});
  serve(ip, hb_port, "REP", (frames, send) => send(frames));
  serve(ip, iopub_port, "PUB", () => {}, listeners);
};

function replyTo(type, problem) {
  if (type === "execute_reply") {
    const evalue = problem;
    return {
      status: "error",
      ename: "NotInstalled",
      evalue,
      traceback: [problem],
      execution_count: 0,
    };
  }
  if (type === "shutdown_reply") return { status: "ok", restart: false };
  if (type !== "kernel_info_reply") return null;
  return {
    status: "ok",
    protocol_version: "5.3",
    implementation: "none",
    implementation_version: "0",
    language_info: {
      name: "typescript",
      version: "",
      mimetype: "text/typescript",
      file_extension: ".ts",
    },
    banner: problem,
  };
}

/** A socket of ZeroMQ: calls `take(frames, send)` with each message. */
function serve(host, port, type, take, peers = new Set()) {
  const server = net.createServer((socket) => {
    const send = (frames) => socket.write(encoded(frames));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => peers.delete(send));
    socket.write(greeting());
    let bytes = Buffer.alloc(0);
    let greeted = false;
    let frames = [];
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!greeted) {
        if (bytes.length < GREETING_BYTES) return;
        bytes = bytes.subarray(GREETING_BYTES);
        greeted = true;
        socket.write(ready(type));
        peers.add(send);
      }
      for (let frame = firstFrame(bytes); frame; frame = firstFrame(bytes)) {
        if (frame.end > LARGEST_FRAME) return socket.destroy();
        if (frame.end > bytes.length) return;
        const body = bytes.subarray(frame.start, frame.end);
        bytes = bytes.subarray(frame.end);
        if (frame.flags & COMMAND) continue;
        frames.push(body);
        if (frame.flags & MORE) continue;
        take(frames, send);
        frames = [];
      }
    });
  });
  server.listen(port, host);
}

function firstFrame(bytes) {
  if (bytes.length < 2) return null;
  const [flags] = bytes;
  const start = flags & LONG ? 9 : 2;
  if (bytes.length < start) return null;
  const size = flags & LONG ? Number(bytes.readBigUInt64BE(1)) : bytes[1];
  return { flags, start, end: start + size };
}

function encoded(frames) {
  return Buffer.concat(
    frames.map((frame, i) => {
      const body = Buffer.from(frame);
      const head = Buffer.alloc(9);
      head[0] = LONG | (i < frames.length - 1 ? MORE : 0);
      head.writeBigUInt64BE(BigInt(body.length), 1);
      return Buffer.concat([head, body]);
    }),
  );
}

/** Version 3.0 with the mechanism NULL: messages carry their own signatures. */
function greeting() {
  const bytes = Buffer.alloc(GREETING_BYTES);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.write("NULL", 12, "latin1");
  return bytes;
}

function ready(type) {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(type.length);
  const body = Buffer.concat([
    Buffer.from("\x05READY\x0bSocket-Type", "latin1"),
    value,
    Buffer.from(type, "latin1"),
  ]);
  return Buffer.concat([Buffer.from([COMMAND, body.length]), body]);
}
