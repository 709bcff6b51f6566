import { z } from 'zod';
import { CAUSE_CODES } from '../../domain/cause.ts';
import { STATUSES } from '../../domain/status.ts';

/*
 * The published shape of what duptop prints for scripts. Changes only add. Lengths of time are seconds, moments ISO 8601 in UTC,
 * and what is not known is null. Loaded only to print the schema and in tests: nothing that runs checks its own output.
 */

const moment = z.iso.datetime();
const seconds = z.number();
const count = z.int().nonnegative();

const cause = z.strictObject({
  code: z.enum(CAUSE_CODES),
  message: z.string().describe('One sentence.'),
  evidence: z.array(z.string()).describe('What was seen, with its source.'),
  next: z.string().describe('What to do, or the command that shows more.'),
});

export const runSchema = z.strictObject({
  startedAt: moment.nullable(),
  ageSeconds: seconds.nullable().describe('generatedAt - startedAt; negative where the clock of the host is ahead.'),
  durationSeconds: seconds.nullable().describe('All tries together.'),
  exitCode: z.int().nullable(),
  outcome: z
    .enum([
      'success',
      'unchanged',
      'warnings',
      'errors',
      'partial',
      'failed',
      'bad-arguments',
      'not-executable',
      'not-found',
      'killed',
      'other',
    ])
    .nullable()
    .describe('What the exit code means.'),
});

const trend = z.strictObject({
  knownSince: moment.nullable().describe('Start of the first run that is known, at most 30 days ago.'),
  runs: count.describe('How many are known, the last one included; of jobs that run often not all are.'),
  failedRuns: count,
  failuresInARow: count.describe('Up to the last run; 0 where that did not fail.'),
  failingSince: moment.nullable().describe('Start of the first of them.'),
  failingSinceExact: z.boolean().nullable().describe('false: no good run before them is known.'),
  durations: z
    .strictObject({
      runs: count,
      medianSeconds: seconds,
      lowSeconds: seconds.describe('One of ten was shorter.'),
      highSeconds: seconds.describe('One of ten was longer.'),
      longestSeconds: seconds,
    })
    .nullable()
    .describe('Of the good runs before the last one; null for fewer than five.'),
  everySeconds: seconds.nullable().describe('How often it runs, where its runs are regular.'),
  recentRuns: z
    .array(runSchema.pick({ startedAt: true, durationSeconds: true, exitCode: true }))
    .describe('The newest, oldest first, the last one included.'),
});

const sighting = z.strictObject({
  source: z.string().describe('The kind and name of one of the sources.'),
  at: moment.nullable().describe('When this was true.'),
  stale: z.boolean().describe('Last known values: the source does not show the job any more.'),
  lastRun: runSchema.nullable(),
});

const alert = z.strictObject({
  name: z.string(),
  state: z.enum(['pending', 'firing']),
  activeAt: moment.nullable(),
  severity: z.string().nullable(),
  summary: z.string().nullable(),
});

const jobSchema = z.strictObject({
  id: z.string().describe('host:path, with @instance behind it where two jobs share both.'),
  host: z.string(),
  path: z.string(),
  pathExact: z.boolean().describe('false: a guess from the name of the series.'),
  metric: z.string().describe('Its name in series and rules, without duplicati_.'),
  instance: z.string().nullable(),
  status: z.enum(STATUSES),
  cause: cause.nullable().describe('What made the status.'),
  otherCauses: z.array(cause),
  lastRun: runSchema.nullable(),
  lastSuccessAt: moment.nullable(),
  runningSince: moment.nullable().describe('Of a run that is going on, where the wrapper tells.'),
  maxAgeSeconds: seconds.describe('What the age is judged against.'),
  maxAgeFrom: z.enum(['config', 'schedule', 'rule', 'default']),
  medianSeconds: seconds.nullable().describe('Duration of its earlier good runs.'),
  schedule: z.string().nullable().describe('Five-field cron expression.'),
  nextRunAt: moment.nullable().describe('When it is expected to run next; in the past where a run has not come.'),
  nextRunFrom: z
    .enum(['schedule', 'history'])
    .nullable()
    .describe('What tells the next run; history: a guess from when it usually runs.'),
  trend: trend.nullable().describe('From the history of Prometheus; null where no run before the last one is known.'),
  alerts: z.array(alert),
  rules: z.array(z.string()).describe('Names of the loaded rules that watch it.'),
  dbPath: z.string().nullable(),
  declaredBy: z.array(z.strictObject({ origin: z.enum(['config', 'ansible', 'rule', 'host']), where: z.string() })),
  seen: z.strictObject({ prometheus: sighting.nullable(), exporter: sighting.nullable() }),
});

const hostSchema = z.strictObject({
  host: z.string(),
  instance: z.string().nullable(),
  exporter: z.strictObject({
    url: z.string().nullable(),
    up: z.boolean().nullable(),
    error: z.string().nullable(),
  }),
  textfileErrors: count.nullable(),
  jobs: count.describe('How many jobs are on it.'),
  lastScrapeAt: moment.nullable(),
  cause: cause.nullable().describe('A fault of the host rather than of one known job.'),
});

export const sourceSchema = z.strictObject({
  kind: z.enum(['prometheus', 'exporter', 'alertmanager', 'config', 'ansible', 'host']),
  name: z.string(),
  url: z.string(),
  ok: z.boolean(),
  fetchedAt: moment,
  durationMs: z.number(),
  error: z.string().nullable(),
  hint: z.string().nullable().describe('What to do about the error.'),
  warnings: z.array(z.string()),
});

/** The document of `--json`. */
export const documentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  generatedAt: moment,
  sources: z.array(sourceSchema),
  summary: z.strictObject({
    total: count,
    ...(Object.fromEntries(STATUSES.map((status) => [status, count])) as Record<
      (typeof STATUSES)[number],
      typeof count
    >),
    hostProblems: count,
  }),
  jobs: z.array(jobSchema),
  hosts: z.array(hostSchema),
});

/** A line of `--ndjson`. */
export const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('job'), ...jobSchema.shape }),
  z.strictObject({ kind: z.literal('host'), ...hostSchema.shape }),
]);

/** As JSON Schema, draft 2020-12. */
export function publishedSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(documentSchema);
}

export type DocumentObject = z.infer<typeof documentSchema>;
export type JobObject = z.infer<typeof jobSchema>;
export type HostObject = z.infer<typeof hostSchema>;
