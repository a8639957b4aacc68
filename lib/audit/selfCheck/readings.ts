import type { ImageSource } from "../../files";
import { AS_STORED, type Normalization, type Preprocessing, prepareImages } from "../../inference";
import {
  beginningOf,
  epsilonUnsaid,
  hasBottlenecks,
  isResidual,
  type Network,
  otherGroups,
  type Unsaid,
  withStem,
  withUnsaid,
} from "../../network";
import { knownNormalizations, knownSides } from "./known";

/** How files are read at the moment. */
export interface AtHand {
  readonly network: Network;
  readonly normalization: Normalization;
  /** A `normalization.json` beside the model; null: there is none, or it is what is used. */
  readonly besideModel?: Normalization | null;
  readonly preprocessing?: Preprocessing;
  /** Images as they are stored, and as they are read. */
  readonly stored: ImageSource;
  readonly images: ImageSource;
  /** Other models in the same file. */
  readonly weights?: readonly OtherWeights[];
}

/** A model beside the one that is read. */
export interface OtherWeights {
  /** As the parameter `weights` names it. */
  readonly name: string;
  open(): Network;
}

/** Another way to read the same files. */
export interface OtherReading {
  readonly reading: string;
  /** The parameter that takes it, and with what. */
  readonly parameter: string;
  /** Made when its turn comes; absent: the network at hand. */
  readonly network?: () => Network;
  readonly images?: ImageSource;
  readonly normalization?: Normalization;
  /** Times that one image costs, of what it costs as read now. */
  readonly cost: number;
}

/**
 * Every other reading that is tried: stems, normalisations, resizes, channel order, what weights do
 * not say, and weights beside weights.
 *
 * @example
 * otherReadings(atHand).map(({ reading }) => reading); // ["stride2, without max-pool", ...]
 */
export function otherReadings(atHand: AtHand): OtherReading[] {
  return [
    ...stems(atHand),
    ...normalizations(atHand),
    ...sizes(atHand),
    ...channelOrders(atHand),
    ...unsaid(atHand),
    ...otherWeights(atHand),
  ];
}

function stems({ network }: AtHand): OtherReading[] {
  const here = beginningOf(network);
  if (here === null) return [];
  const all = [1, 2].flatMap((stride) => [true, false].map((maxPool) => ({ stride, maxPool })));
  const pace = ({ stride, maxPool }: { stride: number; maxPool: boolean }) =>
    stride * (maxPool ? 2 : 1);
  return all
    .filter(({ stride, maxPool }) => stride !== here.stride || maxPool !== here.maxPool)
    .map((stem) => ({
      reading: `stem of stride ${stem.stride} ${stem.maxPool ? "with" : "without"} max-pool`,
      parameter: `stem "stride${stem.stride}${stem.maxPool ? "-maxpool" : ""}"`,
      network: () => withStem(network, stem),
      cost: (pace(here) / pace(stem)) ** 2,
    }));
}

function normalizations(atHand: AtHand): OtherReading[] {
  const { images, normalization, besideModel } = atHand;
  const { floats, channels } = images;
  const beside = besideModel && { "normalization.json": besideModel };
  if (floats?.scale === "normalised") {
    const again: ImageSource = { ...images, floats: { ...floats, scale: "intensities" } };
    const known = { "not yet, but as resolved": normalization, ...beside, ...knownNormalizations };
    return normalizedOtherwise(known, channels)
      .filter(({ normalization }) => !same(normalization, knownNormalizations.none))
      .map((one) => ({
        ...one,
        parameter: `preprocessing {"values": "0-1"} and ${one.parameter}`,
        images: again,
      }));
  }
  return normalizedOtherwise({ ...beside, ...knownNormalizations }, channels).filter(
    (one) => !same(one.normalization, normalization),
  );
}

function normalizedOtherwise(
  known: Readonly<Record<string, Normalization>>,
  channels: number,
): (OtherReading & { readonly normalization: Normalization })[] {
  return Object.entries(known)
    .filter(([, { mean }]) => mean.length === channels)
    .map(([name, { mean, std }]) => ({
      reading: `normalisation: ${name}`,
      parameter: `mean [${mean.join(", ")}] and std [${std.join(", ")}]`,
      normalization: { mean, std },
      cost: 1,
    }));
}

function same(one: Normalization, other: Normalization): boolean {
  const equal = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((value, i) => value === b[i]);
  return equal(one.mean, other.mean) && equal(one.std, other.std) && one.scale === other.scale;
}

function sizes({ network, stored, images, preprocessing = AS_STORED }: AtHand): OtherReading[] {
  // A graph for images of one size is shown no others.
  if (!isResidual(network) && network.imageSize !== null) return [];
  const area = images.height * images.width;
  const readings: OtherReading[] = knownSides
    .filter((side) => images.height !== side || images.width !== side)
    .map((side) => {
      const resize = {
        size: { height: side, width: side },
        method: "bilinear",
        antialias: true,
      } as const;
      return {
        reading: `resized to ${side} x ${side}`,
        parameter: spelled(preprocessing, { resize: [side, side], centerCrop: null }),
        images: prepareImages(stored, { ...preprocessing, resize, centerCrop: null }, "images"),
        cost: side ** 2 / area,
      };
    });
  if (preprocessing.resize !== null || preprocessing.centerCrop !== null) {
    const plain = { ...preprocessing, resize: null, centerCrop: null };
    readings.push({
      reading: "neither resized nor cropped",
      parameter: spelled(preprocessing, { resize: null, centerCrop: null }),
      images: prepareImages(stored, plain, "images"),
      cost: (stored.height * stored.width) / area,
    });
  }
  return readings;
}

/** What is declared with one thing changed, as the parameter `preprocessing` takes it. */
function spelled(declared: Preprocessing, change: Readonly<Record<string, unknown>>): string {
  const sides = (size: number | { height: number; width: number }) =>
    typeof size === "number" ? size : [size.height, size.width];
  const { values, input, channels, scale, mean, std } = declared;
  const resize = declared.resize && { ...declared.resize, size: sides(declared.resize.size) };
  const centerCrop = declared.centerCrop && sides(declared.centerCrop);
  const all = { values, input, resize, centerCrop, channels, scale, mean, std, ...change };
  const usual: Readonly<Record<string, unknown>> = { ...AS_STORED };
  const told = Object.entries(all).filter(([name, value]) => value !== usual[name]);
  return `preprocessing ${JSON.stringify(Object.fromEntries(told))}`;
}

function channelOrders({ stored, preprocessing = AS_STORED }: AtHand): OtherReading[] {
  if (stored.channels !== 3) return [];
  const channels = preprocessing.channels === "RGB" ? "BGR" : "RGB";
  const images = prepareImages(stored, { ...preprocessing, channels }, "images");
  return [
    {
      reading: `channels in the order ${channels}`,
      parameter: spelled(preprocessing, { channels }),
      images,
      cost: 1,
    },
  ];
}

function unsaid({ network }: AtHand): OtherReading[] {
  const changes: Unsaid[] = [];
  const epsilon = epsilonUnsaid(network);
  if (epsilon !== null) changes.push({ epsilon: epsilon === 1e-3 ? 1e-5 : 1e-3 });
  for (const groups of otherGroups(network)) changes.push({ groups });
  if (hasBottlenecks(network)) {
    const onFirst = network.blocks.some(
      ({ convolutions }) => convolutions.length === 3 && convolutions[0].stride > 1,
    );
    changes.push({ strideOn: onFirst ? "3x3" : "1x1" });
  }
  return changes.map((change) => ({
    reading: phraseOf(change),
    parameter: `unsaid ${JSON.stringify(change)}`,
    network: () => withUnsaid(network, change),
    cost: 1,
  }));
}

function phraseOf({ epsilon, groups, strideOn }: Unsaid): string {
  if (epsilon !== undefined) return `batch normalisation's epsilon ${epsilon}`;
  if (groups !== undefined)
    return `group normalisation of ${groups} group${groups === 1 ? "" : "s"}`;
  return `stride on the ${strideOn} convolution`;
}

function otherWeights({ weights = [] }: AtHand): OtherReading[] {
  return weights.map(({ name, open }) => ({
    reading: `weights ${name}`,
    parameter: `weights "${name}"`,
    network: open,
    cost: 1,
  }));
}
