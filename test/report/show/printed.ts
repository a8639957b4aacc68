/** What a function prints outside of a notebook. */
export async function printed(show: () => void | Promise<void>): Promise<string> {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    await show();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

/** What a function publishes in a notebook that somebody looks at. */
export async function published(show: () => void | Promise<void>) {
  const symbol = Symbol.for("mia-notebooks.publish");
  const shared = globalThis as { [key: symbol]: unknown };
  const displays: {
    data: Record<string, string>;
    metadata?: Record<string, unknown>;
    id?: string;
    update?: boolean;
  }[] = [];
  shared[symbol] = (display: (typeof displays)[0]) => displays.push(display);
  try {
    await show();
  } finally {
    delete shared[symbol];
  }
  return displays;
}
