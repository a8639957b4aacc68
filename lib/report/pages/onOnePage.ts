import { overview } from "../figures";
import type { Drawing } from "./drawing";

/** A drawing that becomes a part of the page. */
export interface PagePart {
  readonly title: string;
  readonly draw: Drawing;
  /** px; what the figure needs unless given. */
  readonly height?: number;
  /** What the page's caption says of this part, behind its letter: "bars: 95 %". */
  readonly says?: string;
}

/**
 * Several drawings on one page, each at half of its width and without a caption of its own.
 *
 * @param parts from the upper left, row by row
 * @param options `caption`: of the whole page; what parts say of themselves stands behind it
 * @example
 * onOnePage([{ title: "ROC", draw: roc, says: "bands: 95 %" }], { caption: "All on report rows." });
 */
export function onOnePage(
  parts: readonly PagePart[],
  { caption }: { readonly caption: string },
): Drawing {
  const said = parts.flatMap(({ says }, i) =>
    says === undefined ? [] : `${letterOf(i)}: ${says}`,
  );
  const whole = said.length === 0 ? caption : `${caption} ${said.join("; ")}.`;
  return (options) => {
    const half = { width: (options.width ?? 528) / 2, caption: false as const };
    const panels = parts.map(({ title, draw, height }) => ({
      title,
      figure: draw({ ...half, ...(height === undefined ? {} : { height }) }),
    }));
    return overview(panels, { ...options, caption: options.caption === false ? false : whole });
  };
}

/** The letter that `overview` gives a part. */
const letterOf = (index: number) => String.fromCharCode("a".charCodeAt(0) + index);
