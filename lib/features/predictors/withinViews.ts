import type { PredictorGroup } from "./group";
import type { ViewLists } from "./viewKinds";

/**
 * Makes a group of lists of views that can do with fewer of them.
 *
 * @param make the group of some of the lists' views; null where they leave it nothing
 * @example
 * const wide = withinViews({ training, unlike, wide }, ({ wide }) => anyView(wide) ? viewStatistics("wideViews", "wide", wide) : null);
 */
export function withinViews(
  lists: ViewLists,
  make: (lists: ViewLists) => PredictorGroup | null,
): PredictorGroup | null {
  const group = make(lists);
  return (
    group && {
      ...group,
      within(looked) {
        const seen = (views: readonly string[]) =>
          views.filter((view) => view === "plain" || looked.has(view));
        const { training, unlike, wide } = lists;
        const fewer = { training: seen(training), unlike: seen(unlike), wide: seen(wide) };
        return withinViews(fewer, make);
      },
    }
  );
}

/** Whether a view beside the plain one is among some. */
export function anyView(views: readonly string[]): boolean {
  return views.some((view) => view !== "plain");
}
