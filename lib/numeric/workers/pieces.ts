/** Numbers from 0 on that threads take one at a time, each as soon as it is done with the one before. */
export interface Pieces {
  readonly count: number;
  /** In shared memory: the next number, and how many are done. */
  readonly state: Int32Array;
}

/**
 * So many pieces, none taken yet.
 *
 * @example
 * const pieces = piecesOf(100);
 * for (let i = takePiece(pieces); i < 100; i = takePiece(pieces)) finishPiece(pieces);
 */
export function piecesOf(count: number): Pieces {
  return { count, state: new Int32Array(new SharedArrayBuffer(8)) };
}

/** The next piece's number; `count` or more where none is left. */
export function takePiece({ state }: Pieces): number {
  return Atomics.add(state, 0, 1);
}

/** Says that a piece is done, and gives how many are. */
export function finishPiece({ state }: Pieces): number {
  return Atomics.add(state, 1, 1) + 1;
}
