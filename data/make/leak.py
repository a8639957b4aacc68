"""What the target gives away, and what can be told without it."""

import numpy as np
from scipy.stats import norm, rankdata
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def auc_with_interval(membership, scores, level=0.95):
    """AUC with midranks and its interval by DeLong et al. (1988): (auc, low, high)."""
    members, others = scores[membership == 1], scores[membership == 0]
    ranks = rankdata(np.concatenate([members, others]))
    m, n = len(members), len(others)
    beaten = (ranks[:m] - rankdata(members)) / n  # of each member: share of others below it
    lost = 1 - (ranks[m:] - rankdata(others)) / m  # of each other: share of members above it
    auc = beaten.mean()
    half = norm.ppf((1 + level) / 2) * np.sqrt(beaten.var(ddof=1) / m + lost.var(ddof=1) / n)
    return auc, auc - half, auc + half


def cross_entropy(logits, labels):
    """[n, K], [n] -> loss of each row, in float64."""
    logits = logits.astype(np.float64)
    top = logits.max(1)
    total = top + np.log(np.exp(logits - top[:, None]).sum(1))
    return total - logits[np.arange(len(labels)), labels]


def blind_columns(images, labels):
    """What anyone sees without the model: coarse pixels, channel statistics and the label."""
    pixels = images.astype(np.float64) / 255
    coarse = pixels.reshape(len(images), 3, 8, 4, 8, 4).mean((3, 5)).reshape(len(images), -1)
    statistics = [reduce(pixels, axis=(2, 3)) for reduce in (np.mean, np.std, np.min, np.max)]
    return np.hstack([coarse, *statistics, np.eye(10)[labels]])


def blind_scores(images, labels, membership, seed):
    """Scores of two attackers that never see the model, each row scored by a fit without it (5 folds)."""
    columns = blind_columns(images, labels)
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    attackers = {
        "logistic regression": make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000)),
        "gradient boosting": HistGradientBoostingClassifier(max_depth=4, max_iter=100, random_state=seed),
    }
    return {name: cross_val_predict(attacker, columns, membership, cv=folds, method="predict_proba")[:, 1]
            for name, attacker in attackers.items()}
