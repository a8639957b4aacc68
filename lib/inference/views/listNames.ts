/** Names of lists of views, which stand for their views where a list is taken. */
export const VIEW_LISTS = ["few", "training", "unlike", "wide", "all"] as const;

export type ViewListName = (typeof VIEW_LISTS)[number];
