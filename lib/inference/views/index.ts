export { inMemory } from "./inMemory";
export { VIEW_LISTS, type ViewListName } from "./listNames";
export { parseView, type View } from "./parseView";
export type { ImageShape, Levels, Pixels, Step } from "./step";
export { resolveViews, TRAINING_PADDING, UNLIKE_SOFT, viewList } from "./viewLists";
export {
  type RowsApart,
  type StoredBy,
  type StoredLogitsOptions,
  storedViewLogits,
  type ViewLogitsOptions,
  viewActivations,
  viewLogits,
} from "./viewLogits";
export { viewOf } from "./viewOf";
export { type Origin, ViewStore } from "./viewStore";
