/**
 * Memory that threads read and write in place, for what is made again and again: what is given back is used
 * again. Without that it piles up, since the collector does not see how large shared memory is.
 *
 * @example
 * const pool = new SharedPool();
 * const floats = pool.take(1000);
 * await runTask(sumTask, [floats], { workers: 2 });
 * pool.giveBack(floats);
 */
export class SharedPool {
  private readonly free: ArrayBufferLike[] = [];

  /** So many numbers, which may be anything: whoever takes them writes them all. */
  take(length: number): Float64Array {
    const bytes = 8 * length;
    const roomy = this.free.findIndex(({ byteLength }) => byteLength >= bytes);
    const memory = roomy < 0 ? new SharedArrayBuffer(bytes) : this.free.splice(roomy, 1)[0];
    return new Float64Array(memory, 0, length);
  }

  /** Takes back what nobody, in no thread, reads or writes any more. */
  giveBack({ buffer }: Float64Array): void {
    this.free.push(buffer);
  }
}
