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
  /** Bytes of all entries that have to be inflated, since they are then held in memory. */
  inflatedBytes: 1024 * MiB,
  /** Inflated size over deflated size, for entries and for whole files beyond 1 MiB. */
  inflationRatio: 100,
  /** Bytes of a pickle, which is held in memory while it is read. */
  pickleBytes: 1024 * MiB,
  /** Bytes that all values of a file's pickles may take in memory, whatever the file's size. */
  unpickledBytes: 64 * MiB,
  /** And bytes beyond that, for each byte of the file. */
  unpickledRatio: 4,
  /** Characters of a name: of a class, or of a tensor in a module. */
  nameLength: 500,
  /** Bytes in which all pickles of a file in torch's old format must lie. */
  oldFormatPickleBytes: 256 * MiB,
  /** Open marks in a pickle: how deeply its tuples, lists and dicts may be nested. */
  pickleDepth: 1000,
  /** Bytes of a Python integer; torch's own largest has 10. */
  integerBytes: 64,
  /** Elements of a tensor that is larger than its storage (expanded), whatever the storage's size. */
  expandedElements: MiB,
  /** And elements of such a tensor for each element of its storage: grey expanded to colour is 3. */
  expandedRatio: 4,
  /** Bytes of all images or weights of a file, however often it lists the same ones. */
  repeatedBytes: 16 * MiB,
  /** And bytes beyond that, for each byte that the file really holds of them. */
  repeatedRatio: 8,
  /** Views of a row among given outputs. */
  views: 1000,
  /** Bytes of a file of given outputs, which are held in memory. */
  givenFileBytes: 4096 * MiB,
  /** Bytes of given outputs as float64, whatever the file's size. */
  givenBytes: 64 * MiB,
  /** And bytes beyond that, for each byte of the file. */
  givenRatio: 32,
  /** Bytes of a CSV file, which are held in memory. */
  csvBytes: 4096 * MiB,
  /** Images of a dataset. */
  images: 2 * MiB,
  /** Pixels of a picture file. */
  pixels: 4 * MiB,
  /** Bytes of a picture file, which is held in memory while it is decoded. */
  pictureBytes: 64 * MiB,
  /** Modules, parameters and buffers of a whole module. */
  moduleEntries: 100_000,
  /** Bytes of an ONNX file, which is held in memory while it is read; protobuf allows no more. */
  onnxBytes: 2048 * MiB,
  /** Dimensions of a tensor. */
  dimensions: 16,
} as const;
