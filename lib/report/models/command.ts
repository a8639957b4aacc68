import path from "node:path";
import {
  type Along,
  type AuditState,
  alongCsv,
  alongNames,
  auditModels,
  auditStates,
  type ModelFile,
  modelFiles,
  modelStandings,
  refusalOf,
  type SharedRows,
  unfinished,
} from "../../audit/many";
import { type Command, endOnSignals, UsageError } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { requireKind } from "../../files/outputs";
import { modelsOf } from "../../training/references/plan";
import { type AuditArguments, parseAuditArguments, USAGE } from "./arguments";
import { printArray } from "./printArray";
import { readRows } from "./readRows";
import { statusText } from "./statusText";
import { writeModels } from "./writeModels";

/** `npx mia audit`: many models on the same rows. */
export const audit: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const request = parseAuditArguments(words, typedIn);
    endOnSignals();
    try {
      return await follow(request);
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
      warn(error.message);
      return 2;
    }
  },
};

/** The axis of an audit, and the model that the others are paired with. */
interface Order {
  readonly axis: Along;
  readonly baseline: ModelFile;
}

async function follow(request: AuditArguments): Promise<number> {
  const { settings, shard } = request;
  const models = modelFiles(request.patterns);
  requireKind(settings.out, "models");
  for (const { name } of models) requireKind(path.join(settings.out, name), "notebook");
  const order = orderOf(models, request);
  const rows = readRows(models[0].path, request);
  try {
    if (request.status) {
      tell(statusText(settings.out, models, auditStates(models, rows, settings)));
      return 0;
    }
    if (request.print !== null) {
      tell(await printArray(request, models, rows, warn));
      return 0;
    }
    const own = modelsOf(shard, models.length).map((i) => models[i]);
    const refused = await auditModels(own, rows, settings, warn);
    const unseen = unfinished(models, settings.out);
    const states = unseen === 0 ? auditStates(models, rows, settings) : null;
    const left = states?.filter(isOpen).length ?? unseen;
    if (states !== null && left === 0) return await compare(models, states, rows, request, order);
    warn(`${left} model${left === 1 ? " is" : "s are"} left to other parts`);
    return refused.length === 0 ? 0 : 1;
  } finally {
    rows.public.close();
    rows.private?.close();
  }
}

function isOpen(state: AuditState): boolean {
  return state === "running" || state === "missing";
}

function orderOf(models: readonly ModelFile[], { along, baseline }: AuditArguments): Order {
  const names = models.map(({ name }) => name);
  const axis = along === null ? alongNames(names) : alongCsv(along, names);
  const asked = baseline ?? inOrder(names, axis.values)[0];
  const found = models.find(({ name }) => name === asked);
  if (found !== undefined) return { axis, baseline: found };
  throw new UsageError(`--baseline: found ${asked}, expected one of ${names.join(", ")}`);
}

/** Sets all models side by side, once each is attacked or refused. */
async function compare(
  models: readonly ModelFile[],
  states: readonly AuditState[],
  rows: SharedRows,
  { settings }: AuditArguments,
  { axis, baseline }: Order,
): Promise<number> {
  const { out } = settings;
  const refused = models.flatMap((model, i) => {
    const reason = states[i] === "done" ? null : refusalOf(out, model);
    return reason === null ? [] : [{ model, reason }];
  });
  const attacked = models.filter((_, i) => states[i] === "done");
  if (attacked.length === 0) {
    throw new InputError(out, "no model that could be attacked", "one at least");
  }
  if (!attacked.includes(baseline)) {
    throw new InputError(baseline.path, "a baseline that was refused", "another --baseline");
  }
  const placeOf = (model: ModelFile) => axis.values[models.indexOf(model)];
  const sorted = inOrder(attacked, attacked.map(placeOf));
  const standings = modelStandings(sorted, baseline, rows, settings);
  const along = { ...axis, values: sorted.map(placeOf) };
  const page = await writeModels(out, { standings, along, baseline: baseline.name, refused });
  tell(`-> ${page}`);
  return refused.length === 0 ? 0 : 1;
}

function inOrder<T>(models: readonly T[], values: readonly number[]): T[] {
  return models
    .map((model, i) => ({ model, value: values[i] }))
    .sort((one, other) => one.value - other.value)
    .map(({ model }) => model);
}
