import type {
  CrontabLine,
  FoundRun,
  GoingRun,
  IgnoredFile,
  OwnRun,
  StartWay,
} from '../../domain/host-run/found-run.ts';
import { readRecords, type ScriptRecord } from '../records.ts';
import { Told, wholeNumber } from './told.ts';

const STANDINGS = ['picked', 'other', 'unused', 'commented'] as const;
const IGNORED = ['name', 'owner', 'links', 'mode', 'newline'] as const;
/** Between one `line` and the next record of the script's own. */
const OF_A_LINE = new Set([
  'source',
  'standing',
  'ignored',
  'schedule',
  'owner',
  'wrapper',
  'path',
  'config',
  'shell',
  'jobs',
]);

/** What the script that finds a run told; `null` where it did not come to its end. */
export function readFound(host: string, output: Uint8Array): FoundRun | null {
  const records = readRecords(output);
  const told = Told.in(output);
  if (told.text('done') !== 'yes') return null;
  const drafts = draftsIn(records);
  const lines = drafts.map(lineOf);
  const state = oneOf(['ready', 'missing', 'not-executable'] as const, told.text('state')) ?? 'ready';
  const picked = drafts.find((draft) => draft.get('standing') === 'picked');
  const log = told.text('log');
  return {
    host,
    path: told.text('job') ?? '',
    user: told.text('user') ?? '',
    way: wayOf(told, lines),
    isAmbiguous: told.text('ambiguous') === 'yes',
    lines,
    edition: told.text('edition') === 'better' ? 'better' : 'classic',
    // What a shell reads need not be executable.
    wrapperState: state === 'not-executable' && picked?.get('shell') === 'yes' ? 'ready' : state,
    database: told.text('database') ?? '',
    metrics: told.text('metrics') ?? '',
    log: log === null ? null : { file: log, size: told.number('log-size') ?? 0 },
    goingOn: goingOnOf(told),
    lastOwn: ownRunOf(told),
  };
}

type Draft = ReadonlyMap<string, string>;

function draftsIn(records: readonly ScriptRecord[]): readonly Draft[] {
  const drafts: Map<string, string>[] = [];
  for (const { name, value } of records) {
    if (name === 'line') drafts.push(new Map([['line', value]]));
    else if (OF_A_LINE.has(name)) drafts.at(-1)?.set(name, value);
  }
  return drafts;
}

function lineOf(draft: Draft): CrontabLine {
  const text = (name: string): string => draft.get(name) ?? '';
  return {
    source: text('source'),
    number: wholeNumber(text('line')) ?? 0,
    schedule: text('schedule'),
    owner: text('owner'),
    wrapper: text('wrapper'),
    path: text('path'),
    config: text('config') || null,
    jobs: wholeNumber(text('jobs')) ?? 1,
    standing: oneOf(STANDINGS, text('standing')) ?? 'unused',
    ignored: ignoredOf(text('ignored')),
  };
}

function ignoredOf(text: string): IgnoredFile | null {
  const [, number] = /^line (\d{1,9})$/.exec(text) ?? [];
  if (number !== undefined) return { why: 'line', number: Number(number) };
  const why = oneOf(IGNORED, text);
  return why === null ? null : { why };
}

function wayOf(told: Told, lines: readonly CrontabLine[]): StartWay | null {
  const line = lines.find(({ standing }) => standing === 'picked');
  if (line !== undefined) return { by: 'crontab', line };
  const wrapper = told.text('direct');
  return wrapper === null || told.text('way') !== 'wrapper' ? null : { by: 'wrapper', wrapper };
}

function goingOnOf(told: Told): GoingRun | null {
  const by = oneOf(['duptop', 'other', 'lock'] as const, told.text('going-by'));
  if (by === null) return null;
  return { by, pid: told.number('going-pid'), ticks: told.text('going-ticks'), since: told.moment('going-since') };
}

function ownRunOf(told: Told): OwnRun | null {
  const folder = told.text('run-folder');
  const pid = told.number('run-pid');
  const ticks = told.text('run-ticks');
  const startedAt = told.moment('run-start');
  if (folder === null || pid === null || ticks === null || startedAt === null) return null;
  const [exitCode, at] = [told.number('run-code'), told.moment('run-end')];
  return { folder, pid, ticks, startedAt, end: exitCode === null || at === null ? null : { exitCode, at } };
}

function oneOf<const Word extends string>(words: readonly Word[], text: string | null): Word | null {
  return words.find((word) => word === text) ?? null;
}
