import { finding } from "../../finding";
import { callsOf } from "../calls";
import { cellsWith } from "../cells";
import type { NotebookCheck } from "../check";

/** Calls that draw at random unless told a seed. */
const seeded =
  /\b(?:train_test_split|StratifiedKFold|KFold|ShuffleSplit|RandomForestClassifier|ExtraTreesClassifier|GradientBoostingClassifier|LGBMClassifier|XGBClassifier|CatBoostClassifier|MLPClassifier|SGDClassifier|DecisionTreeClassifier|default_rng)\s*\(/g;
const tellsSeed = /random_state|random_seed|\bseed\b|shuffle\s*=\s*False|^\*\*|\.\.\.|^\d+$/i;
const unfolded = /^n_splits\s*=\s*\d+$|^\d*$/; // a KFold that does not shuffle draws nothing
const drawn =
  /\b(?:(?:np|numpy)\.random\.(?!default_rng|seed|RandomState|Generator)\w+|torch\.rand(?:n|int|perm)?|random\.(?:random|shuffle|sample|choice)|Math\.random)\s*\(/g;
const globalSeed = /\b(?:np|numpy)\.random\.seed|\bmanual_seed|\bseed_everything|\brandom\.seed/;

/** Whatever draws at random is told a seed. */
export const seeds: NotebookCheck = (notebook) => {
  const untold = callsOf(notebook, seeded).filter(
    ({ name, given }) =>
      !tellsSeed.test(given) && !(name.endsWith("KFold") && unfolded.test(given)),
  );
  const isPinned = cellsWith(notebook, globalSeed).length > 0;
  const calls = [
    ...untold,
    ...callsOf(notebook, drawn).filter(({ name }) => !isPinned || name === "Math.random"),
  ];
  if (calls.length === 0) return [];
  return [
    finding("warning", "unpinned-seed", {
      certainty: "likely",
      rows: [...new Set(calls.map(({ place }) => place))],
      found: `${[...new Set(calls.map(({ name }) => name))].join(", ")} without a seed`,
      expected: "random_state=..., or a generator with a seed",
      mend: "set all seeds in one cell, so that two runs give the same file",
    }),
  ];
};
