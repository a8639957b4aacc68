export { layersOf } from "./layers";
export { placesOf, rangedValues } from "./places";
export { quantised } from "./quantised";
export { endsOf, type Range, type Rounding, withEnds } from "./ranges";
export { type Windows, withWindows } from "./windows";
