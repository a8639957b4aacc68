import { type ExecuteReply, KernelClient } from "./client";
import { openConnection } from "./connection";
import { type Listener, startKernelProcess } from "./process";

/** How a kernel is reached, and who listens to it. */
export interface SessionOptions {
  readonly transport?: "ipc" | "tcp";
  /** Takes what the kernel's process writes; the runner's own stderr does unless given. */
  readonly listener?: Listener | null;
}

/** A kernel that is up and answers. */
export interface Session {
  /** Process id of the kernel. */
  readonly pid: number;
  /** What the kernel says of its language; goes into a notebook's metadata. */
  readonly languageInfo: Record<string, unknown>;
  /** Runs code as a cell, as KernelClient does. @throws Error if the kernel ends meanwhile */
  execute(...cell: Parameters<KernelClient["execute"]>): Promise<ExecuteReply>;
  /** Ends the kernel and removes its connection file. */
  close(): Promise<void>;
}

/**
 * Starts a kernel and waits until it answers. The kernel and its connection file are gone when
 * this process is: after close(), at process.exit() or an uncaught error, and even after SIGKILL.
 *
 * @throws Error if the kernel ends before it answers
 * @example
 * const session = await openSession();
 * await session.execute("console.log(1)", (message) => console.log(message.content.text));
 * await session.close();
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const connection = await openConnection(options.transport);
  process.once("exit", connection.remove);
  const kernel = startKernelProcess(connection.file, options.listener);
  const client = new KernelClient(connection);
  const died = kernel.ended.then((how) => {
    throw new Error(`the kernel ended with ${how}`);
  });
  died.catch(() => {});

  process.once("exit", kernel.kill);
  const close = async () => {
    client.close();
    await kernel.kill();
    connection.remove();
    process.removeListener("exit", kernel.kill);
    process.removeListener("exit", connection.remove);
  };

  try {
    const languageInfo = await Promise.race([client.ready(), died]);
    const execute: Session["execute"] = (...cell) => Promise.race([client.execute(...cell), died]);
    return { pid: kernel.pid, languageInfo, execute, close };
  } catch (error) {
    await close();
    throw error;
  }
}
