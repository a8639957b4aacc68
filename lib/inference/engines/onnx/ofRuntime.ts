/** What onnxruntime's refusals begin with, here and in lanes, from which only messages come. */
export const RUNTIME = "onnxruntime: ";

/** An error of onnxruntime, on one line that tells whose it is. */
export async function ofRuntime<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const message = String((error as Error).message)
      .split("\n")
      .join(" ")
      .trim();
    throw new Error(RUNTIME + withoutSource(message), { cause: error });
  }
}

/** What stands after a condition of onnxruntime's own source that did not hold, if that is what it is. */
function withoutSource(message: string): string {
  const [condition, ...said] = message.split(" was false. ");
  return condition.startsWith("/") && said.length > 0 ? said.join(" was false. ") : message;
}
