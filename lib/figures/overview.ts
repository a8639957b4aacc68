import type { Figure, PlotlyTrace } from "./figure";
import type { FigureOptions } from "./options";
import { onPage, type Place } from "./pagePanel";
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

/** The panels in two columns from the top down, row by row. */
function placed(
  panels: readonly OverviewPanel[],
  width: number,
): { places: Place[]; height: number } {
  const places: Place[] = [];
  let top = 0;
  for (let from = 0; from < panels.length; from += 2) {
    const row = panels.slice(from, from + 2);
    row.forEach((_, i) => {
      places.push({ left: (i * width) / 2, top: top + titleHeight });
    });
    top += titleHeight + Math.max(...row.map(({ figure }) => figure.layout.height)) + rowGap;
  }
  return { places, height: top - rowGap };
}

/**
 * Several figures on one page, lettered, in two columns; one Plotly figure, so that it is rendered
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
  const { places, height } = placed(
    panels.map((panel, i) => ({ ...panel, figure: stacked[i] })),
    width,
  );
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
  const parts = stacked.map((figure, i) => onPage.place(figure, i, places[i], page));
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
      ...Object.assign({}, ...parts.map((part) => part.axes)),
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
