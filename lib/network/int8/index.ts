export { layersOf } from "./layers";
export { placesOf, rangedValues } from "./places";
export { quantised } from "./quantised";
export { endsOf, type Range, withEnds } from "./ranges";
