import { type Constructor, describe, type Fail, Global, InertRecord, shownKey } from "./values";

const within = (module: string, ...names: string[]) => names.map((name) => `${module}.${name}`);

/**
 * Enums that training programs leave beside weights, by exact name; a pickle makes their members by
 * value (Python to 3.10 and from 3.12) or takes them by name (3.11). A class of one's own is not among
 * them: nothing in the file tells its members from any other call.
 */
const enums: readonly string[] = [
  "http.HTTPStatus",
  "re.RegexFlag",
  ...within("PIL.Image", "Resampling", "Transpose", "Transform", "Dither", "Palette", "Quantize"),
  "torchvision.transforms.functional.InterpolationMode",
  "torchvision.transforms.autoaugment.AutoAugmentPolicy",
  "torchvision.io.image.ImageReadMode",
  "torchvision.tv_tensors._bounding_boxes.BoundingBoxFormat",
  ...[18, 34, 50, 101, 152].map((depth) => `torchvision.models.resnet.ResNet${depth}_Weights`),
  ...["torch.amp", "torch.cuda.amp"].map((amp) => `${amp}.grad_scaler.OptState`),
  ...["api", "fully_sharded_data_parallel"].flatMap((part) =>
    within(
      `torch.distributed.fsdp.${part}`,
      ...["ShardingStrategy", "StateDictType", "BackwardPrefetch"],
    ),
  ),
  ...["pytorch_lightning", "lightning.pytorch"].flatMap((lightning) => [
    ...within(`${lightning}.trainer.states`, "TrainerFn", "RunningStage", "TrainerStatus"),
    `${lightning}.utilities.enums.GradClipAlgorithmType`,
  ]),
  ...within(
    "transformers.trainer_utils",
    ...["EvaluationStrategy", "IntervalStrategy", "SaveStrategy", "HubStrategy", "SchedulerType"],
  ),
  ...within("transformers.training_args", "OptimizerNames", "ParallelMode"),
  "transformers.utils.generic.PaddingStrategy",
  ...within(
    "accelerate.utils.dataclasses",
    ...["DistributedType", "DynamoBackend", "LoggerType", "PrecisionType", "RNGType"],
  ),
];

/**
 * Methods that objects of torch's company hold, by exact name: a schedule's, and what makes a time
 * zone. They stay names, of which none but the time zone's may be called (and is then inert).
 */
const methods: readonly string[] = [
  "zoneinfo.ZoneInfo._unpickle",
  ...within("torch.optim.lr_scheduler.OneCycleLR", "_annealing_cos", "_annealing_linear"),
  ...within("mmengine.logging.history_buffer.HistoryBuffer", "current", "max", "mean", "min"),
];

/** How pickles spell members of an enum by name, and methods; of anything else nothing is looked up. */
function lookedUp([owner, name]: readonly unknown[], fail: Fail): InertRecord | Global {
  const path = owner instanceof Global ? owner.path : null;
  if (path !== null && enums.includes(path)) return new InertRecord(path, [name]);
  const holder = owner instanceof InertRecord ? owner.className : path;
  if (holder !== null && typeof name === "string" && methods.includes(`${holder}.${name}`)) {
    return new Global(holder, name);
  }
  const of = path === null ? describe(owner) : shownKey(path);
  const mend = "only what data need (nothing of it was run); save an Enum member's value";
  return fail(`builtins.getattr called for ${shownKey(name)} of ${of}`, mend);
}

/** Members of enums and methods, by exact name. Nothing of them is called. */
export const enumGlobals: readonly (readonly [string, Constructor])[] = [
  ...enums.map((name): [string, Constructor] => [name, (args) => new InertRecord(name, args)]),
  ["builtins.getattr", lookedUp],
  ["__builtin__.getattr", lookedUp],
];
