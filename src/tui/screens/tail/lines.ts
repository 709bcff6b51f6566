import { type DatabaseState, isDamaged } from '../../../domain/database/database-state.ts';
import { eventLines } from '../../../present/database/event-lines.ts';
import { followingLine } from '../../../present/database/following-line.ts';
import { stateBodyLines } from '../../../present/database/state-lines.ts';
import { caution } from '../../../present/database/unread-lines.ts';
import { agoText } from '../../../present/show/ago.ts';
import { hanging, type ShowContext } from '../../../present/show/section.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { bashText } from '../../../text/bash-text.ts';
import { byteSize } from '../../../text/byte-size.ts';
import { shortDuration } from '../../../text/duration.ts';
import { truncate } from '../../../text/fit.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import { headRows } from './area.ts';
import type { TailedRun, TailState } from './state.ts';

const LABEL_WIDTH = 10;

/** What of the database is always seen: its file, how large it is and how it is read, the versions that it keeps. */
export function headLines(
  { database, events: [whole, ...since] }: TailState,
  model: Model,
  columns: number,
): readonly Line[] {
  if (database === null) return [];
  // What came meanwhile has changed the file, and may have added a version.
  const isOld = since.some(({ event }) => event.type === 'remote' || event.type === 'begun' || event.type === 'ended');
  const { now, look, window } = model;
  const { file, size, modifiedAt, engine, schema, schemaIsNew, versions } = database;
  const { count, incomplete, newest } = versions;
  const last = newest?.find(({ complete }) => complete);
  const warned = caution(database);
  const label = (text: string) => segment(say`${text.padEnd(LABEL_WIDTH)}`, 'muted');
  const written = modifiedAt === null || isOld ? '' : say`, written ${agoText(modifiedAt, now)}`;
  const asRead = whole === undefined || !isOld ? say`` : say`; read ${agoText(whole.at, now)}`;
  const known = schemaIsNew ? ' (newer than any that duptop knows)' : '';
  const begun = incomplete === null || incomplete === 0 ? '' : say`, ${incomplete} unfinished`;
  return [
    [label('database'), segment(truncate(bashText(file), columns - LABEL_WIDTH, 'middle', look.ascii), 'strong')],
    [
      label(''),
      ...(warned === null ? [] : [warned, segment(say`, `)]),
      segment(say`${size === null ? 'size not known' : byteSize(size)}${written}`),
      segment(say`, schema ${schema ?? 'not known'}${known}`, schemaIsNew ? 'warning' : 'plain'),
      segment(say`, read with ${engine}`),
    ],
    [
      label('versions'),
      segment(say`${count === null ? 'not known' : `${count} kept`}`, count === null ? 'warning' : 'plain'),
      segment(say`${begun}${last === undefined ? '' : say`, the newest ${agoText(last.at, now)}`}`),
      segment(asRead, 'muted'),
    ],
  ].slice(0, headRows(window));
}

/** What there is to read, for a window of so many columns. */
export function textLines(state: TailState, model: Model): readonly Line[] {
  const { events, hasLog, notes, failure, run } = state;
  const context: ShowContext = { ...contextOf(model), width: model.window.columns };
  return [
    ...notes.flatMap((note) => hanging([], 0, note, context, 'warning')),
    ...events.flatMap(({ event, at }) =>
      event.type === 'state'
        ? stateBodyLines(event.state, event.log, { ...context, running: stillOrOver(event.state, run) })
        : eventLines(event, hasLog, { ...context, now: at }),
    ),
    ...(failure === null
      ? []
      : [
          ...hanging([], 0, failure.message, context, 'failed'),
          ...(failure.hint === null ? [] : hanging([], 0, failure.hint, context, 'plain')),
          ...failure.details.flatMap((detail) => hanging([], 0, detail, context, 'muted')),
        ]),
    ...stateLine(state, model),
  ];
}

/** Of the run that went on when all was read. */
function stillOrOver({ operations }: DatabaseState, run: TailedRun): 'still' | 'over' {
  return run.kind === 'going' && run.operationId === operations?.at(-1)?.id ? 'still' : 'over';
}

/** What is waited for. */
function stateLine({ failure, events, run, database, troubled }: TailState, { look }: Model): readonly Line[] {
  if (failure !== null || events.length === 0) return [];
  const running = run.kind === 'unknown' ? null : run.kind === 'going';
  return [followingLine({ running, damaged: database !== null && isDamaged(database), troubled }, look)];
}

/** In the place of the text until there is any. */
export function waitingLine({ way, path, askedAt }: TailState, { now, look }: Model): Line {
  const dots = look.ascii ? '...' : '…';
  const waited = shortDuration(Math.max(0, now - askedAt) / 1000);
  const where = way ?? visible('its host');
  const what = path === null ? say`looking for the database on ${where}` : say`reading the database`;
  return [segment(say`${what} ${dots} ${waited}`, 'accent')];
}
