export { type StepGraph, type StepGraphOptions, stepGraph } from "./stepGraph";
