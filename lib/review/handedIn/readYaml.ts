import { InputError } from "../../files";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";

const mostBytes = 16 * 2 ** 20;

/**
 * Reads a file of YAML 1.2, of which JSON is a part: plain values, lists and maps. Tags make nothing of
 * their own, and aliases may not multiply what is there.
 *
 * @throws InputError if it cannot be read or is no YAML
 * @example
 * readYaml("rubric.yml"); // { points: [...] }
 */
export function readYaml(file: string): unknown {
  const { parseDocument } = require("yaml") as typeof import("yaml");
  const { text } = decode(file, readBytes(file, mostBytes).bytes);
  const document = parseDocument(text, { schema: "core", logLevel: "silent", prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    throw new InputError(
      file,
      `YAML with a fault (${error.message.split("\n")[0].slice(0, 100)})`,
      "YAML or JSON",
    );
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new InputError(file, "aliases that multiply what is there", "plain YAML");
  }
}
