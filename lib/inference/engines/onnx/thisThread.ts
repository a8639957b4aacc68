import type { OnnxModel } from "../../../network/onnx";
import type { Provider } from "../types";
import { forward } from "./forward";
import { Intake } from "./intake";
import type { Runner } from "./runner";
import { openSession } from "./session";

/** A session in this thread, on the processor unless a provider is named; one call runs after the other. */
export async function openInThisThread(
  model: OnnxModel,
  threads: number,
  provider?: Provider,
): Promise<Runner> {
  const session = await openSession(model, threads, provider);
  const intake = new Intake(model.windows);
  let last: Promise<unknown> = Promise.resolve();
  return {
    forward(batch, shape) {
      const result = last.then(() => forward(session, intake, batch, shape));
      last = result.catch(() => {});
      return result;
    },
    close: () => session.release(),
  };
}
