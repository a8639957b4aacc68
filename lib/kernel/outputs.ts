import { type Cell, lines, type MimeBundle, type Output } from "./notebook";
import type { Message } from "./wire";

/** Characters of stdout and stderr that a cell keeps in the executed copy. */
const STREAM_LIMIT = 1_000_000;
/** Characters of what cannot be kept that are told. */
const SHOWN = 40;

/**
 * Writes the messages that a kernel publishes while it runs a cell into that cell's outputs.
 * Neighbouring texts of one stream become one output; text beyond a million characters is cut,
 * which is said; a display that is updated stands as it was last, wherever it was shown.
 *
 * @param displays outputs by display id, shared by all cells of a notebook: a cell may update a
 *   display of an earlier one
 * @example
 * const collector = new OutputCollector(new Map(), cell);
 * await session.execute("console.log(1)", collector.add);
 * cell.outputs; // [{ output_type: "stream", name: "stdout", text: ["1\n"] }]
 */
export class OutputCollector {
  readonly #displays: Map<string, Output[]>;
  readonly #outputs: Output[];
  /** Characters that still fit; negative once text was cut. */
  #room = STREAM_LIMIT;
  /** Lines of which the last has not ended. */
  #unended: string[] | null = null;

  constructor(displays: Map<string, Output[]>, cell: Cell) {
    this.#displays = displays;
    cell.outputs ??= [];
    this.#outputs = cell.outputs;
  }

  /**
   * Takes a message from the kernel; types that show nothing are ignored.
   *
   * @throws Error saying what of the message cannot be kept
   */
  readonly add = (message: Message): void => {
    const { content } = message;
    const type = message.header.msg_type;
    if (type === "stream") this.#addText(content.name, content.text);
    else if (type === "error") this.#outputs.push({ output_type: "error", ...content });
    else if (type === "display_data" || type === "execute_result") this.#addDisplay(type, content);
    else if (type === "update_display_data") this.#update(content);
  };

  /** Adds an error that the kernel could not send itself, and returns it. */
  addError(ename: string, evalue: string) {
    const error = {
      output_type: "error" as const,
      ename,
      evalue,
      traceback: [`${ename}: ${evalue}`],
    };
    this.#outputs.push(error);
    return error;
  }

  #addText(name: "stdout" | "stderr", text: unknown): void {
    if (typeof text !== "string") throw new Error(`${name}: found ${typeof text}, expected text`);
    if (this.#room < 0) return;
    const cut = `${text.slice(0, this.#room)}\n... more than ${STREAM_LIMIT} characters: cut here\n`;
    this.#append(name, text.length > this.#room ? cut : text);
    this.#room -= text.length;
  }

  #append(name: "stdout" | "stderr", text: string): void {
    const last = this.#outputs.at(-1);
    const isSame = last?.output_type === "stream" && last.name === name;
    const all = isSame ? (last.text as string[]) : [];
    if (!isSame) this.#outputs.push({ output_type: "stream", name, text: all });
    for (const line of lines(text)) {
      if (this.#unended === all) all[all.length - 1] += line;
      else all.push(line);
      this.#unended = line.endsWith("\n") ? null : all;
    }
  }

  #addDisplay(type: "display_data" | "execute_result", content: Message["content"]): void {
    const output = { output_type: type, data: bundle(content.data), metadata: content.metadata };
    if (type === "execute_result")
      Object.assign(output, { execution_count: content.execution_count });
    this.#outputs.push(output as Output);
    const id = content.transient?.display_id;
    if (id) this.#displays.set(id, [...(this.#displays.get(id) ?? []), output as Output]);
  }

  #update(content: Message["content"]): void {
    for (const shown of this.#displays.get(content.transient?.display_id) ?? []) {
      Object.assign(shown, { data: bundle(content.data), metadata: content.metadata });
    }
  }
}

/** Texts as lists of lines, JSON as objects, anything else (base64) as it is. */
function bundle(data: Record<string, unknown>): MimeBundle {
  return Object.fromEntries(Object.entries(data).map(([type, value]) => [type, kept(type, value)]));
}

function kept(type: string, value: unknown): unknown {
  if (/[/+]json$/.test(type)) return typeof value === "string" ? parsed(type, value) : value;
  if (typeof value !== "string") {
    throw new Error(`${type}: found ${JSON.stringify(value)?.slice(0, SHOWN)}, expected text`);
  }
  return type.startsWith("text/") || type === "image/svg+xml" ? lines(value) : value;
}

function parsed(type: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${type}: found ${JSON.stringify(text.slice(0, SHOWN))}, expected JSON`);
  }
}
