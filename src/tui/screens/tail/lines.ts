import { eventLines } from '../../../present/database/event-lines.ts';
import { stateBodyLines } from '../../../present/database/state-lines.ts';
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
import type { TailState } from './state.ts';

const LABEL_WIDTH = 10;

/** What of the database is always seen: its file, how large it is and how it is read, the versions that it keeps. */
export function headLines({ database }: TailState, model: Model, columns: number): readonly Line[] {
  if (database === null) return [];
  const { now, look, window } = model;
  const { file, size, modifiedAt, engine, schema, schemaIsNew, versions } = database;
  const { count, incomplete, newest } = versions;
  const last = newest.find(({ complete }) => complete);
  const label = (text: string) => segment(say`${text.padEnd(LABEL_WIDTH)}`, 'muted');
  const written = modifiedAt === null ? '' : say`, written ${agoText(modifiedAt, now)}`;
  const known = schemaIsNew ? ' (newer than any that duptop knows)' : '';
  const begun = incomplete === 0 ? '' : say`, ${incomplete} unfinished`;
  return [
    [label('database'), segment(truncate(bashText(file), columns - LABEL_WIDTH, 'middle', look.ascii), 'strong')],
    [
      label(''),
      segment(say`${size === null ? 'size not known' : byteSize(size)}${written}`),
      segment(say`, schema ${schema ?? 'not known'}${known}`, schemaIsNew ? 'warning' : 'plain'),
      segment(say`, read with ${engine}`),
    ],
    [
      label('versions'),
      segment(say`${count} kept${begun}${last === undefined ? '' : say`, the newest ${agoText(last.at, now)}`}`),
    ],
  ].slice(0, headRows(window));
}

/** What there is to read, for a window of so many columns. */
export function textLines(state: TailState, model: Model): readonly Line[] {
  const { events, hasLog, notes, failure } = state;
  const context: ShowContext = { ...contextOf(model), width: model.window.columns };
  return [
    ...notes.flatMap((note) => hanging([], 0, note, context, 'warning')),
    ...events.flatMap(({ event, at }) =>
      event.type === 'state'
        ? stateBodyLines(event.state, event.log, context)
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

/** What is waited for. */
function stateLine({ failure, events, isRunning }: TailState, { look }: Model): readonly Line[] {
  if (failure !== null || events.length === 0) return [];
  const dots = look.ascii ? '...' : '…';
  return [
    [segment(isRunning ? say`following ${dots}` : say`no run goes on; waiting for the next one ${dots}`, 'muted')],
  ];
}

/** In the place of the text until there is any. */
export function waitingLine({ way, path, askedAt }: TailState, { now, look }: Model): Line {
  const dots = look.ascii ? '...' : '…';
  const waited = shortDuration(Math.max(0, now - askedAt) / 1000);
  const where = way ?? visible('its host');
  const what = path === null ? say`looking for the database on ${where}` : say`reading the database`;
  return [segment(say`${what} ${dots} ${waited}`, 'accent')];
}
