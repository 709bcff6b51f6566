import type { Metric, ReadFamily } from '../read/family.ts';
import { PARTED } from '../read/family-set.ts';
import type { Gathered, Loss, LossCause, Place } from './loss.ts';
import { filledLabels, metricSeries, type UnusedLine } from './metric-series.ts';
import { mayBeOwnName } from './own-names.ts';

/** What a file that was not dropped holds. */
export interface FileFamilies {
  readonly name: string;
  readonly families: readonly ReadFamily[];
}

/** Why a whole family is lost. */
interface Refusal {
  readonly cause: LossCause;
  readonly certain: boolean;
  readonly hiddenBy: Place | null;
}

/**
 * The family that came first under its name, and sets TYPE and HELP for all that come later. One that may come in its place where it is in
 * doubt collides with no more names: it would not have been let in by what kept this one out.
 */
interface Known {
  readonly file: string;
  readonly family: ReadFamily;
  /** `null` where it is served for sure. */
  readonly doubt: Refusal | null;
}

/**
 * What node_exporter's registry (client_golang 1.14) makes of the files' families, file by file in the order of their names: what comes
 * first wins, and whatever does not fit to it is lost without a sign in the metrics. Within a file the order of families is chance.
 */
export function gatherFamilies(files: readonly FileFamilies[]): readonly Gathered[] {
  const gathering = new Gathering();
  return files.map((file) => gathering.add(file));
}

class Gathering {
  readonly #known = new Map<string, Known>();
  /** Where a series was first told, by name and labels. */
  readonly #series = new Map<string, Place>();

  add({ name: file, families }: FileFamilies): Gathered {
    const early = new Map(families.map((family) => [family, this.#refusalByEarlier(family)] as const));
    const fresh = families.filter((family) => !this.#known.has(family.name) && !early.get(family)?.certain);
    const rivals = new Map(fresh.map((family) => [family.name, family] as const));
    const judged = families.map((family) => {
      const refusal = early.get(family) ?? (rivals.has(family.name) ? refusalBySame(family, rivals, file) : null);
      return { family, refusal };
    });
    for (const { family, refusal } of judged) {
      if (refusal?.certain || this.#known.has(family.name)) continue;
      this.#known.set(family.name, { file, family, doubt: refusal });
    }
    const parts = judged.map(({ family, refusal }) => this.#gather(file, family, refusal));
    return {
      served: parts.flatMap(({ served }) => served),
      uncertain: parts.flatMap(({ uncertain }) => uncertain),
      losses: parts.flatMap(({ losses }) => losses).sort((one, other) => one.sample.line - other.sample.line),
    };
  }

  #refusalByEarlier(family: ReadFamily): Refusal | null {
    if (mayBeOwnName(family.name)) return { cause: 'own-name', certain: false, hiddenBy: null };
    const known = this.#known.get(family.name);
    if (known !== undefined) return refusalByKnown(family, known);
    let doubt: Refusal | null = null;
    for (const name of collidingNames(family)) {
      const rival = this.#known.get(name);
      if (rival === undefined || !collide(family, rival.family)) continue;
      const refusal = collision(rival.family, rival.file, rival.doubt === null);
      if (refusal.certain) return refusal;
      doubt ??= refusal;
    }
    return doubt;
  }

  #gather(file: string, family: ReadFamily, refusal: Refusal | null): Gathered {
    if (refusal?.certain) return { served: [], uncertain: [], losses: family.metrics.flatMap(lostBy(refusal)) };
    const filled = filledLabels(family);
    // Where it is chance whether an earlier file has the family at all, this one's series may come in its place.
    const isSure = (earlier: Place) => refusal === null || earlier.file === file;
    const served: string[] = [];
    const losses: Loss[] = [];
    for (const [at, metric] of family.metrics.entries()) {
      const labels = filled[at] ?? [];
      const key = JSON.stringify([family.name, labels]);
      const earlier = this.#series.get(key);
      const again = earlier && { cause: 'duplicate' as const, certain: isSure(earlier), hiddenBy: earlier };
      if (again?.certain) {
        losses.push(...lostBy(again)(metric));
        continue;
      }
      if (earlier === undefined) this.#series.set(key, { file, line: firstLine(metric) });
      const { texts, unused } = metricSeries(family, metric, labels);
      served.push(...texts);
      losses.push(...unused.map((line) => unusedLine(line, file)));
      const gone = new Set(unused.map(({ sample }) => sample));
      const doubt = again ?? refusal;
      if (doubt !== null) losses.push(...lostBy(doubt)(metric).filter(({ sample }) => !gone.has(sample)));
    }
    return refusal === null ? { served, uncertain: [], losses } : { served: [], uncertain: served, losses };
  }
}

function refusalByKnown(family: ReadFamily, { file, family: first, doubt }: Known): Refusal | null {
  const certain = doubt === null;
  if (first.help?.text !== family.help?.text) {
    const line = first.help?.line ?? firstLine(first.metrics[0]);
    return { cause: 'help-differs', certain, hiddenBy: { file, line } };
  }
  if (first.type !== family.type) {
    const line = first.typeLine ?? firstLine(first.metrics[0]);
    return { cause: 'type-differs', certain, hiddenBy: { file, line } };
  }
  return doubt;
}

/** Two new families of one file: which one comes first is chance. */
function refusalBySame(family: ReadFamily, rivals: ReadonlyMap<string, ReadFamily>, file: string): Refusal | null {
  for (const name of collidingNames(family)) {
    const rival = rivals.get(name);
    if (rival !== undefined && collide(family, rival)) return collision(rival, file, false);
  }
  return null;
}

function collision(rival: ReadFamily, file: string, certain: boolean): Refusal {
  return { cause: 'name-collides', certain, hiddenBy: { file, line: rival.typeLine ?? firstLine(rival.metrics[0]) } };
}

/** Names of families that may be one part of this family, or the other way round. */
function collidingNames({ name }: ReadFamily): readonly string[] {
  const suffixes = PARTED[1].suffixes;
  const stems = suffixes.filter((suffix) => name.endsWith(suffix)).map((suffix) => name.slice(0, -suffix.length));
  return [...stems, ...suffixes.map((suffix) => name + suffix)];
}

function collide(one: ReadFamily, other: ReadFamily): boolean {
  return isPartOf(one.name, other) || isPartOf(other.name, one);
}

function isPartOf(name: string, { name: whole, type }: ReadFamily): boolean {
  const suffixes: readonly string[] = PARTED.find((parted) => parted.type === type)?.suffixes ?? [];
  return suffixes.some((suffix) => name === whole + suffix);
}

function lostBy(refusal: Refusal): (metric: Metric) => readonly Loss[] {
  return ({ samples }) => samples.map((sample) => ({ ...refusal, sample }));
}

function unusedLine({ sample, later }: UnusedLine, file: string): Loss {
  return {
    cause: later === null ? 'no-part' : 'repeated-part',
    sample,
    certain: true,
    hiddenBy: later && { file, line: later.line },
  };
}

function firstLine(metric: Metric | undefined): number {
  return metric?.samples[0]?.line ?? 1;
}
