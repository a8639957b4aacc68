export { fft } from "./fft";
