"""Makes data/tabular: what a classifier of table rows says of rows that it was and was not trained on.

    python data/make/tabular.py

scikit-learn 1.2.1, numpy 1.24.2
"""

import csv
import hashlib
import pathlib

import numpy as np
from sklearn.datasets import load_digits
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

SEED = 2026
ROWS = 600  # members, and as many others

folder = pathlib.Path(__file__).resolve().parent.parent / "tabular"
folder.mkdir(exist_ok=True)
X, y = load_digits(return_X_y=True)
X = X[:, ::5] / 16  # 13 columns: too few to tell the classes without learning rows by heart
drawn = np.random.default_rng(SEED).permutation(len(y))[: 2 * ROWS]
membership = np.repeat([1, 0], ROWS)
members = drawn[:ROWS]
# A tenth of the members' labels are wrong, as labels of tables are: fitting them takes memory.
taught = y.copy()
wrong = np.random.default_rng(SEED + 1).choice(2 * ROWS, ROWS // 5, replace=False)
taught[drawn[wrong]] = (taught[drawn[wrong]] + 1) % 10
model = MLPClassifier((128,), solver="lbfgs", alpha=0, max_iter=2000, random_state=SEED)
model.fit(X[members], taught[members])
p = model.predict_proba(X[drawn])
order = np.random.default_rng(SEED + 2).permutation(2 * ROWS)
halves = {"public": order[:ROWS], "private": order[ROWS:]}
columns = [f"prob_{k}" for k in range(10)]
for name, rows in halves.items():
    with open(folder / f"{name}.csv", "w", newline="") as file:
        known = ["membership"] if name == "public" else []
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "label", *known, *columns])
        for row in rows:
            told = [membership[row]] if known else []
            table.writerow([row, taught[drawn[row]], *told, *(f"{value:.6g}" for value in p[row])])
with open(folder / "answers.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["id", "membership"])
    table.writerows([row, membership[row]] for row in halves["private"])
auc = {}
for name, rows in halves.items():
    loss = -np.log(np.maximum(p[rows, taught[drawn[rows]]], 1e-30))
    auc[name] = roc_auc_score(membership[rows], -loss)

WHAT = {
    "public.csv": "600 rows: id, label, membership, a probability a class",
    "private.csv": "600 rows without membership",
    "answers.csv": "the private rows' membership: for the figures, never for an attack",
}
lines = [
    f"| {name} | {(folder / name).stat().st_size} | `{hashlib.sha256((folder / name).read_bytes()).hexdigest()}` | {what} |"
    for name, what in WHAT.items()
]
(folder / "README.md").write_text(
    f"""# Outputs of a model of tables

What a small network says of table rows: 13 of the 64 counts of scikit-learn's `load_digits` (UCI's "Optical
Recognition of Handwritten Digits", CC BY 4.0), trained on {ROWS} rows, its members, of which a tenth have wrong labels.
Only its probabilities are here: no rows, no model. {ROWS} other rows are as many non-members; all are dealt into public
and private at random.

| file | bytes | SHA-256 | what |
|---|---|---|---|
{chr(10).join(lines)}

AUC of the loss: public {auc["public"]:.4f}, private {auc["private"]:.4f}. Made again by `python data/make/tabular.py`
(scikit-learn 1.2.1, numpy 1.24.2).
"""
)
