import path from "node:path";
import { type GivenOutputs, givenView, type MembershipDataset, warn } from "../../files";
import { writeNpy } from "../../files/outputs";
import {
  apartFrom,
  type EngineName,
  givenLogits,
  type Logits,
  parseView,
  type Target,
  type ViewLogitsOptions,
  viewActivations,
  viewLogits,
} from "../../inference";
import { readReferences, requireReferencesOf, requireSameReading, targetNetwork } from "../../lira";
import { type MapSize, type Network, networkDigest, type Stem, type Unsaid } from "../../network";
import { storedGradients } from "../../training/gradients";
import { type BothSets, imagesDone, type Observed, ofBoth, type SetName } from "./bothSets";
import { modelHash } from "./modelHash";

/** What is looked at, and with what. */
export interface ObserverOptions {
  readonly network: Network;
  readonly target: Pick<Target, "engine" | "normalization" | "viewing">;
  /** As asked for: part of what stored outputs come from. */
  readonly stem: Stem;
  /** What else the target's weights do not say, for reference models too. */
  readonly unsaid?: Unsaid | null;
  /** For reference models. */
  readonly engine: "auto" | EngineName;
  /** Folder of the reference models, or null. */
  readonly references: string | null;
}

/** A dataset; what a model said of it, where that stands in for the model. */
export type SeenDataset = MembershipDataset & { readonly outputs?: GivenOutputs };

/** The first view is the plain one; of the others only the place is known. */
function givenViews(outputs: GivenOutputs): Pick<Observed, "logits" | "views"> {
  const { rows, classes, views } = outputs;
  const others = views.slice(1).map((data, i): [string, Logits] => {
    return [givenView(i + 1), { data, rows, classes }];
  });
  return { logits: givenLogits(outputs), views: new Map(others) };
}

/** A run as far as an observer needs it. */
export interface KeptBy {
  /** Where outputs are stored. */
  readonly folder: string;
  /** SHA-256 of each of the run's inputs by its role: "model", "public", "private". */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Told of the images done and of those there are, of all views and both sets. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Looks at the images of both datasets in every way that predictors need, step by step: each step
 * takes what is known and returns it with what it has found beside it. All is stored with what it
 * comes from, so a run that was stopped goes on where it stopped.
 *
 * @example
 * const observer = new Observer(run, { network, target, stem, engine, references: null });
 * const plain = await observer.plain({ public: publicData, private: privateData });
 * const sets = await observer.views(plain, chosen.views);
 * fitPredictors(chosen.groups, sets.public, parts.fit);
 */
export class Observer {
  /** Of the network for images of a size: all its weights are read for it. */
  readonly #digests = new Map<string, string>();

  /** @throws InputError if the reference models were made for another target */
  constructor(
    private readonly run: KeptBy,
    private readonly options: ObserverOptions,
  ) {
    const { references } = options;
    if (references !== null) requireReferencesOf(references, run.hashes.model);
  }

  /**
   * Logits and penultimate activations of the plain images. Whether references answer for the target as it is read here
   * is looked at first, since passes take long.
   *
   * @throws as `viewActivations` and `requireSameReading`
   */
  plain(sets: BothSets<SeenDataset>, onProgress?: OnProgress): Promise<BothSets<Observed>> {
    this.#requireReferences(sets);
    const lastLayer = this.options.network.classifier ?? undefined;
    return ofBoth(sets, async (set, name) => {
      if (set.outputs) return this.#given(set, set.outputs, name);
      const tell = imagesDone(sets, 1, name, onProgress);
      const options = {
        ...this.#passes(set, name),
        onProgress: (_: string, done: number) => tell(done),
      };
      const seen = await viewActivations(options);
      return { ...set, rows: set.ids.length, ...seen, lastLayer, views: new Map() };
    });
  }

  /**
   * Logits of the images in several views. Where they are computed in whole numbers, the plain images are too, and rows
   * whose logits are then off stay in float32. Those of the view "plain" are the set's own.
   *
   * @param views names, as `parseView` takes them
   * @throws as `viewLogits` and `Target.viewing`
   */
  views(
    sets: BothSets<Observed>,
    views: readonly string[],
    onProgress?: OnProgress,
  ): Promise<BothSets<Observed>> {
    if (this.options.target.engine.name === "given") return Promise.resolve(sets);
    const names = views.map((view) => parseView(view).name);
    const others = names.filter((name) => name !== "plain");
    return ofBoth(sets, async (set, name) => {
      const tell = imagesDone(sets, others.length, name, onProgress);
      // Without views nothing is settled, opened or run.
      const passes =
        others.length === 0 ? this.#passes(set, name) : await this.#viewPasses(sets, name);
      const found = await viewLogits(others, {
        ...passes,
        onProgress: (view, done) => tell(others.indexOf(view) * set.rows + done),
      });
      const logitsOf = (view: string) => found.get(view) ?? set.logits;
      return { ...set, views: new Map(names.map((view) => [view, logitsOf(view)])) };
    });
  }

  async #viewPasses(sets: BothSets<Observed>, name: SetName): Promise<ViewLogitsOptions> {
    const exact = this.#passes(sets[name], name);
    const count = sets.public.images.count + sets.private.images.count;
    const { engine, precision } = await this.options.target.viewing(sets.public.images, count);
    if (precision === "float32") return exact;
    const storedBy = { ...exact.storedBy, ranges: this.run.hashes.public };
    const passes = { ...exact, engine, storedBy };
    // Under a name of its own: the plain logits in float32 stay what they are.
    const rounded = await viewLogits(["plain"], { ...passes, set: `${name}_${precision}` });
    const rows = [...rounded.values()].map((logits) => apartFrom(sets[name].logits, logits).off);
    return { ...passes, apart: { engine: exact.engine, rows: rows[0] } };
  }

  /**
   * Norms of the loss's gradients, one pass forward and back.
   *
   * @throws MissingRules if the network has operators whose gradient is not known; and as `storedGradients`
   */
  async gradients(sets: BothSets<Observed>, onProgress?: OnProgress): Promise<BothSets<Observed>> {
    const { network } = this.options;
    return ofBoth(sets, async (set, name) => {
      const { engine: _, ...kept } = this.#passes(set, name);
      const { labels, logits } = set;
      const tell = imagesDone(sets, 1, name, onProgress);
      const options = { ...kept, network, labels, logits, onProgress: tell };
      return { ...set, gradients: await storedGradients(options) };
    });
  }

  /**
   * What the reference models say; the sets as they are where there are none.
   *
   * @throws as `readReferences`
   */
  async references(sets: BothSets<Observed>): Promise<BothSets<Observed>> {
    const { network, stem, unsaid, engine, references } = this.options;
    if (references === null) return sets;
    const { target, normalization } = this.#reading(sets.public);
    const outputs = await readReferences(references, {
      sets: { ...sets },
      target: { sha256: this.run.hashes.model, classes: network.classes, ...target },
      ...{ normalization, engine, stem, unsaid },
    });
    return ofBoth(sets, async (set, name) => ({ ...set, references: outputs[name] }));
  }

  #requireReferences(sets: BothSets<SeenDataset>): void {
    const { references } = this.options;
    if (references === null) return;
    const found = requireReferencesOf(references, this.run.hashes.model);
    const reading = { ...this.#reading(sets.public), sets: { ...sets } };
    const untold = requireSameReading(references, found, reading);
    if (untold !== null) warn(untold);
  }

  #reading({ images }: Pick<MembershipDataset, "images">) {
    const { network, target } = this.options;
    return { target: targetNetwork(network, images), normalization: target.normalization };
  }

  #passes({ images }: MembershipDataset, set: SetName): Omit<ViewLogitsOptions, "onProgress"> {
    const { run, options } = this;
    const { engine, normalization } = options.target;
    const model = modelHash(run.hashes.model, options.network);
    const dataset = run.hashes[set];
    const network = this.#digest(images);
    const storedBy = { model, dataset, stem: options.stem, network };
    return { engine, images, normalization, folder: run.folder, set, storedBy };
  }

  /** What was given is kept as what is computed would be. */
  #given(set: SeenDataset, outputs: GivenOutputs, name: SetName): Observed {
    const seen = givenViews(outputs);
    const { data, rows, classes } = seen.logits;
    writeNpy(path.join(this.run.folder, `logits_${name}.npy`), { data, shape: [rows, classes] });
    return { ...set, rows, ...seen };
  }

  #digest(size: MapSize): string {
    const key = `${size.height} x ${size.width}`;
    const digest = this.#digests.get(key) ?? networkDigest(this.options.network, size);
    this.#digests.set(key, digest);
    return digest;
  }
}
