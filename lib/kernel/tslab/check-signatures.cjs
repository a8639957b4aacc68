// Any user of a machine may connect to a kernel's ports and send it messages; the signature alone
// says who may give orders. tslab throws at one that does not verify, and its error names the
// signature that would have: reported as a cell's failure, it was published to whoever listens.
// Here a message is checked before tslab sees it, and dropped without a trace unless it is a
// request, whole, signed with this kernel's key over its four parts, and signed so for the first
// time: as in Jupyter's own kernels a message that was seen cannot be sent again.
const { createHmac, timingSafeEqual } = require("node:crypto");
const fs = require("node:fs");
const { ZmqServer } = require("tslab/dist/jupyter");

const DELIMITER = Buffer.from("<IDS|MSG>");
/** What the kernel signs and publishes itself is none of these, and may not be sent back to it. */
const REQUEST = /_request$|^comm_/;
const SCHEME = "hmac-sha256";

const { init, handleShellMessage } = ZmqServer.prototype;
/** Server -> signatures that it has taken. */
const seenBy = new WeakMap();

ZmqServer.prototype.init = async function () {
  const { key, signature_scheme } = JSON.parse(fs.readFileSync(this.configPath, "utf8"));
  if (!key || signature_scheme !== SCHEME) {
    const found = key ? `signature scheme ${signature_scheme}` : "no key";
    console.error(`${this.configPath}: found ${found}, expected a key for ${SCHEME}`);
    process.exit(1);
  }
  seenBy.set(this, new Set());
  await init.call(this);
  void drop(this.stdin);
};

/** Called by tslab with each message on the channels shell and control. */
ZmqServer.prototype.handleShellMessage = async function (socket, ...frames) {
  const request = checked(frames, this.connInfo.key, seenBy.get(this));
  if (request) await handleShellMessage.apply(this, [socket, ...request]);
};

/** @returns the frames up to the four signed parts, or null if they are to be dropped */
function checked(frames, key, seen) {
  const start = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [signature, ...parts] = frames.slice(start + 1, start + 6);
  if (start < 0 || parts.length < 4) return null;
  const expected = Buffer.from(sign(parts, key));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
  const name = expected.toString();
  if (seen.has(name) || !isRequest(parts)) return null;
  seen.add(name);
  return frames.slice(0, start + 6);
}

function sign(parts, key) {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function isRequest(parts) {
  try {
    const objects = parts.map((part) => JSON.parse(part.toString()));
    const areObjects = objects.every((one) => typeof one === "object" && one !== null);
    return areObjects && REQUEST.test(objects[0].msg_type);
  } catch {
    return false;
  }
}

/** The kernel asks for no input, and tslab leaves what comes on stdin in memory. */
async function drop(socket) {
  try {
    for (;;) await socket.receive();
  } catch {
    // closed
  }
}
