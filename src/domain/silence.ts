import { type Labels, labelOf } from './labels.ts';
import type { SourceId } from './reading.ts';
import type { EpochMs } from './time.ts';

/** One condition on a label; all those of a silence must hold. An alert without the label has the value "". Strings are exact. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** What is to be silent, from when to when, and who said so and why. Strings are exact. */
export interface NewSilence {
  readonly matchers: readonly Matcher[];
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly createdBy: string;
  readonly comment: string;
}

/** A silence as Alertmanagers have it. */
export interface Silence extends NewSilence {
  readonly id: string;
  /** `pending`: it begins later. */
  readonly state: 'active' | 'pending' | 'expired';
  /** Those that have it: Alertmanagers of one cluster share their silences. */
  readonly alertmanagers: readonly SourceId[];
}

/** Whether the matchers hold for these labels; `null` where a regular expression would have to be run, which is for Alertmanager to do. */
export function matchersHold(matchers: readonly Matcher[], labels: Labels): boolean | null {
  const plain = matchers.filter(({ isRegex }) => !isRegex);
  if (!plain.every(({ name, value, isEqual }) => (labelOf(labels, name) === value) === isEqual)) return false;
  return plain.length === matchers.length ? true : null;
}

/**
 * What is true of these labels and of none of `others`: equality of each label, and, where another has the same labels and more, that one
 * of those is not there.
 */
export function matchersForOnly(labels: Labels, others: readonly Labels[]): readonly Matcher[] {
  const matchers = Object.entries(labels).map(([name, value]) => equals(name, value));
  for (const other of others) {
    if (matchersHold(matchers, other) !== true) continue;
    const [more] = Object.keys(other)
      .filter((name) => labelOf(labels, name) === '' && labelOf(other, name) !== '')
      .sort();
    if (more !== undefined) matchers.push(equals(more, ''));
  }
  return matchers;
}

function equals(name: string, value: string): Matcher {
  return { name, value, isRegex: false, isEqual: true };
}

const BACKUPS = /duplicati/i;

/** Whether a silence speaks of backups, by one of its conditions. */
export function isAboutBackups({ matchers }: Pick<Silence, 'matchers'>): boolean {
  return matchers.some(({ value }) => BACKUPS.test(value));
}
