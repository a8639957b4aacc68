import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "./inputError";

/** The years of the course of whose files and rules something is known. */
export const EDITIONS = [2024, 2025, 2026] as const;

export type EditionYear = (typeof EDITIONS)[number];

/** What one year of the course hands out and takes. */
export interface Edition {
  readonly year: EditionYear;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** What its template does to images before it normalises them, as preprocessing.json spells it. */
  readonly preprocessing: Readonly<Record<string, unknown>> | null;
  /** The header of a submission's id column. */
  readonly idColumn: "ids" | "id";
  /** The header of an upload that carries the token. */
  readonly uploadHeader: "token" | "X-API-Key";
  /** Where on its server uploads go. */
  readonly uploadPath: string;
  /** What its files are called. */
  readonly files: {
    readonly model: string;
    readonly public: string;
    readonly private: string;
    readonly submission: string;
  };
  /** Whether a submission with a score outside 0 to 1 is rejected. */
  readonly scoresFrom0To1: boolean;
  /** Share of the private rows that its leaderboard is measured on. */
  readonly leaderboardShare: number;
  /** What its server reports, the one that ranks first. */
  readonly metrics: readonly ("tpr" | "auc")[];
}

const EARLIER = {
  preprocessing: null,
  idColumn: "ids",
  uploadHeader: "token",
  uploadPath: "/mia",
  scoresFrom0To1: false,
  leaderboardShare: 0.3,
  metrics: ["tpr", "auc"],
} as const;

/** The one table of what differs from year to year, from the courses' public templates. */
export const editions: Readonly<Record<EditionYear, Edition>> = {
  2024: {
    ...EARLIER,
    year: 2024,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    files: {
      model: "01_MIA_67.pt",
      public: "pub.pt",
      private: "priv_out.pt",
      submission: "test.csv",
    },
  },
  2025: {
    ...EARLIER,
    year: 2025,
    mean: [0.298, 0.2962, 0.2987],
    std: [0.2886, 0.2875, 0.2889],
    files: { model: "01_MIA.pt", public: "pub.pt", private: "priv_out.pt", submission: "test.csv" },
  },
  2026: {
    year: 2026,
    mean: [0.7406, 0.5331, 0.7059],
    std: [0.1491, 0.1864, 0.1301],
    preprocessing: { input: "tensor", resize: 32 },
    idColumn: "id",
    uploadHeader: "X-API-Key",
    uploadPath: "/submit/01-mia",
    files: {
      model: "model.pt",
      public: "pub.pt",
      private: "priv.pt",
      submission: "submission.csv",
    },
    scoresFrom0To1: true,
    leaderboardShare: 0.3,
    metrics: ["tpr"],
  },
};

/** An edition, and from what it was taken. */
export interface TakenEdition extends Edition {
  /** "as given", or what it was guessed from. */
  readonly source: string;
  readonly guessed: boolean;
}

/** What an edition can be told by. */
export interface EditionSigns {
  /** The year, where somebody says it. */
  readonly edition?: unknown;
  /** Files, of which only the names are looked at. */
  readonly modelPath?: string;
  readonly privatePath?: string;
  /** The header of a submission's id column. */
  readonly idColumn?: string;
}

/**
 * Settles the edition: the year given, else guessed from what files are called or a submission's header,
 * else 2025.
 *
 * @throws InputError if the year is none of those known
 * @example
 * takeEdition({ privatePath: "data/priv.pt" }).source; // "guessed from the name priv.pt"
 */
export function takeEdition(signs: EditionSigns): TakenEdition {
  const given = signs.edition ?? null;
  if (given !== null) {
    const year = EDITIONS.find((known) => known === given);
    if (year !== undefined) return { ...editions[year], source: "as given", guessed: false };
    throw new InputError(
      "edition",
      JSON.stringify(given),
      `one of ${EDITIONS.join(", ")}, or null`,
    );
  }
  const guess = (year: EditionYear, from: string): TakenEdition => {
    return { ...editions[year], source: `guessed from ${from}`, guessed: true };
  };
  const model = path.basename(signs.modelPath ?? "");
  const unlabelled = path.basename(signs.privatePath ?? "");
  if (unlabelled === editions[2026].files.private) return guess(2026, `the name ${unlabelled}`);
  if (/^01_MIA_\d+\.pt$/.test(model)) return guess(2024, `the name ${model}`);
  for (const name of [model, unlabelled]) {
    const { files } = editions[2025];
    if (name === files.model || name === files.private) return guess(2025, `the name ${name}`);
  }
  if (signs.idColumn === "id") return guess(2026, "the header id,score");
  if (signs.idColumn === "ids") return guess(2025, "the header ids,score");
  return guess(2025, "nothing: no name says otherwise");
}

/**
 * A path that names a folder with an edition's file in it, as that file; any other as it is.
 *
 * @example
 * fileOfEdition("course", "private", editions[2026]); // "course/priv.pt", if it is there
 */
export function fileOfEdition(
  given: string,
  role: "model" | "public" | "private",
  { files }: Pick<Edition, "files">,
): string {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) return given;
  const file = path.join(given, files[role]);
  return existsSync(file) ? file : given;
}

/**
 * Where a submission is uploaded to: an address without a path gets the edition's.
 *
 * @example
 * uploadAddress("https://example.org", editions[2026]); // "https://example.org/submit/01-mia"
 */
export function uploadAddress(url: string | null, { uploadPath }: Pick<Edition, "uploadPath">) {
  if (url === null || !URL.canParse(url)) return url;
  const { pathname, search, origin } = new URL(url);
  return pathname === "/" && search === "" && url.startsWith(origin) ? origin + uploadPath : url;
}
