import { readFile } from "node:fs/promises";
import path from "node:path";

/** Where a submission goes, and who sends it. */
export interface Upload {
  /** The submission to send. */
  readonly file: string;
  /** The server's address for submissions; null refuses. */
  readonly url: string | null;
  /** The team's token; undefined refuses. It is sent as the header `token` and stands in no message. */
  readonly token: string | undefined;
}

/** How long the server may take to answer, in milliseconds. */
const patience = 60_000;

/**
 * Posts a submission as the published notebook does: a form with one file, the token in a header.
 *
 * @returns the server's answer, as text
 * @throws Error if address or token is missing, or the server does not answer with success
 * @example
 * await uploadSubmission({ file: "out/submission_MLP.csv", url, token: process.env.MIA_TOKEN });
 */
export async function uploadSubmission({ file, url, token }: Upload): Promise<string> {
  if (url === null) throw new Error("uploadUrl: found null, expected the server's address");
  if (!token) throw new Error("MIA_TOKEN: found nothing in the environment, expected the token");
  const body = new FormData();
  body.append("file", new Blob([await readFile(file)], { type: "text/csv" }), path.basename(file));
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(url, { method: "POST", headers: { token }, body, signal });
  const answer = await response.text();
  if (!response.ok)
    throw new Error(
      `${url}: found status ${response.status}, expected success: ${answer.slice(0, 200)}`,
    );
  return answer;
}
