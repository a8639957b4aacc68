"""The ten published features and the published Gaussian score, in the notebook's column order."""

import numpy as np
import torch
from scipy.stats import norm
from torch.nn.functional import cross_entropy, softmax

NAMES = ("sample_loss", "class_entropy", "adjusted_entropy", "top2_conf_margin", "true_class_prob",
         "correctness", "max_logit", "true_logit", "gradient_proxy")


def published_features(logits, labels):
    """Logits [n, K] (float32) and labels [n] -> {"prob": [n, K], and each of NAMES: [n]}, torch float32."""
    prob = softmax(logits, dim=1)
    true_prob = prob.gather(1, labels[:, None])[:, 0]
    true_logit = logits.gather(1, labels[:, None])[:, 0]
    entropy = -(prob * torch.log(prob + 1e-10)).sum(1)
    top2 = prob.topk(2, dim=1).values
    columns = (cross_entropy(logits, labels, reduction="none"), entropy, entropy * (1 - true_prob),
               top2[:, 0] - top2[:, 1], true_prob, (logits.argmax(1) == labels).float(),
               logits.max(1).values, true_logit, (1 - true_logit).abs())
    return {"prob": prob, **dict(zip(NAMES, columns))}


def lira_scores(true_prob, conf_member, conf_non_member):
    """The published "LiRA": a ratio of two Gaussian densities of p_y, r / (1 + r), in float64 from each p_y."""
    true_prob, conf_member, conf_non_member = (
        np.asarray(values, dtype=np.float64) for values in (true_prob, conf_member, conf_non_member))
    ratio = (norm.pdf(true_prob, conf_member.mean(), conf_member.std() + 1e-8)
             / (norm.pdf(true_prob, conf_non_member.mean(), conf_non_member.std() + 1e-8) + 1e-8))
    return ratio / (1 + ratio)


def combine(features, lira):
    """-> [n, K + 10] float64: probabilities, the nine columns of NAMES, lira_score."""
    return np.column_stack([features["prob"], *(features[name] for name in NAMES), lira]).astype(np.float64)
