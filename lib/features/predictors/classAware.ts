import type { AuditSet } from "./auditSet";
import { type ClassLevels, classLevels } from "./classLevels";
import { crossFittedGroup } from "./crossFittedGroup";
import { logAtLeast } from "./logAtLeast";
import { phiOfView } from "./phiOfView";
import type { Statistic } from "./statistic";

interface Measured {
  readonly phi: Float64Array;
  /** log(-log p_y). */
  readonly logLoss: Float64Array;
}

interface ClassRow {
  label: number;
  phi: number;
  logLoss: number;
  levels: ClassLevels;
}

const phiLevel = ({ levels, label }: ClassRow) => levels.phi(label);
const lossLevel = ({ levels, label }: ClassRow) => levels.logLoss(label);

const STATISTICS: readonly Statistic<ClassRow>[] = [
  {
    name: "class_phi_mean",
    meaning: "mean phi of the class's non-members: how easy the class is.",
    of: (row) => phiLevel(row).mean,
  },
  {
    name: "class_phi_excess",
    meaning: "phi less the mean of its class's non-members.",
    of: (row) => row.phi - phiLevel(row).mean,
  },
  {
    name: "class_phi_z",
    meaning: "the same in standard deviations of its class's non-members.",
    of: (row) => (row.phi - phiLevel(row).mean) / phiLevel(row).sd,
  },
  {
    name: "class_phi_rank",
    meaning: "share of its class's non-members with a smaller phi: about uniform for non-members.",
    of: (row) => row.levels.rank(row.label, row.phi),
  },
  {
    name: "class_log_loss_z",
    meaning: "log(-log p_y) in standard deviations from its class's non-members.",
    of: (row) => (row.logLoss - lossLevel(row).mean) / lossLevel(row).sd,
  },
];

/**
 * The label, and phi and loss beside the non-members of the row's own class: a phi that is ordinary
 * in an easy class is remarkable in a hard one. Means, deviations and ranks of a class are drawn to
 * those of all classes by as much as 10 more rows would weigh, so that rare classes do no harm.
 *
 * @see Watson et al., On the Importance of Difficulty Calibration in Membership Inference Attacks
 *   (2022), for calibration by difficulty
 */
export const classAware = crossFittedGroup<Measured, ClassLevels, ClassRow>({
  name: "classAware",
  meaning: "the label, and phi and loss beside non-members of the same class",
  fewest: 20,
  statistics: ({ logits: { classes } }) => [
    ...STATISTICS,
    ...Array.from({ length: classes }, (_, label) => ({
      name: `label_${label}`,
      meaning: `1 for images of class ${label}.`,
      of: (row: ClassRow) => (row.label === label ? 1 : 0),
    })),
  ],
  prepare: measure,
  learn(set, { rows, membership }, { phi, logLoss }) {
    const outside = rows.filter((_, k) => membership[k] === 0);
    return classLevels(outside, set.labels, phi, logLoss);
  },
  reader(set) {
    const { phi, logLoss } = measure(set);
    return (i, levels) => ({ label: set.labels[i], phi: phi[i], logLoss: logLoss[i], levels });
  },
});

function measure(set: AuditSet): Measured {
  const phi = phiOfView(set, "plain", "classAware");
  // -log p_y is log(1 + exp(-phi)).
  const logLoss = phi.map((x) =>
    logAtLeast(x > 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x, 1e-30),
  );
  return { phi, logLoss };
}
