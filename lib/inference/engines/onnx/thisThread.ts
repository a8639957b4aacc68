import type { OnnxModel } from "../../../network/onnx";
import type { Provider } from "../types";
import { forward } from "./forward";
import type { Runner } from "./runner";
import { openSession } from "./session";

/** A session in this thread, on the processor unless a provider is named. */
export async function openInThisThread(
  model: OnnxModel,
  threads: number,
  provider?: Provider,
): Promise<Runner> {
  const session = await openSession(model, threads, provider);
  return {
    forward: (batch, shape) => forward(session, batch, shape),
    close: () => session.release(),
  };
}
