import { existsSync } from "node:fs";
import path from "node:path";

/** The files of a case: a target network and its two datasets. */
export interface CaseFiles {
  readonly model: string;
  readonly public: string;
  readonly private: string;
}

/** As this repository names them, and as the course does. */
const NAMES: Readonly<Record<keyof CaseFiles, readonly string[]>> = {
  model: ["model.pt", "01_MIA.pt"],
  public: ["public.pt", "pub.pt"],
  private: ["private.pt", "priv_out.pt"],
};

/**
 * Finds a case's files in its folder.
 *
 * @throws Error in one line if one is missing
 * @example
 * caseFiles("data").model; // "data/model.pt"
 */
export function caseFiles(folder: string): CaseFiles {
  const find = (role: keyof CaseFiles) => {
    const files = NAMES[role].map((name) => path.join(folder, name));
    const file = files.find((candidate) => existsSync(candidate));
    if (!file)
      throw new Error(`${folder}: found no ${role} file, expected ${NAMES[role].join(" or ")}`);
    return file;
  };
  return { model: find("model"), public: find("public"), private: find("private") };
}
