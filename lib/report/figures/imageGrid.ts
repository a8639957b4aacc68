import { largest } from "../../numeric/arrays";
import { type ImageBytes, thumbnail } from "./marks/thumbnail";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import {
  cutText,
  defaultWidth,
  frame,
  memberColour,
  message,
  nonMemberColour,
  plainText,
  softInk,
  textSize,
} from "./style";

/** One image and what stands under it. */
export interface GridImage {
  readonly image: ImageBytes;
  readonly label: string;
  readonly score?: number;
  /** 1 member, 0 non-member; absent where it is not known. */
  readonly membership?: number;
}

/** What the grid takes beside its images. */
export interface ImageGridOptions extends FigureOptions {
  /** What the images are, for the caption: "The most exposed samples". */
  readonly subject?: string;
}

const gap = 6;
const textLine = textSize.small * 1.3;
const enlarged = 6;

function words({ label, score, membership }: GridImage): string[] {
  const lines = [label];
  if (score !== undefined) lines.push(score.toFixed(3));
  if (membership !== undefined) lines.push(membership === 1 ? "member" : "non-member");
  return lines;
}

/**
 * Images as thumbnails with label, score and membership under each: samples of a data set, or the
 * most exposed records.
 *
 * @returns a figure that says so where there is no image
 * @throws RangeError if an image's bytes do not fit its shape
 * @example
 * imageGrid([{ image: { bytes, channels: 3, height: 32, width: 32 }, label: "boots", score: 0.98 }]);
 */
export function imageGrid(images: readonly GridImage[], options: ImageGridOptions = {}): Figure {
  const subject = options.subject ?? "Images";
  if (images.length === 0) return message(`${subject}: there are none.`, options);
  const width = options.width ?? defaultWidth;
  const region = width - 2 * gap;
  const columns = Math.min(images.length, Math.max(1, Math.floor(region / 60)));
  const cell = region / columns;
  const lines = largest(images.map((image) => words(image).length));
  const cellHeight = cell + lines * textLine + 2;
  const plotHeight = Math.ceil(images.length / columns) * cellHeight;
  const place = (i: number) => ({
    x: ((i % columns) + 0.5) * cell,
    y: plotHeight - Math.floor(i / columns) * cellHeight,
  });
  const n = `n = ${images.length} ${options.split ?? "rows"}`;
  const layout = frame(options, {
    caption: `${subject}. Under each image: ${described(images)}. ${n}.`,
    altText: `${subject}: ${images.map((image) => words(image).join(" ")).join("; ")}. ${n}.`,
    plotHeight,
    below: 2,
    left: gap,
    right: gap,
    annotations: images.map((image, i) => underImage(image, cell, place(i))),
  });
  return {
    data: [
      points(
        images,
        images.map((_, i) => place(i)),
      ),
    ],
    layout: {
      ...layout,
      xaxis: { visible: false, range: [0, region], fixedrange: true },
      yaxis: { visible: false, range: [0, plotHeight], fixedrange: true },
      images: images.map(({ image }, i) => ({
        source: thumbnail(image, enlarged),
        xref: "x",
        yref: "y",
        ...place(i),
        sizex: cell - gap,
        sizey: cell - gap,
        xanchor: "center",
        yanchor: "top",
        sizing: "contain",
      })),
    },
  };
}

/** Invisible points with what is known of each image, for a reader's pointer and for the CSV. */
function points(images: readonly GridImage[], at: readonly { x: number; y: number }[]) {
  return {
    type: "scatter",
    mode: "markers",
    name: "Images",
    x: at.map(({ x }) => x),
    y: at.map(({ y }) => y),
    hovertext: images.map((image) => words(image).join(", ")),
    hovertemplate: "%{hovertext}<extra></extra>",
    marker: { opacity: 0 },
    showlegend: false,
  };
}

/** What the lines under the images are, for the caption. */
function described(images: readonly GridImage[]): string {
  const parts = ["its class"];
  if (images.some(({ score }) => score !== undefined)) parts.push("its score");
  if (images.some(({ membership }) => membership !== undefined)) parts.push("its membership");
  return parts.join(", ");
}

/** What stands under the image whose upper edge is at `y`. */
function underImage(image: GridImage, cell: number, { x, y }: { x: number; y: number }) {
  const text = words(image).map((line) => plainText(cutText(line, cell, textSize.small)));
  return {
    text: text.join("<br>"),
    x,
    y: y - cell + gap - 1,
    xanchor: "center",
    yanchor: "top",
    borderpad: 0,
    showarrow: false,
    font: { size: textSize.small, color: textColour(image.membership) },
  };
}

function textColour(membership: number | undefined): string {
  if (membership === undefined) return softInk;
  return membership === 1 ? memberColour : nonMemberColour;
}
