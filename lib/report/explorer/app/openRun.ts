import type { PageRun } from "../pack/pageRun";
import { unpackRun } from "../pack/unpackRun";

/**
 * The run that the page carries under a number, unpacked.
 *
 * @returns null where the page has no such run
 */
export async function openRun(index: number): Promise<PageRun | null> {
  const block = document.getElementById(`run-${index}`);
  if (block === null) return null;
  const packed = new Blob([fromBase64(block.textContent ?? "")]);
  block.remove();
  const stream = packed.stream().pipeThrough(new DecompressionStream("deflate"));
  return unpackRun(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** The bytes behind a text in base64. */
export function fromBase64(text: string) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) bytes[i] = signs.charCodeAt(i);
  return bytes;
}
