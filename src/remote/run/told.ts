import type { EpochMs } from '../../domain/time.ts';
import { readRecords } from '../records.ts';

const SECOND = 1000;
const WHOLE = /^\d{1,15}$/;
const LONGEST_EPOCH_SECONDS = 8.64e12;

/** What a script told, by name; the last of each. An empty value is none. */
export class Told {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: Iterable<readonly [string, string]>) {
    this.#values = new Map(values);
  }

  static in(output: Uint8Array): Told {
    return new Told(readRecords(output).map(({ name, value }) => [name, value]));
  }

  text(name: string): string | null {
    return this.#values.get(name) || null;
  }

  number(name: string): number | null {
    return wholeNumber(this.text(name));
  }

  /** Of seconds since the epoch. */
  moment(name: string): EpochMs | null {
    return epochMs(this.text(name));
  }
}

export function wholeNumber(text: string | null): number | null {
  return text !== null && WHOLE.test(text) ? Number(text) : null;
}

/** Seconds as a wrapper or `date` prints them. */
function epochMs(text: string | null): EpochMs | null {
  const seconds = wholeNumber(text);
  return seconds === null || seconds > LONGEST_EPOCH_SECONDS ? null : seconds * SECOND;
}
