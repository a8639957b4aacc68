/** A rectangle in px, y downwards. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the labels stand, in the order of their points. */
export interface PlacedLabels {
  readonly boxes: readonly LabelBox[];
  /** Whether none lies on another, on what is drawn, or outside the plot. */
  readonly clear: boolean;
}

const gap = 5; // from the point's middle: clear of a marker of 6 px

/** Right of the point, left, at the corners, above and below, in the order of preference. */
function candidates({ x, y, width, height }: LabelBox): LabelBox[] {
  const [right, left, centre] = [x + gap, x - gap - width, x - width / 2];
  const [above, below, middle] = [y - gap - height, y + gap, y - height / 2];
  const corners = [
    [right, middle],
    [left, middle],
    [right, above],
    [left, above],
    [right, below],
    [left, below],
    [centre, above],
    [centre, below],
  ];
  return corners.map(([cornerX, cornerY]) => ({ x: cornerX, y: cornerY, width, height }));
}

const meet = (a: LabelBox, b: LabelBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = ({ x, y, width, height }: LabelBox, plot: LabelBox) =>
  x >= plot.x &&
  y >= plot.y &&
  x + width <= plot.x + plot.width &&
  y + height <= plot.y + plot.height;

/**
 * A place beside each point for its label: in the plot, on no other label and on nothing that is
 * drawn, as far as there is one; each point, in the order given, takes the first that is free.
 *
 * @param labels the point of each label and the label's size
 * @param obstacles what is drawn: markers, interval bars
 * @example
 * const plot = { x: 0, y: 0, width: 100, height: 100 };
 * placeLabels([{ x: 50, y: 50, width: 20, height: 10 }], [], plot).boxes[0].x; // 55
 */
export function placeLabels(
  labels: readonly LabelBox[],
  obstacles: readonly LabelBox[],
  plot: LabelBox,
): PlacedLabels {
  const boxes: LabelBox[] = [];
  let clear = true;
  for (const label of labels) {
    const taken = [...obstacles, ...boxes];
    const inside = candidates(label).filter((box) => within(box, plot));
    const free = inside.find((box) => !taken.some((other) => meet(box, other)));
    clear &&= free !== undefined;
    boxes.push(free ?? inside[0] ?? candidates(label)[0]);
  }
  return { boxes, clear };
}
