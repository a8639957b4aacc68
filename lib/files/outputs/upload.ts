import { readFile } from "node:fs/promises";
import path from "node:path";
import { visible } from "../text";
import { maskSecret } from "./maskSecret";

/** Where a submission goes, and what lets it in. */
export interface Recipient {
  /** The server's address for submissions, https, or http on this machine; null refuses. */
  readonly url: string | null;
  /** The team's token; undefined refuses. It is sent as a header and stands in no message. */
  readonly token: string | undefined;
}

/** Where a submission goes, and who sends it. */
export interface Upload extends Recipient {
  /** The submission to send. */
  readonly file: string;
  /** The header that carries the token (default `token`, as until 2025; 2026 `X-API-Key`). */
  readonly header?: "token" | "X-API-Key";
  /** How long the whole exchange may take, in milliseconds (default: a minute). */
  readonly patience?: number;
}

/** So much of an answer is read, in bytes; servers answer with a line or a page. */
const LONGEST_ANSWER = 65_536;
/** So much of a refusal is told, in characters. */
const LONGEST_COMPLAINT = 200;
/** A character of the token takes so many characters at most in {@link maskSecret}. */
const LONGEST_SPELLING = 24;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Posts a submission as the published notebook does: a form with one file, the token in a header. It
 * goes to the address given and nowhere else: a redirect is an error.
 *
 * @returns the server's answer, as text: its first 64 KiB, the token masked wherever it stands
 * @throws Error in one line, without the token, if address or token is missing or unfit, or the server
 * does not answer with success in time
 * @example
 * await uploadSubmission({ file: "out/submission_MLP.csv", url, token: process.env.MIA_TOKEN });
 */
export async function uploadSubmission(upload: Upload): Promise<string> {
  const { file, header = "token", patience = 60_000 } = upload;
  const { url, token } = requireRecipient(upload);
  const shown = maskSecret(`${url.origin}${url.pathname}`, token);
  const body = new FormData();
  body.append("file", new Blob([await readFile(file)], { type: "text/csv" }), path.basename(file));
  const signal = AbortSignal.timeout(patience);
  const options = {
    method: "POST",
    headers: { [header]: token },
    body,
    signal,
    redirect: "manual",
  } as const;
  const { status, answer, whole } = await exchange(url, options).catch((error: Error) => {
    const found = oneLine(maskSecret(reasonOf(error, patience), token));
    throw new Error(`${shown}: found ${found}, expected an answer`);
  });
  const masked = maskSecret(answer, token);
  // of a spelling that the cut went through, the rest cannot be recognised
  const said = whole ? masked : masked.slice(0, -LONGEST_SPELLING * token.length);
  if (status >= 300 && status < 400)
    throw new Error(
      `${shown}: found status ${status}, a redirect, expected the address itself: the token goes nowhere else`,
    );
  if (status < 200 || status >= 400) {
    const complaint = oneLine(said).slice(0, LONGEST_COMPLAINT);
    throw new Error(`${shown}: found status ${status}, expected success: ${complaint}`);
  }
  return said;
}

/**
 * Looks whether a submission can be sent: before the work that makes it, too.
 *
 * @returns address and token
 * @throws Error in one line, without the token, if one of them is missing or unfit
 * @example
 * requireRecipient({ url: "https://example.org/mia", token: process.env.MIA_TOKEN });
 */
export function requireRecipient({ url: given, token }: Recipient): { url: URL; token: string } {
  if (!token) throw new Error("MIA_TOKEN: found nothing in the environment, expected the token");
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Error("MIA_TOKEN: found blanks or other than ASCII characters, expected the token");
  if (given === null) throw new Error("uploadUrl: found null, expected the server's address");
  const url = URL.canParse(given) ? new URL(given) : null;
  const found = oneLine(maskSecret(given, token));
  if (!url) throw new Error(`uploadUrl: found ${found}, expected the server's address`);
  const { protocol, hostname, username, password } = url;
  if (username || password)
    throw new Error("uploadUrl: found a name or password in it, expected an address without");
  if (protocol !== "https:" && !(protocol === "http:" && LOOPBACK.test(hostname)))
    throw new Error(`uploadUrl: found ${found}, expected https:// (http:// on this machine alone)`);
  return { url, token };
}

/** Sends it and reads the answer as it comes, no further than is kept. */
async function exchange(url: URL, options: RequestInit) {
  const response = await fetch(url, options);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader && length <= LONGEST_ANSWER) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader?.cancel();
  const whole = length <= LONGEST_ANSWER;
  const answer = Buffer.concat(parts).subarray(0, LONGEST_ANSWER).toString("utf8");
  return { status: response.status, answer, whole };
}

/** fetch says no more than that it failed; why stands in the cause. */
function reasonOf(error: Error, patience: number): string {
  if (error.name === "TimeoutError") return `no whole answer in ${patience / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

/** Without line breaks and what else a terminal may obey. */
function oneLine(text: string): string {
  return visible(text.trim());
}
