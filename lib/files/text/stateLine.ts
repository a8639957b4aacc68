import { visible, visibleLines } from "./visible";

/** What a terminal is asked for; process.stderr is one. */
export interface Screen {
  readonly columns?: number;
  write(text: string): unknown;
}

/** The last line of a terminal, which is written over again and again. */
export interface StateLine {
  /** Puts a state in the place of the one before; one that is too long for the line is cut. */
  show(state: string): void;
  /** Prints lines that stay, above the state. */
  print(text: string): void;
  /** As {@link StateLine.print}, in bold. */
  printHeading(text: string): void;
  /** Takes the state away. */
  clear(): void;
}

const CLEAR = "\r\u001b[K";
const BOLD = "\u001b[1m";
const PLAIN = "\u001b[0m";
const USUAL_COLUMNS = 80;

/**
 * One line of a terminal for what passes, with what stays printed above it. Whatever the texts
 * quote, they cannot steer the terminal.
 *
 * @example
 * const line = stateLine(process.stderr);
 * line.show("[ 4/31] logits: 512 of 20,000");
 */
export function stateLine(screen: Screen): StateLine {
  let shown = "";
  const print = (text: string) => screen.write(`${CLEAR}${text}\n${shown}`);
  return {
    show: (state) => {
      shown = visible(state).slice(0, (screen.columns ?? USUAL_COLUMNS) - 1);
      screen.write(`${CLEAR}${shown}`);
    },
    print: (text) => print(visibleLines(text)),
    printHeading: (text) => print(`${BOLD}${visible(text)}${PLAIN}`),
    clear: () => {
      shown = "";
      screen.write(CLEAR);
    },
  };
}

/**
 * Takes apart what a process writes: lines that stay end in a line feed, states in a carriage return
 * (see `warnState`).
 *
 * @returns takes the pieces as they come
 * @example
 * child.stderr.on("data", readStates({ line: warn, state: show }));
 */
export function readStates(to: {
  line(text: string): void;
  state(text: string): void;
}): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const parts = (rest + piece).split(/(\r\n|\r|\n)/);
    rest = parts.pop() ?? "";
    for (let i = 0; i < parts.length; i += 2) {
      if (parts[i + 1] === "\r") to.state(parts[i]);
      else to.line(parts[i]);
    }
  };
}
