"""The published attack from its 54 columns on: scaler, split, three models, calibration, submissions."""

import hashlib

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

try:
    from lightgbm import LGBMClassifier
except ModuleNotFoundError:  # then --without-boosting is given
    pass

SEED = 42
STAGE_OF = {"RF": "forest", "LightGBM": "boosting", "MLP": "perceptron"}


def make_models(forest_jobs, boosting_jobs):
    """The three published models by name; without LightGBM where `boosting_jobs` is None."""
    models = {
        "RF": RandomForestClassifier(n_estimators=100, max_depth=15, min_samples_split=5,
                                     random_state=SEED, n_jobs=forest_jobs),
    }
    if boosting_jobs is not None:
        models["LightGBM"] = LGBMClassifier(n_estimators=200, max_depth=15, learning_rate=0.05,
                                            random_state=SEED, n_jobs=boosting_jobs, verbose=-1)
    return {**models, "MLP": MLPClassifier((64, 32), max_iter=100, random_state=SEED)}


def published_tpr(membership, scores, rate=0.05):
    """TPR at the first ROC point whose FPR is at least `rate`: the published rule, defect (e)."""
    fpr, tpr, _ = roc_curve(membership, scores)
    return float(tpr[np.argmax(fpr >= rate)])


def auc_and_tpr(membership, scores):
    return {"auc": float(roc_auc_score(membership, scores)), "tpr": published_tpr(membership, scores)}


def ensemble_attack(public, membership, private, models, stages):
    """Columns [n, 54] of both datasets -> (metrics, private scores), each by model name; also the
    SHA-256 of the validation rows' numbers.

    Kept as published: columns are scaled in float64, then columns and membership cast to float32; the
    scaler sees every public row and is fitted again on the private ones; the same fifth calibrates and reports; the private scores come from the uncalibrated model.
    """
    with stages.time("split"):
        scaled = StandardScaler().fit_transform(public).astype(np.float32)
        private_scaled = StandardScaler().fit_transform(private).astype(np.float32)
        rows = np.arange(len(membership), dtype="<i4")
        X_train, X_val, y_train, y_val, _, validation = train_test_split(
            scaled, membership.astype(np.float32), rows, test_size=0.2, random_state=SEED)
    metrics, scores = {"validation_rows": hashlib.sha256(validation.tobytes()).hexdigest()}, {}
    for name, model in models.items():
        with stages.time(STAGE_OF[name]):
            model.fit(X_train, y_train)
            scores[name] = model.predict_proba(private_scaled)[:, 1].astype(np.float64)
        with stages.time("calibration"):
            calibrated = CalibratedClassifierCV(model, method="isotonic", cv="prefit").fit(X_val, y_val)
            calibrated_val = calibrated.predict_proba(X_val)[:, 1]
        with stages.time("metrics"):
            metrics[name] = {
                "validation_calibrated": auc_and_tpr(y_val, calibrated_val),
                "validation_raw": auc_and_tpr(y_val, model.predict_proba(X_val)[:, 1]),
                "private": {"min": scores[name].min(), "max": scores[name].max(),
                            "mean": scores[name].mean(), "std": scores[name].std()},
            }
    return metrics, scores
