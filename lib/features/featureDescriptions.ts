/**
 * One sentence for each feature: its formula and why it tells members from non-members. `prob_c`
 * stands for all of `prob_0` .. `prob_{K-1}`. z are the logits, p their softmax, y the true class.
 *
 * @example
 * featureDescriptions.phi; // "z_y - log sum_{j != y} exp z_j: ..."
 */
export const featureDescriptions: Readonly<Record<string, string>> = {
  prob_c: "p_c = exp z_c / sum_j exp z_j: the whole softmax, often more peaked on trained images.",
  sample_loss: "-log p_y: training pushes it down on members and on nothing else directly.",
  class_entropy:
    "H = -sum_c p_c log(p_c + 1e-10): low where the model is sure, as it tends to be on members.",
  adjusted_entropy:
    "H (1 - p_y), as published: small for sure right answers, but for sure wrong ones too, since H goes to 0 there.",
  top2_conf_margin:
    "largest p less the second largest: how far the winner leads, wider on members.",
  true_class_prob: "p_y: the confidence in the right answer, which training raises on members.",
  correctness: "1 if the largest logit is the true class, else 0: members are right more often.",
  max_logit: "largest z: the scale of the answer, not yet normalised by the softmax.",
  true_logit: "z_y: the raw evidence for the true class, raised on members by training.",
  gradient_proxy:
    "|1 - z_y|, as published: meant as the loss gradient, which with respect to z_y is p_y - 1; it is a fold of true_logit.",
  phi: "z_y - log sum_{j != y} exp z_j = log(p_y / (1 - p_y)): the likelihood-ratio attack's statistic, near Gaussian and without saturation at p_y = 1.",
};
