import type { EpochMs } from '../../domain/time.ts';
import { randomAt } from '../fleet/random.ts';
import type { Labels } from '../scrape/stored-series.ts';
import { type LabelMatcher, matchAll } from './label-matcher.ts';

interface Silence {
  readonly id: string;
  readonly matchers: readonly LabelMatcher[];
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly createdBy: string;
  readonly comment: string;
}

/** What is posted. */
export interface SilenceRequest extends Omit<Silence, 'id' | 'updatedAt'> {
  /** Of a silence that is there already. */
  readonly id: string | null;
}

/** Why there is no such silence, in Alertmanager's words. */
export type Refusal = { readonly status: number; readonly message: string };

/** The silences of the simulated Alertmanager, in memory. */
export class Silences {
  readonly #silences = new Map<string, Silence>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The id of the silence that is there now. */
  put(request: SilenceRequest, now: EpochMs): string | Refusal {
    const { id, startsAt, endsAt, matchers } = request;
    if (id !== null && !this.#silences.has(id)) return { status: 404, message: 'silence not found' };
    if (startsAt >= endsAt) return refused('Failed to create silence: start time must be before end time');
    if (endsAt < now) return refused("Failed to create silence: end time can't be in the past");
    if (matchers.every((matcher) => matchAll([matcher], {}))) {
      return refused('silence invalid: at least one matcher must not match the empty string');
    }
    const taken = id ?? this.#newId();
    const begun = this.#silences.get(taken)?.startsAt ?? Math.max(startsAt, now);
    this.#silences.set(taken, { ...request, id: taken, startsAt: begun, updatedAt: now });
    return taken;
  }

  /** `false`: there is none with this id. */
  expire(id: string, now: EpochMs): boolean {
    const silence = this.#silences.get(id);
    if (silence === undefined) return false;
    if (silence.endsAt > now) this.#silences.set(id, { ...silence, endsAt: now, updatedAt: now });
    return true;
  }

  /** Those that hold for these labels now. */
  silencing(labels: Labels, now: EpochMs): readonly string[] {
    return [...this.#silences.values()]
      .filter((silence) => stateOf(silence, now) === 'active' && matchAll(silence.matchers, labels))
      .map(({ id }) => id);
  }

  get(id: string, now: EpochMs): unknown {
    const silence = this.#silences.get(id);
    return silence && shown(silence, now);
  }

  list(filters: readonly LabelMatcher[], now: EpochMs): readonly unknown[] {
    return [...this.#silences.values()]
      .filter(({ matchers }) => matchAll(filters, Object.fromEntries(matchers.map(({ name, value }) => [name, value]))))
      .map((silence) => shown(silence, now));
  }

  #newId(): string {
    const place = this.#silences.size * 32;
    const hex = Array.from({ length: 32 }, (_, digit) =>
      Math.floor(16 * randomAt(this.#seed, place + digit)).toString(16),
    );
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
      .map((part) => part.join(''))
      .join('-');
  }
}

function stateOf({ startsAt, endsAt }: Silence, now: EpochMs): 'pending' | 'active' | 'expired' {
  if (now >= endsAt) return 'expired';
  return now < startsAt ? 'pending' : 'active';
}

function shown(silence: Silence, now: EpochMs): unknown {
  const { id, updatedAt, comment, createdBy, endsAt, startsAt, matchers } = silence;
  const moment = (at: EpochMs) => new Date(at).toISOString();
  return {
    id,
    status: { state: stateOf(silence, now) },
    updatedAt: moment(updatedAt),
    comment,
    createdBy,
    endsAt: moment(endsAt),
    matchers,
    startsAt: moment(startsAt),
  };
}

function refused(message: string): Refusal {
  return { status: 400, message };
}
