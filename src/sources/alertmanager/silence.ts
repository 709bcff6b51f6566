import type { SourceId } from '../../domain/reading.ts';
import type { Matcher, NewSilence, Silence } from '../../domain/silence.ts';
import { record } from '../labelled-json.ts';
import { isTooLong } from '../prometheus/foreign-text.ts';
import type { Parsed } from '../prometheus/sample.ts';
import { parseMoment } from '../prometheus/target.ts';

const STATES = ['active', 'pending', 'expired'] as const;
const MOST_MATCHERS = 200;
const LONGEST_COMMENT = 65_536;
/** Alertmanager's own are UUIDs; those of others that speak its API are one word too. */
const ID = /^[\w.-]{1,200}$/;

/** Whether it can be the id of a silence. */
export function isSilenceId(text: string): boolean {
  return ID.test(text) && !/^\.+$/.test(text);
}

/** The answer of `/api/v2/silences`; `null` where it is no list. */
export function parseSilences(data: unknown, alertmanager: SourceId): Parsed<Silence> | null {
  if (!Array.isArray(data)) return null;
  const items = data.map((element) => parseSilence(element, alertmanager)).filter((silence) => silence !== null);
  return { items, dropped: data.length - items.length };
}

/** What Alertmanager takes: a silence to be made, or with `id` the one to be changed. */
export function silenceJson(silence: NewSilence, id: string | null): string {
  return JSON.stringify({
    ...(id !== null && { id }),
    matchers: silence.matchers,
    startsAt: new Date(silence.startsAt).toISOString(),
    endsAt: new Date(silence.endsAt).toISOString(),
    createdBy: silence.createdBy,
    comment: silence.comment,
  });
}

function parseSilence(element: unknown, alertmanager: SourceId): Silence | null {
  const { id, status, matchers, startsAt, endsAt, createdBy, comment } = record(element);
  const state = STATES.find((each) => each === record(status).state);
  const [start, end] = [parseMoment(startsAt), parseMoment(endsAt)];
  const conditions = parseMatchers(matchers);
  if (typeof id !== 'string' || !isSilenceId(id) || state === undefined) return null;
  if (start === null || end === null || conditions === null) return null;
  if (typeof createdBy !== 'string' || typeof comment !== 'string') return null;
  if (isTooLong(createdBy) || comment.length > LONGEST_COMMENT) return null;
  return {
    id,
    state,
    matchers: conditions,
    startsAt: start,
    endsAt: end,
    createdBy,
    comment,
    alertmanagers: [alertmanager],
  };
}

/** Old versions know no `isEqual`: theirs all are. */
function parseMatchers(value: unknown): readonly Matcher[] | null {
  if (!Array.isArray(value) || value.length > MOST_MATCHERS) return null;
  const matchers: Matcher[] = [];
  for (const element of value) {
    const { name, value: text, isRegex, isEqual = true } = record(element);
    if (typeof name !== 'string' || typeof text !== 'string' || isTooLong(name) || isTooLong(text)) return null;
    if (typeof isRegex !== 'boolean' || typeof isEqual !== 'boolean') return null;
    matchers.push({ name, value: text, isRegex, isEqual });
  }
  return matchers;
}
