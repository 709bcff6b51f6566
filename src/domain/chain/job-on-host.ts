import { betterKey, decodeDbPath } from '../db-path.ts';
import type { Metric } from '../metric.ts';
import { metricsOf, spelling } from '../metric-name.ts';
import type {
  BackupProcess,
  CliSearch,
  CronEntry,
  CronStart,
  HostDatabase,
  HostFacts,
  NotedRun,
  RunLock,
  WrapperFile,
  WrapperLog,
} from './host-facts.ts';

/** What of a host belongs to one job. */
export interface JobOnHost {
  readonly host: HostFacts;
  /** As the host has it, where it has it: a guess from the metric is exact then. */
  readonly path: string | null;
  /** As the sources show it. */
  readonly metric: Metric | null;
  /** All lines of crontabs for it, those in force first. */
  readonly entries: readonly CronEntry[];
  readonly wrapper: WrapperFile | null;
  readonly search: CliSearch | null;
  /** The last one that cron logged. */
  readonly start: CronStart | null;
  readonly processes: readonly BackupProcess[];
  readonly lock: RunLock | null;
  readonly log: WrapperLog | null;
  readonly own: NotedRun | null;
  readonly database: HostDatabase | null;
}

export interface WantedJob {
  readonly host: string;
  readonly path: string;
  /** `false`: any path with this metric is meant. */
  readonly pathExact: boolean;
  readonly metric: Metric | null;
}

const USUAL_WRAPPER = '/opt/duplicati_wrapper.sh';
const OWN_SEARCH = ':/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Picks out what belongs to a job; for a host without one, nothing does. */
export function jobOnHost(host: HostFacts, wanted: WantedJob | null): JobOnHost {
  const path =
    wanted === null ? null : (knownPaths(host).find(meaning(host, wanted)) ?? (wanted.pathExact ? wanted.path : null));
  const of = <Item extends { readonly path: string | null }>(items: readonly Item[]): readonly Item[] =>
    path === null ? [] : items.filter((item) => item.path !== null && sameFolded(item.path, path));
  const key = path === null ? null : betterKey(path);
  const entries = of(host.cron.entries).toSorted((one, other) => Number(isIdle(one)) - Number(isIdle(other)));
  const database = newest(host.databases.filter((each) => path !== null && isDatabaseOf(each, path)));
  const wrapper = host.wrappers.find(({ file }) => file === (entries[0]?.program ?? USUAL_WRAPPER)) ?? null;
  const search = `${entries[0]?.search ?? '/usr/bin:/bin'}${wrapper?.edition === 'better' ? OWN_SEARCH : ''}`;
  return {
    host,
    path,
    metric: wanted?.metric ?? null,
    entries,
    wrapper,
    search: host.searches.find((each) => each.search === search) ?? null,
    start: of(host.cron.starts)[0] ?? null,
    processes: host.processes.filter(
      (each) =>
        (each.path !== null && path !== null && sameFolded(each.path, path)) ||
        (each.database !== null && each.database === database?.file),
    ),
    lock: host.locks.find((each) => each.key === key) ?? null,
    log: host.logs.find((each) => each.key === key) ?? null,
    own: host.ownRuns.find((each) => each.key === key) ?? null,
    database,
  };
}

/** Paths that the host's own files name, the surest first. */
export function knownPaths({ cron, databases, logs }: HostFacts): readonly string[] {
  const paths = [
    ...cron.entries.map(({ path }) => path),
    ...cron.starts.map(({ path }) => path),
    ...logs.flatMap(({ key }) => decodeDbPath(`duplicati_${key}.sqlite`)?.path ?? []),
    ...databases.flatMap(({ path }) => path ?? []),
  ];
  return [...new Set(paths)];
}

/** Exactly the path; else one with the same metric, or one that differs from it in trailing slashes only. */
function meaning(host: HostFacts, { host: name, path, pathExact, metric }: WantedJob): (candidate: string) => boolean {
  const known = knownPaths(host);
  if (known.includes(path)) return (candidate) => candidate === path;
  const wanted = metric === null ? metricsOf(name, path) : [metric];
  const own = (candidate: string) => [...metricsOf(host.name, candidate), ...metricsOf(name, candidate)];
  const same = (candidate: string) => own(candidate).some((each) => wanted.includes(each));
  if (!pathExact && known.some(same)) return same;
  return (candidate) => own(candidate).some((each) => wanted.some((other) => spelling(each) === spelling(other)));
}

function isIdle({ state, ignored }: CronEntry): boolean {
  return state === 'off' || ignored !== null;
}

/** The classic wrapper's shell folds blanks. */
function sameFolded(one: string, other: string): boolean {
  return one === other || one.replace(/[ \t\n]+/g, ' ').trim() === other.replace(/[ \t\n]+/g, ' ').trim();
}

function isDatabaseOf({ file, path: own }: HostDatabase, path: string): boolean {
  return own === null ? file.endsWith(`/duplicati_${betterKey(path)}.sqlite`) : sameFolded(own, path);
}

function newest(databases: readonly HostDatabase[]): HostDatabase | null {
  return databases.toSorted((one, other) => (other.modifiedAt ?? 0) - (one.modifiedAt ?? 0))[0] ?? null;
}
