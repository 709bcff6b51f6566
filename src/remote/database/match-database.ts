import { dbPathOf } from '../../domain/db-path.ts';
import type { Metric } from '../../domain/metric.ts';
import { metricsOf, spelling } from '../../domain/metric-name.ts';
import type { DatabaseList, ListedDatabase } from './located.ts';

/** Which job's database is looked for. */
export interface WantedDatabase {
  readonly host: string;
  readonly path: string;
  /** `false`: the path is a guess from the metric, and any path with this metric is meant. */
  readonly pathExact: boolean;
  readonly metric: Metric | null;
}

/** What of a host's databases belongs to a job. */
export type DatabaseMatch =
  | {
      readonly kind: 'one';
      readonly database: ListedDatabase;
      /** The exact path of the job, where the name tells it or the caller knew it. */
      readonly path: string;
      /** Other files of the same path, which are not in use. */
      readonly unused: readonly ListedDatabase[];
    }
  /** Databases of different paths that all have the job's metric. */
  | { readonly kind: 'several'; readonly databases: readonly ListedDatabase[] }
  | { readonly kind: 'none' };

const BLANKS = /[ \t\n]+/g;

/**
 * Finds a job's database among those of its host. An exact path is compared with what the names tell, and with the name that either
 * wrapper makes of it: a long path has a hashed one. A guessed path is compared by its metric, which several paths may share.
 */
export function matchDatabase({ databases }: DatabaseList, wanted: WantedDatabase): DatabaseMatch {
  const exact = databases.filter((database) => isOfPath(database, wanted.path));
  if (exact.length > 0) return oneOf(exact, wanted.path);
  if (wanted.pathExact) return { kind: 'none' };
  const wantedMetrics = wanted.metric === null ? metricsOf(wanted.host, wanted.path) : [wanted.metric];
  for (const same of [sameMetric, sameSpelling]) {
    const found = databases.filter(({ path }) => path !== null && same(metricsOf(wanted.host, path), wantedMetrics));
    const byPath = Map.groupBy(found, ({ path }) => path ?? '');
    const [only] = byPath;
    if (only && byPath.size === 1) return oneOf(only[1], only[0]);
    if (only) return { kind: 'several', databases: found };
  }
  return { kind: 'none' };
}

function isOfPath({ file, path: told }: ListedDatabase, path: string): boolean {
  const name = nameOf(file);
  if (told === path) return true;
  return name === nameOf(dbPathOf(path, 'better')) || (told !== null && told === path.replace(BLANKS, ' ').trim());
}

/** Of several files for one path the one that was written last is in use. */
function oneOf(databases: readonly ListedDatabase[], path: string): DatabaseMatch {
  const [database, ...unused] = databases.toSorted((one, other) => (other.modifiedAt ?? 0) - (one.modifiedAt ?? 0));
  return database === undefined ? { kind: 'none' } : { kind: 'one', database, path, unused };
}

function sameMetric(own: readonly Metric[], wanted: readonly Metric[]): boolean {
  return own.some((metric) => wanted.includes(metric));
}

/** A rule that says which jobs ought to exist may spell a job without the trailing `_`. */
function sameSpelling(own: readonly Metric[], wanted: readonly Metric[]): boolean {
  return own.some((metric) => wanted.some((other) => spelling(metric) === spelling(other)));
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
