import type { DatabaseState } from '../../domain/database/database-state.ts';
import type { JobLog, LastReason } from '../../domain/database/job-log.ts';
import { bashText } from '../../text/bash-text.ts';
import { byteSize } from '../../text/byte-size.ts';
import { join } from '../../text/join.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { agoText, momentAndAge } from '../show/ago.ts';
import { field, listField, type ShowContext, section } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { operationLines } from './operation-lines.ts';
import { remoteLine } from './remote-line.ts';

const READ_AS: Readonly<Record<Exclude<DatabaseState['readAs'], 'live'>, string>> = {
  torn: 'as it lies there: a run was cut off while it wrote, and the next one takes that last step back; what is read here may be torn',
  checkpoint:
    'as it lies there, because its folder can not be written: what its write-ahead log (-wal) holds is missing here',
};

/** All that a database tells, newest last. */
export function stateLines(state: DatabaseState, log: JobLog | null, context: ShowContext): readonly Line[] {
  return [...fileLines(state, context), ...stateBodyLines(state, log, context)];
}

/** The same for where the file itself is told of elsewhere. */
export function stateBodyLines(state: DatabaseState, log: JobLog | null, context: ShowContext): readonly Line[] {
  const operations = { ...context, now: state.now, leftovers: state.leftovers, hasLog: log !== null };
  return [
    ...(state.readAs === 'live' ? [] : field('read', visible(READ_AS[state.readAs]), context, 'warning')),
    ...listField('not read', state.unread, context, 'failed'),
    ...section(say`VERSIONS`, versionLines(state, context)),
    ...section(say`AT THE DESTINATION`, volumeLines(state, context)),
    ...section(say`LAST REMOTE OPERATIONS`, state.remote.map(remoteLine)),
    ...section(
      say`LAST OPERATIONS`,
      noneOr(
        state.operations.flatMap((each) => operationLines(each, operations)),
        'none yet',
      ),
    ),
    ...section(say`LOG`, log === null ? [] : logLines(log, context)),
  ];
}

function fileLines(state: DatabaseState, context: ShowContext): readonly Line[] {
  const { file, size, modifiedAt, schema, schemaIsNew, engine, now } = state;
  const written = modifiedAt === null ? '' : say`, written ${agoText(modifiedAt, now)}`;
  const known = schemaIsNew ? ' (newer than any that duptop knows: some of this may be wrong)' : '';
  return [
    ...field('database', bashText(file), context, 'strong'),
    ...field('size', say`${size === null ? 'not known' : byteSize(size)}${written}`, context),
    ...field(
      'schema',
      say`${schema ?? 'not known'}${known}; read with ${engine}`,
      context,
      schemaIsNew ? 'warning' : 'plain',
    ),
  ];
}

function versionLines({ versions, now }: DatabaseState, context: ShowContext): readonly Line[] {
  const { count, incomplete, oldestAt, newest } = versions;
  const kept = count === 1 ? 'one that can be restored' : `${count} that can be restored`;
  const begun = incomplete === 0 ? '' : `; ${incomplete} begun and not finished`;
  const last = newest.find(({ complete }) => complete);
  return [
    ...field('kept', say`${count === 0 ? 'none' : kept}${begun}`, context, count === 0 ? 'warning' : 'plain'),
    ...(last === undefined ? [] : field('newest', momentAndAge(last.at, now), context)),
    ...(oldestAt === null || count < 2 ? [] : field('oldest', momentAndAge(oldestAt, now), context)),
    ...(count < 3 ? [] : field('between', datesOf(newest), context, 'muted')),
  ];
}

/** Those behind the newest one, newest first. */
function datesOf(newest: DatabaseState['versions']['newest']): SafeText {
  const others = newest.filter(({ complete }) => complete).slice(1);
  return join(
    others.map(({ at }) => moment(at)),
    say`, `,
  );
}

function volumeLines({ volumes }: DatabaseState, context: ShowContext): readonly Line[] {
  const byState = Map.groupBy(volumes, ({ state }) => state);
  return [...byState].flatMap(([state, counts]) => {
    const files = counts.reduce((sum, { count }) => sum + count, 0);
    const bytes = counts.reduce((sum, each) => sum + each.bytes, 0);
    const kinds = join(
      counts.map(({ type, count }) => say`${count} ${type}`),
      say`, `,
    );
    const isSettled = state === 'Verified' || state === 'Uploaded' || state === 'Deleted';
    return field(
      state.toLowerCase().slice(0, 12),
      say`${files} ${files === 1 ? 'file' : 'files'}, ${byteSize(bytes)} (${kinds})`,
      context,
      isSettled ? 'plain' : 'warning',
    );
  });
}

function logLines({ file, lines, denied, reason }: JobLog, context: ShowContext): readonly Line[] {
  return [
    ...field('file', bashText(file), context),
    ...(denied ? field('', say`no permission to read it`, context, 'warning') : []),
    ...lines.map((line): Line => [segment(say`  `), segment(line)]),
    ...reasonLines(reason, context),
  ];
}

/** Why the last run was not good, as the wrapper keeps it. */
export function reasonLines(reason: LastReason | null, context: ShowContext): readonly Line[] {
  if (reason === null) return [];
  const { exitCode, endedAt, lines } = reason;
  const head = say`the run that ended at ${moment(endedAt)} ended with ${exitCode}`;
  return listField('last reason', [head, ...lines], context, 'failed');
}

function noneOr(lines: readonly Line[], none: string): readonly Line[] {
  return lines.length > 0 ? lines : [[segment(say`  ${none}`, 'muted')]];
}
