/** What every call to a thread that runs onnxruntime takes beside its own arguments. */
export interface Call {
  /** One number in shared memory: 1 while onnxruntime works, then 0. */
  readonly working: Int32Array;
}

/** Does a call's work and says when onnxruntime is done with it. */
export async function untilDone<T>(working: Int32Array, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    Atomics.store(working, 0, 0);
    Atomics.notify(working, 0);
  }
}
