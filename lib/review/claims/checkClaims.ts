import type { AttackFigures } from "../answers/attackFigures";
import { agrees, type Claim, saysNothing, scoreQuantities } from "./claim";
import { type Evidence, measuredScore } from "./evidence";
import { fits, matchModels } from "./matchModels";

/** How a claim stands. */
export type ClaimStatus = "equal" | "inside" | "outside" | "not checkable";

/** A claim held against what the files give. */
export interface CheckedClaim extends Claim {
  readonly status: ClaimStatus;
  /** What the files give; null where they give nothing. */
  readonly measured: number | null;
  readonly reason: string;
  /** Whether the claim is what the published rule gives: the first point with FPR >= the limit. */
  readonly publishedRule: boolean;
}

type Outcome = Pick<CheckedClaim, "status" | "measured" | "reason" | "publishedRule">;

/**
 * Holds each claim against the file and the answers. Claims about another model than the one whose
 * score statistics are the file's are not checkable here.
 *
 * @example
 * checkClaims(claims, evidence).filter(({ status }) => status === "outside");
 */
export function checkClaims(claims: readonly Claim[], evidence: Evidence): CheckedClaim[] {
  const fitting = new Map<string, Set<string | null>>();
  for (const { source, model } of matchModels(claims, evidence).filter(fits)) {
    fitting.set(source, (fitting.get(source) ?? new Set()).add(model));
  }
  return claims.map((claim): CheckedClaim => {
    const models = fitting.get(claim.source);
    if (models && claim.model !== null && !models.has(claim.model)) {
      const [first] = models;
      const owner = first ?? "no named model";
      return { ...claim, ...unknown(`by its score statistics the file is ${owner}'s`) };
    }
    return { ...claim, ...checkOne(claim, evidence) };
  });
}

function checkOne(claim: Claim, evidence: Evidence): Outcome {
  if (saysNothing(claim)) return unknown("without decimals it proves nothing");
  if (claim.on === "training") return unknown("training rows: they say nothing of other rows");
  if (claim.edition !== null && evidence.editions?.includes(claim.edition) === false) {
    return unknown(`of the edition of ${claim.edition}, which the file is not of`);
  }
  if (claim.on === "validation") return checkValidation(claim, evidence);
  if (scoreQuantities.includes(claim.quantity)) return checkScores(claim, evidence);
  if (evidence.judgement === null) return unknown("needs answers for every row");
  return checkFigure(claim, evidence.judgement, "the answers' rows");
}

function checkValidation(claim: Claim, { validation }: Evidence): Outcome {
  if (validation === null) return unknown("validation rows: needs the run's artefacts (--run)");
  const figures = validation.get(claim.model ?? "");
  if (figures === undefined) return unknown("the run's artefacts hold no such model");
  return checkFigure(claim, figures, "the run's validation rows");
}

function checkScores(claim: Claim, evidence: Evidence): Outcome {
  const measured = measuredScore(claim.quantity, evidence);
  if (measured === null) return unknown("the file has no readable score");
  if (agrees(claim, measured)) return equal(measured, claim.decimals);
  const reason = `the file gives ${Number(measured.toPrecision(6))}`;
  return { status: "outside", measured, reason, publishedRule: false };
}

function checkFigure(claim: Claim, figures: AttackFigures, rows: string): Outcome {
  const point = figures.tpr.find(({ maxFpr }) => maxFpr === claim.atFpr);
  if (claim.quantity === "tpr" && point === undefined) {
    return unknown(`TPR at FPR <= ${claim.atFpr} is not measured`);
  }
  const { interval, note } = point ?? figures.auc;
  const measured = point === undefined ? figures.auc.auc : point.tpr;
  if (agrees(claim, measured)) return equal(measured, claim.decimals);
  const publishedRule = point?.maxFpr === 0.05 && agrees(claim, figures.publishedRuleTpr);
  if (interval === null) return { ...unknown(note ?? "there is no interval"), measured };
  const [low, high] = interval;
  const inside = claim.value >= low && claim.value <= high;
  const range = `95 % interval ${low.toFixed(4)} to ${high.toFixed(4)} on ${rows}`;
  const reason = publishedRule ? `read at the first point with FPR >= .05; ${range}` : range;
  return { status: inside ? "inside" : "outside", measured, reason, publishedRule };
}

function equal(measured: number, decimals: number): Outcome {
  const reason = decimals === 0 ? "the same" : `rounds to it at ${decimals} decimals`;
  return { status: "equal", measured, reason, publishedRule: false };
}

function unknown(reason: string): Outcome {
  return { status: "not checkable", measured: null, reason, publishedRule: false };
}
