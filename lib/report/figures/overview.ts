import { largest } from "../../numeric/arrays";
import type { Figure, PlotlyTrace } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { onPage, type Place } from "./parts/pagePanel";
import { defaultWidth, frame, message, plainText, textSize } from "./style";

/** A figure that becomes a part of the page. */
export interface OverviewPanel {
  readonly title: string;
  /** Drawn at half of the page's width, without a caption of its own. */
  readonly figure: Figure;
}

const titleHeight = 20;
const rowGap = 10;
const letters = "abcdefghijklmnopqrstuvwxyz";

/** A figure as high as its neighbour: the plot grows, what stands around it stays. */
const asHighAs = (height: number, figure: Figure): Figure => ({
  ...figure,
  layout: { ...figure.layout, height },
});

/** The figures in two columns from the top down, those of a row equally high. */
function placed(figures: readonly Figure[], width: number) {
  const places: Place[] = [];
  const level: Figure[] = [];
  let top = 0;
  for (let from = 0; from < figures.length; from += 2) {
    const row = figures.slice(from, from + 2);
    const height = largest(row.map(({ layout }) => layout.height));
    row.forEach((figure, i) => {
      places.push({ left: (i * width) / 2, top: top + titleHeight });
      level.push(asHighAs(height, figure));
    });
    top += titleHeight + height + rowGap;
  }
  return { figures: level, places, height: top - rowGap };
}

/**
 * Several figures on one page, lettered, in two columns, those of a row equally high; one Plotly figure, so that it is rendered
 * and exported as any other.
 *
 * @param panels at most 26, each drawn at half of the page's width with `caption: false`
 * @returns a figure that says so where there is no panel
 * @throws RangeError naming a panel that is wider than half of the page
 * @example
 * overview([{ title: "ROC", figure: rocLogLog(data, { width: 264, caption: false }) }]);
 */
export function overview(panels: readonly OverviewPanel[], options: FigureOptions = {}): Figure {
  if (panels.length === 0) return message("No overview: no figure was given.", options);
  const width = options.width ?? defaultWidth;
  const wide = panels.find(({ figure }) => figure.layout.width > width / 2);
  if (wide) {
    throw new RangeError(
      `panel ${wide.title}: found a width of ${wide.figure.layout.width} px, expected at most ${width / 2}`,
    );
  }
  const stacked = panels.map(({ figure }) => onPage.withLegendColumn(figure));
  const { figures, places, height } = placed(stacked, width);
  const named = panels.map(({ title }, i) => `${letters[i]} ${title}`);
  const layout = frame(options, {
    caption: `${named.join("; ")}.`,
    altText: panels
      .map(({ figure }, i) => `${letters[i]}, ${figure.layout.meta.altText}`)
      .join(" "),
    plotHeight: height,
    left: 0,
    right: 0,
    below: 4,
  });
  const page = { width, height, above: (layout.margin as { t: number }).t };
  const parts = figures.map((figure, i) => onPage.place(figure, i, places[i], page));
  const titles = named.map((text, i) => ({
    text: `<b>${letters[i]}</b>  ${plainText(text.slice(2))}`,
    xref: "paper",
    yref: "paper",
    x: (places[i].left + 4) / width,
    y: 1 - (places[i].top - titleHeight) / height,
    xanchor: "left",
    yanchor: "top",
    borderpad: 0,
    showarrow: false,
    font: { size: textSize.title },
  }));
  return {
    data: parts.flatMap((part): PlotlyTrace[] => part.data),
    layout: {
      ...layout,
      ...Object.fromEntries(parts.flatMap((part) => Object.entries(part.axes))),
      showlegend: true,
      shapes: parts.flatMap((part) => part.shapes),
      images: parts.flatMap((part) => part.images),
      annotations: [
        ...parts.flatMap((part) => part.annotations),
        ...titles,
        ...(layout.annotations as object[]),
      ],
    },
  };
}
