import { overview } from "../figures";
import type { Drawing } from "./drawing";

/** A drawing that becomes a part of the page. */
export interface PagePart {
  readonly title: string;
  readonly draw: Drawing;
  /** px; what the figure needs unless given. */
  readonly height?: number;
}

/**
 * Several drawings on one page, each at half of its width and without a caption of its own.
 *
 * @param parts from the upper left, row by row
 * @param options `caption`: of the whole page
 * @example
 * onOnePage([{ title: "ROC", draw: roc, height: 280 }], { caption: "All on report rows." });
 */
export function onOnePage(
  parts: readonly PagePart[],
  { caption }: { readonly caption: string },
): Drawing {
  return (options) => {
    const half = { width: (options.width ?? 528) / 2, caption: false as const };
    const panels = parts.map(({ title, draw, ...own }) => ({
      title,
      figure: draw({ ...half, ...own }),
    }));
    return overview(panels, { ...options, caption: options.caption === false ? false : caption });
  };
}
