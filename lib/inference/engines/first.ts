/** What loaded first, and what those before it said. */
export interface First<Name, Loaded> {
  readonly name: Name;
  readonly loaded: Loaded;
  readonly failures: readonly string[];
}

/**
 * Loads one after the other until one succeeds.
 *
 * @throws Error with every message if none does
 * @example
 * const { name, failures } = await firstThatLoads(["onnx", "tfjs-wasm"], load);
 */
export async function firstThatLoads<Name, Loaded>(
  names: readonly Name[],
  load: (name: Name) => Promise<Loaded>,
): Promise<First<Name, Loaded>> {
  const failures: string[] = [];
  for (const name of names) {
    try {
      return { name, loaded: await load(name), failures };
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  throw new Error(`no engine loads: ${failures.join("; ")}`);
}
