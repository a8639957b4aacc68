import { statSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";
import { reasonOf } from "../reasonOf";
import { bytesIn } from "./folderEntries";
import { sha256 } from "./sha256";

/** One input of a run, as metrics.json names it. */
export interface InputFile {
  /** Base name, so that no machine's path is told. */
  readonly file: string;
  readonly sha256: string;
  /** Bytes; of a folder, those of its files. */
  readonly size?: number;
}

/** What tells that a file was written again, whatever it holds. */
interface Stamp {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ino: bigint;
  /** Set by the system alone, at each write and each change of the other times. */
  readonly ctimeNs: bigint;
  readonly isFolder: boolean;
}

/** An input as it was when it was first looked at. */
interface Known {
  readonly path: string;
  readonly stamp: Stamp;
  readonly sha256: string;
  /** The ctime at which its bytes were found to be the same since, and no later write can have it too. */
  lookedAt?: bigint;
}

/** No file system's times are coarser than this. */
const COARSEST_NS = 2_000_000_000n;

/**
 * The files that a run reads, by their role ("model", "public", "normalization"), each hashed when it
 * is named: before it is read. At the end of the run `requireUnchanged` looks whether they are still
 * what they were, so that a result never names data that it was not computed from.
 *
 * @throws InputError if one cannot be read
 * @example
 * const inputs = new InputFiles({ model: modelPath, public: publicPath });
 * inputs.requireUnchanged();
 * writeMetrics(file, { ...metrics, inputs: inputs.byRole });
 */
export class InputFiles {
  readonly #known = new Map<string, Known>();

  /** @param files paths by role; a role without a path is left out */
  constructor(files: Readonly<Record<string, string | null>>) {
    for (const [role, file] of Object.entries(files)) if (file !== null) this.add(role, file);
  }

  /**
   * Names one more input, before it is read.
   *
   * @throws InputError if it cannot be read, or is written while it is
   */
  add(role: string, file: string): void {
    const stamp = stampOf(file);
    const known = { path: path.resolve(file), stamp, sha256: sha256(file) };
    requireSameStamp(known);
    this.#known.set(role, known);
  }

  /** Takes over the inputs of another list, as they were when they were hashed there. */
  include(others: InputFiles): void {
    for (const [role, known] of others.#known) this.#known.set(role, known);
  }

  /** SHA-256 by role. */
  get hashes(): Record<string, string> {
    return this.#map(({ sha256 }) => sha256);
  }

  /** For `inputs` of metrics.json. */
  get byRole(): Record<string, InputFile> {
    return this.#map(({ path: file, sha256 }) => ({
      file: path.basename(file),
      sha256,
      size: bytesIn(file),
    }));
  }

  /** For a table: one row a file. */
  get rows(): { role: string; file: string; bytes: number; sha256: string }[] {
    return Object.entries(this.byRole).map(([role, { file, sha256, size = 0 }]) => ({
      role,
      file,
      bytes: size,
      sha256,
    }));
  }

  /**
   * Looks whether every file is still what it was: size, time, and all of its bytes, unless these were looked at
   * before and the file's ctime says that nothing was written since.
   *
   * @throws InputError naming the first that is not
   */
  requireUnchanged(): void {
    for (const known of this.#known.values()) {
      const { ctimeNs, isFolder } = requireSameStamp(known);
      if (ctimeNs === known.lookedAt) continue;
      const isOld = BigInt(Date.now()) * 1_000_000n - ctimeNs > COARSEST_NS;
      const found = sha256(known.path);
      if (found !== known.sha256) throw changed(known, `SHA-256 ${found}`, known.sha256);
      if (isOld && !isFolder) known.lookedAt = ctimeNs;
    }
  }

  #map<T>(of: (known: Known) => T): Record<string, T> {
    return Object.fromEntries([...this.#known].map(([role, known]) => [role, of(known)]));
  }
}

function stampOf(file: string): Stamp {
  try {
    const status = statSync(file, { bigint: true });
    const { size, mtimeNs, ino, ctimeNs } = status;
    return { size, mtimeNs, ino, ctimeNs, isFolder: status.isDirectory() };
  } catch (error) {
    throw new InputError(file, reasonOf(error), "a readable file");
  }
}

/** What it is stamped now, else the same; a folder is told by its files alone. */
function requireSameStamp(known: Known): Stamp {
  const { stamp } = known;
  const now = stampOf(known.path);
  if (stamp.isFolder && now.isFolder) return now;
  if (now.size !== stamp.size) throw changed(known, `${now.size} bytes`, `${stamp.size}`);
  if (now.mtimeNs === stamp.mtimeNs && now.ino === stamp.ino) return now;
  const spelled = (at: bigint) => new Date(Number(at / 1_000_000n)).toISOString();
  throw changed(known, `a file written at ${spelled(now.mtimeNs)}`, spelled(stamp.mtimeNs));
}

function changed({ path: file }: Known, found: string, before: string): InputError {
  return new InputError(file, `${found} at the end`, `${before} as when the run began reading it`);
}
