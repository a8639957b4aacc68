import type { Matrix } from "../../numeric/arrays";
import type { GradientNorms } from "../../training";
import type { AuditSet } from "./auditSet";
import { checkSet } from "./fixedGroup";
import { NEEDS_NOTHING, type PredictorColumn, type PredictorGroup } from "./group";
import { logResidualOf } from "./logResidual";
import { OutputRow } from "./outputRow";

const NAME = "gradients";
const NEEDS = { ...NEEDS_NOTHING, gradients: true };

/**
 * Norms of the loss's gradients: for the weights and the bias of every convolution and for the input,
 * each as it is and with the loss itself taken out, 2 log ||p - e_y|| less.
 *
 * @see Nasr, Shokri and Houmansadr, Comprehensive Privacy Analysis of Deep Learning (2019)
 */
export const gradients: PredictorGroup = {
  name: NAME,
  meaning: "norms of the loss's gradients for every layer and for the input",
  needs: NEEDS,
  learns: false,
  fit(fitSet) {
    const { classes } = fitSet.logits;
    checkSet(fitSet, NAME, NEEDS, classes);
    const { names } = gradientsOf(fitSet);
    const columns = names.flatMap(columnsOf);
    return {
      columns,
      names: columns.map((column) => column.name),
      transform(set): Matrix {
        checkSet(set, NAME, NEEDS, classes);
        return matrixOf(set, names);
      },
    };
  },
};

function columnsOf(name: string): PredictorColumn[] {
  const column = name.replaceAll(".", "_");
  return [
    {
      name: `gradient_${column}`,
      meaning: `log squared norm of the loss's gradient: ${name}.`,
    },
    {
      name: `direction_${column}`,
      meaning: `the same less 2 log ||p - e_y||, so without the loss itself: ${name}.`,
    },
  ];
}

function gradientsOf(set: AuditSet): GradientNorms {
  const norms = set.gradients as GradientNorms;
  if (norms.rows === set.rows) return norms;
  throw new RangeError(
    `predictors ${NAME}: found gradients of ${norms.rows} rows, expected ${set.rows}`,
  );
}

function matrixOf(set: AuditSet, names: readonly string[]): Matrix {
  const { data, names: found } = gradientsOf(set);
  if (found.join() !== names.join()) {
    throw new RangeError(
      `predictors ${NAME}: found gradients of ${found.join(", ")}, expected ${names.join(", ")}`,
    );
  }
  const cols = 2 * names.length;
  const out = new Float64Array(set.rows * cols);
  const output = new OutputRow(set.logits, set.labels);
  for (let i = 0; i < set.rows; i++) {
    const loss = 2 * logResidualOf(output.read(i));
    for (let j = 0; j < names.length; j++) {
      const direction = data[i * names.length + j];
      out[i * cols + 2 * j] = direction + loss;
      out[i * cols + 2 * j + 1] = direction;
    }
  }
  return { data: out, rows: set.rows, cols };
}
