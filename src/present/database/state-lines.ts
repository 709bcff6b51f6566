import type { BackupVersion, DatabaseState } from '../../domain/database/database-state.ts';
import type { JobLog, LastReason } from '../../domain/database/job-log.ts';
import { bashText } from '../../text/bash-text.ts';
import { byteSize } from '../../text/byte-size.ts';
import { join } from '../../text/join.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { agoText, momentAndAge } from '../show/ago.ts';
import { field, listField, type ShowContext, section } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { type OperationContext, operationLines } from './operation-lines.ts';
import { remoteLine } from './remote-line.ts';
import { caution, unreadLines } from './unread-lines.ts';

const READ_AS: Readonly<Record<Exclude<DatabaseState['readAs'], 'live'>, string>> = {
  torn: 'as it lies there: a run was cut off while it wrote, and the next one takes that last step back; what is read here may be torn',
  checkpoint:
    'as it lies there, because its folder can not be written: what its write-ahead log (-wal) holds is missing here',
};

/** All that a database tells, newest last. */
export function stateLines(state: DatabaseState, log: JobLog | null, context: ShowContext): readonly Line[] {
  return [...fileLines(state, context), ...stateBodyLines(state, log, { ...context, running: 'so-long' })];
}

/** The same for where the file itself is told of elsewhere. What could not be read stands last: that is where one who follows looks. */
export function stateBodyLines(
  state: DatabaseState,
  log: JobLog | null,
  context: ShowContext & Pick<OperationContext, 'running'>,
): readonly Line[] {
  const operations = { ...context, now: state.now, leftovers: state.leftovers ?? [], hasLog: log !== null };
  return [
    ...(state.readAs === 'live' ? [] : field('read', visible(READ_AS[state.readAs]), context, 'warning')),
    ...section(say`VERSIONS`, versionLines(state, context)),
    ...section(say`AT THE DESTINATION`, volumeLines(state, context)),
    ...section(say`LAST REMOTE OPERATIONS`, state.remote?.map(remoteLine) ?? NOT_KNOWN),
    ...section(
      say`LAST OPERATIONS`,
      state.operations === null
        ? NOT_KNOWN
        : noneOr(
            state.operations.flatMap((each) => operationLines(each, operations)),
            'none yet',
          ),
    ),
    ...section(say`LOG`, log === null ? [] : logLines(log, context)),
    ...section(say`NOT READ`, unreadLines(state.unread, context)),
  ];
}

const NOT_KNOWN: readonly Line[] = [[segment(say`  not known`, 'warning')]];

function fileLines(state: DatabaseState, context: ShowContext): readonly Line[] {
  const { file, size, modifiedAt, schema, schemaIsNew, engine, now } = state;
  const warned = caution(state);
  const written = modifiedAt === null ? '' : say`, written ${agoText(modifiedAt, now)}`;
  const known = schemaIsNew ? ' (newer than any that duptop knows: some of this may be wrong)' : '';
  return [
    ...field('database', bashText(file), context, 'strong'),
    ...(warned === null ? [] : field('state', warned.text, context, warned.tone)),
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
  const begun = incomplete === null || incomplete === 0 ? '' : `; ${incomplete} begun and not finished`;
  const last = newest?.find(({ complete }) => complete);
  const known = count === null ? 'not known' : count === 0 ? 'none' : kept;
  return [
    ...field('kept', say`${known}${begun}`, context, count === null || count === 0 ? 'warning' : 'plain'),
    ...(last === undefined ? [] : field('newest', momentAndAge(last.at, now), context)),
    ...(oldestAt === null || count === null || count < 2 ? [] : field('oldest', momentAndAge(oldestAt, now), context)),
    ...(newest === null || count === null || count < 3 ? [] : field('between', datesOf(newest), context, 'muted')),
  ];
}

/** Those behind the newest one, newest first. */
function datesOf(newest: readonly BackupVersion[]): SafeText {
  const others = newest.filter(({ complete }) => complete).slice(1);
  return join(
    others.map(({ at }) => moment(at)),
    say`, `,
  );
}

function volumeLines({ volumes }: DatabaseState, context: ShowContext): readonly Line[] {
  if (volumes === null) return NOT_KNOWN;
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
