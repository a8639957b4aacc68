/** The one place that loads onnxruntime, so that it is never loaded before its telemetry is off. */
import "../../../noTelemetry.cjs";

/**
 * onnxruntime's own interface, loaded when it is first asked for.
 *
 * @throws Error if it is not installed for this system
 * @example
 * const { Tensor } = await loadOnnxruntime();
 */
export function loadOnnxruntime(): Promise<typeof import("onnxruntime-node")> {
  return import("onnxruntime-node");
}

/** Package and version, such as "onnxruntime-node 1.30.0". */
export async function runtimeVersion(): Promise<string> {
  const { env } = await loadOnnxruntime();
  return `onnxruntime-node ${env.versions.node}`;
}
