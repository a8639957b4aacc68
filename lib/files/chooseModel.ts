import { type Fail, shownKeys } from "./formats/pickle/values";
import type { Model } from "./models";
import { printable } from "./text";

/** Where training programs keep the model among other things; the first found counts. */
const places = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights"];
/** Words in the name of a model that follows another or is kept from before. */
const followers: ReadonlySet<string> = new Set([
  ...["ema", "avg", "average", "averaged", "swa", "shadow", "mean", "momentum", "k"],
  ...["teacher", "target", "old", "prev", "previous", "init", "initial", "pretrained"],
]);
const SHOWN = 5;

/**
 * Chooses one of a file's models: the one that is asked for, else the one that was trained rather
 * than averaged over or followed it.
 *
 * @throws InputError through `fail` listing the names if there is none of the name asked for
 * @example
 * chooseModel(models, null, fail).notes; // ["taken from state_dict, one of 2 models: ..."]
 */
export function chooseModel(
  models: readonly Model[],
  weights: string | null,
  fail: Fail,
): { model: Model; notes: string[] } {
  const names = shownKeys(models.map(({ name }) => name));
  const asked = weights === null ? undefined : String(weights).replace(/\.$/, "");
  const model =
    asked === undefined
      ? [...models].sort((a, b) => rank(a) - rank(b))[0]
      : (models.find(({ name }) => name === asked) ??
        fail(`no weights ${printable(asked)}`, `one of those in the file: ${names}`));
  const notes = [taken(model, models), takenOff(model)].filter((note) => note !== "");
  return { model, notes };
}

/** Lower is better; equal ranks stay in the file's order. */
function rank({ place, prefix }: Model): number {
  const parts = [...place, ...prefix.split(".")].filter((part) => part !== "");
  const follows = parts.some((part) => part.split(/[_-]/).some((word) => followers.has(word)));
  const at = places.indexOf(parts[0] ?? places[0]);
  return (follows ? 100 : 0) + (at < 0 ? places.length : at);
}

function taken(model: Model, models: readonly Model[]): string {
  const rest = models.filter((other) => other !== model);
  const keys = new Set(rest.flatMap(({ place }) => place));
  const passed = model.passedOver().filter((key) => !keys.has(String(key)));
  const after = passed.length > 0 ? `${shownKeys(passed)} passed over` : "";
  if (rest.length === 0) {
    const from = model.place.length > 0 ? `taken from ${printable(model.place.join("."))}` : "";
    return [from, after].filter((part) => part !== "").join("; ");
  }
  const others = rest.slice(0, SHOWN).map(({ name }) => `weights=${printable(name)}`);
  const more = rest.length > SHOWN ? ` and ${rest.length - SHOWN} more` : "";
  const take = rest.length === 1 ? "takes the other" : "take others";
  const said = `taken from ${printable(model.name)}, one of ${models.length} models here`;
  return [`${said} (${others.join(", ")}${more} ${take})`, after].filter(Boolean).join("; ");
}

function takenOff({ prefix }: Model): string {
  return prefix === "" ? "" : `${printable(prefix)} taken off the names`;
}

/** Whether the model lies where a training program keeps it, so that no network has to be seen in it. */
export function liesAsUsual({ place }: Model): boolean {
  return place.every((key) => places.includes(key));
}
