// A script that closes a thread whose reply lies there unread, and says when it has closed.
import { Thread } from "../../../lib/numeric/workers";
import { flagTask } from "./tasks";

async function main(): Promise<void> {
  const thread = new Thread();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  await thread.call(flagTask, flag);
  flag[0] = 0;
  const reply = thread.call(flagTask, flag);
  Atomics.wait(flag, 0, 0);
  Atomics.wait(flag, 0, 1, 200); // the reply follows the flag
  const closed = thread.close();
  await reply;
  await closed;
  console.log("closed");
}

void main();
