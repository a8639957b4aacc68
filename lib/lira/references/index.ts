export type { ReferenceOutputs } from "./outputs";
