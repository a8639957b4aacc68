const MiB = 1 << 20;

/**
 * How much a file may ask of the reader. Real files stay far below; a file that goes beyond is
 * refused before the memory or time is spent.
 *
 * @example
 * limits.zipEntries; // 1000000
 */
export const limits = {
  /** Entries in a zip file. */
  zipEntries: 1_000_000,
  /** Bytes of a zip file's directory. */
  zipDirectoryBytes: 128 * MiB,
  /** Bytes of an entry that has to be inflated, since it is then held in memory. */
  inflatedBytes: 1024 * MiB,
  /** Inflated size over deflated size, for entries and for whole files beyond 1 MiB. */
  inflationRatio: 200,
  /** Bytes of a pickle, which is held in memory while it is read. */
  pickleBytes: 1024 * MiB,
  /** Bytes in which all pickles of a file in torch's old format must lie. */
  oldFormatPickleBytes: 256 * MiB,
  /** Open marks in a pickle: how deeply its tuples, lists and dicts may be nested. */
  pickleDepth: 1000,
  /** Bytes of a Python integer; torch's own largest has 10. */
  integerBytes: 64,
  /** Elements of a tensor that is larger than its storage (expanded). */
  expandedElements: MiB,
  /** Dimensions of a tensor. */
  dimensions: 16,
} as const;
