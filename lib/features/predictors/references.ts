import type { Logits } from "../../inference";
import {
  logConfidence,
  phiOf,
  type ReferenceOutputs,
  referencePhi,
  requireSeen,
  SoftmaxRow,
  viewOfReferences,
} from "../../lira";
import { type AuditSet, viewLogitsOf } from "./auditSet";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { meanOf } from "./meanOf";
import type { Statistic } from "./statistic";

/** The target beside the reference models, for one image in one view. */
interface ReferenceRow {
  phi: number;
  /** Means over the models that left the image out, and over those trained on it. */
  phiOut: number;
  phiIn: number;
  /** Mean Kullback-Leibler divergence to, and from, those that left it out, in nats. */
  klTo: number;
  klFrom: number;
  /** log p_y less its log mean over the models that left the image out. */
  logRatio: number;
}

const STATISTICS: readonly Statistic<ReferenceRow>[] = [
  {
    name: "phi_out",
    meaning: "mean phi of references that left the image out: how hard it is.",
    of: (row) => row.phiOut,
  },
  {
    name: "target_less_out",
    meaning: "phi of the target less phi_out: above it, the image was likely learnt.",
    of: (row) => row.phi - row.phiOut,
  },
  {
    name: "in_less_out",
    meaning: "phi of references trained on the image less phi_out: what learning it does.",
    of: (row) => row.phiIn - row.phiOut,
  },
  {
    name: "target_less_middle",
    meaning: "phi less the middle of in and out: which side the target is on.",
    of: (row) => row.phi - (row.phiIn + row.phiOut) / 2,
  },
  {
    name: "kl_to_out",
    meaning: "mean KL divergence from target to references that left the image out.",
    of: (row) => row.klTo,
  },
  {
    name: "kl_from_out",
    meaning: "mean KL divergence from those references to the target.",
    of: (row) => row.klFrom,
  },
  {
    name: "log_ratio",
    meaning: "log of p_y over its mean under references that left the image out (BASE).",
    of: (row) => row.logRatio,
  },
];

/** Columns that ask for models trained on the image. */
const ONLINE = ["in_less_out", "target_less_middle"];

/** Which of the three groups of references is meant. */
export interface ReferenceGroup {
  readonly name: string;
  /** What columns' names begin with. */
  readonly prefix: string;
  /** Whose outputs are compared: "plain", or "flip" where the references have it. */
  readonly view: "plain" | "flip";
  /** Whether every image has models that were trained on it; if not, only those left out count. */
  readonly online: boolean;
}

/**
 * The target's output beside that of reference models, each image measured by the models that left
 * it out and, online, by those trained on it.
 *
 * @example
 * references({ name: "references", prefix: "reference", view: "plain", online: true });
 */
export function references({ name, prefix, view, online }: ReferenceGroup): PredictorGroup {
  return fixedGroup<ReferenceRow>({
    name,
    meaning: `the target beside reference models, ${online ? "online" : "offline"}, ${view} images`,
    needs: { references: true, views: view === "plain" ? [] : [view] },
    statistics: () =>
      STATISTICS.filter((column) => online || !ONLINE.includes(column.name)).map((column) => ({
        ...column,
        name: `${prefix}_${column.name}`,
      })),
    reader(set) {
      requireSeen(outputsOf(set, name), online ? ["in", "out"] : ["out"], 1);
      return reader(set, view, name);
    },
  });
}

function outputsOf(set: AuditSet, group: string): ReferenceOutputs {
  const outputs = set.references as ReferenceOutputs;
  const { rows, classes } = set.logits;
  if (outputs.rows === rows && outputs.classes === classes) return outputs;
  throw new RangeError(
    `predictors ${group}: found references of ${outputs.rows} rows and ${outputs.classes} classes, expected ${rows} and ${classes} as of the target`,
  );
}

function reader(set: AuditSet, view: string, group: string): (i: number) => ReferenceRow {
  const outputs = outputsOf(set, group);
  const { rows, models } = outputs;
  const target = viewLogitsOf(set, view, group);
  const phi = phiOf(target, set.labels);
  const ofReferences = referencePhi(outputs, set.labels, view);
  const compare =
    outputs.phi === undefined
      ? comparedLogits(set, outputs, target, view)
      : comparedPhi(phi, ofReferences);
  return (i) => {
    const [inside, outside, confidences, to, from]: number[][] = [[], [], [], [], []];
    let own = Number.NaN;
    for (let m = 0; m < models; m++) {
      const k = m * rows + i;
      if (outputs.trainedOn[k] === 1) {
        inside.push(ofReferences[k]);
        continue;
      }
      outside.push(ofReferences[k]);
      const seen = compare(i, k);
      own = seen.own;
      confidences.push(seen.confidence);
      to.push(seen.to);
      from.push(seen.from);
    }
    return {
      phi: phi[i],
      phiOut: meanOf(outside),
      phiIn: meanOf(inside),
      klTo: meanOf(to),
      klFrom: meanOf(from),
      logRatio: own - Math.log(Math.max(meanOf(confidences), Number.MIN_VALUE)),
    };
  };
}

/** The target's image i beside entry k of the references. */
interface Compared {
  /** log p_y of the target. */
  readonly own: number;
  /** p_y of the reference. */
  readonly confidence: number;
  /** KL divergence from target to reference, and back. */
  readonly to: number;
  readonly from: number;
}

function comparedLogits(
  { labels }: AuditSet,
  outputs: ReferenceOutputs,
  target: Logits,
  view: string,
): (i: number, k: number) => Compared {
  const { rows, models, classes } = outputs;
  const logits = viewOfReferences(outputs, view);
  const own = new SoftmaxRow(classes);
  const other = new SoftmaxRow(classes);
  let read = -1;
  return (i, k) => {
    if (read !== i) own.read(target, i);
    read = i;
    other.read({ data: logits, rows: models * rows, classes }, k);
    const z = target.data.subarray(i * classes, (i + 1) * classes);
    const w = logits.subarray(k * classes, (k + 1) * classes);
    return {
      own: -own.loss(z[labels[i]]),
      confidence: other.p[labels[i]],
      to: divergence(own, z, other, w),
      from: divergence(other, w, own, z),
    };
  };
}

/** Of phi alone the divergence is that of the label against the rest, which is at most that of all classes. */
function comparedPhi(
  phi: Float64Array,
  ofReferences: Float64Array,
): (i: number, k: number) => Compared {
  return (i, k) => {
    const [p, q] = [phi[i], ofReferences[k]];
    return {
      own: logConfidence(p),
      confidence: Math.exp(logConfidence(q)),
      to: divergenceOfPhi(p, q),
      from: divergenceOfPhi(q, p),
    };
  };
}

function divergenceOfPhi(p: number, q: number): number {
  const ofLabel = logConfidence(p);
  const ofRest = logConfidence(-p);
  const sum =
    Math.exp(ofLabel) * (ofLabel - logConfidence(q)) +
    Math.exp(ofRest) * (ofRest - logConfidence(-q));
  return Math.max(0, sum);
}

/** KL divergence sum p (log p - log q) in nats. */
function divergence(p: SoftmaxRow, zp: Float32Array, q: SoftmaxRow, zq: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < zp.length; j++) sum += p.p[j] * (q.loss(zq[j]) - p.loss(zp[j]));
  return Math.max(0, sum);
}
