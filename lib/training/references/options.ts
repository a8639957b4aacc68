import { optionLines } from "../../commandHelp";
import { EDITIONS } from "../../files";
import { STEMS } from "../../network";
import { AUGMENTATIONS } from "../augment";
import { BEGINNINGS, SCHEDULES, USUAL_RECIPE } from "./recipe";
import { UNSAID_OPTION } from "./unsaidOption";

/** The options of `npx mia references`, as its help tells them. */
export const OPTIONS = {
  "--model": { value: "M", help: "the target's checkpoint" },
  "--public": { value: "P", help: "the public dataset" },
  "--private": { value: "Q", help: "the private dataset" },
  "--out": { value: "DIR", help: "the folder of the references" },
  "--weights": { value: "NAME", help: "which of several models in the target's file" },
  "--unsaid": UNSAID_OPTION,
  "--edition": { value: "YEAR", help: `of the course: ${EDITIONS.join(", ")}` },
  "--preprocessing": {
    value: "JSON",
    help: "what is done to images, or a file of it (default preprocessing.json beside the model)",
  },
  "--recipe": {
    value: "FILE",
    help: 'a recipe.json, {"epochs": 40, "from": "scratch"}; options win over it',
  },
  "--propose": {
    value: "SECONDS",
    help: "try recipes for so long, write recipe.json and proposal.json into DIR, and end",
  },
  "--pairs": { value: "K", help: `pairs of models (default ${USUAL_RECIPE.pairs})` },
  "--from": {
    value: "WEIGHTS",
    help: `what models begin with: ${BEGINNINGS.join(" or ")} (default ${USUAL_RECIPE.from})`,
  },
  "--epochs": {
    value: "E",
    help: `epochs with augmentation, the rate going by --schedule (default ${USUAL_RECIPE.epochs})`,
  },
  "--tail": {
    value: "T",
    help: `epochs after them without augmentation, at --tail-lr (default ${USUAL_RECIPE.tail})`,
  },
  "--batch-size": {
    value: "N",
    help: `images a step (default ${USUAL_RECIPE.batchSize}); an epoch drops what is left over`,
  },
  "--schedule": {
    value: "KIND",
    help: `of the rate: ${SCHEDULES.join(", ")} (a tenth from 1/2 and 3/4 on; default ${USUAL_RECIPE.schedule})`,
  },
  "--lr": {
    value: "RATE",
    help: `learning rate at first (default ${USUAL_RECIPE.learningRate})`,
  },
  "--tail-lr": { value: "RATE", help: `in the tail (default ${USUAL_RECIPE.tailRate})` },
  "--momentum": { value: "SHARE", help: `of gradient descent (default ${USUAL_RECIPE.momentum})` },
  "--weight-decay": {
    value: "D",
    help: `as torch's SGD has it (default ${USUAL_RECIPE.weightDecay})`,
  },
  "--label-smoothing": {
    value: "SHARE",
    help: `of the labels, spread over all classes (default ${USUAL_RECIPE.labelSmoothing})`,
  },
  "--augmentation": {
    value: "KIND",
    help: `${AUGMENTATIONS.join(", ")} (default ${USUAL_RECIPE.augmentation})`,
  },
  "--padding": { value: "PIXELS", help: `by which crops move (default ${USUAL_RECIPE.padding})` },
  "--seed": { value: "S", help: `of halves, orders and crops (default ${USUAL_RECIPE.seed})` },
  "--threads": {
    value: "N",
    help: "for one model (default: the cores there are, 2 with --print; a folder keeps its own)",
  },
  "--stem": { value: "STEM", help: `how the network begins: ${STEMS.join(", ")}` },
  "--shard": {
    value: "I/N",
    help: "train only the I-th of N parts of the models; parts share nothing but DIR",
  },
  "--print": {
    value: "KIND",
    help: "slurm or kubernetes: read the inputs, print a job that runs the N parts, and end",
  },
  "--partition": { value: "NAME", help: "with --print slurm: where to run" },
  "--account": { value: "NAME", help: "with --print slurm: who pays" },
  "--sbatch": {
    value: "OPTION",
    help: 'with --print slurm: one more option, "constraint=avx512"; may be repeated',
  },
  "--volume": {
    value: "DIR",
    help: "with --print kubernetes: the folder here whose content the shared volume holds",
  },
  "--import": {
    value: "DIR",
    help: "take references that another program trained: its logits with masks, or checkpoints with ids",
  },
  "--status": { value: "DIR", help: "say which models of a folder are there, and end" },
};

/** What `--help` prints. */
export const USAGE = `usage: npx mia references --model M --public P --private Q --out DIR [options]
       npm run references -- ...

Trains reference models like the target: pairs, each model on one half of all images, public and
private, whose labels are known and whose membership is not looked at. Stopped or killed, the same
command goes on where it was and ends with the same bytes.

${optionLines(OPTIONS)}

exit status: 0 done, 1 training failed, 2 unreadable input or wrong usage`;
