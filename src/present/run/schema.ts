import { z } from 'zod';
import { runSchema } from '../document/schema.ts';

/* What `duptop run --json` prints, an event a line: changes only add. Lengths of time are seconds, sizes bytes, and what is not known is null. */

const moment = z.iso.datetime();
const count = z.int().nonnegative();

const about = {
  at: moment.describe('When duptop saw it.'),
  id: z.string(),
  host: z.string(),
  path: z.string().describe('Exact once it was found.'),
};

const crontabLine = z.strictObject({
  source: z.string().describe('Such as "crontab of root", "/etc/cron.d/backups".'),
  line: count,
  schedule: z.string(),
  owner: z.string(),
  wrapper: z.string(),
  path: z.string(),
  jobs: count.describe('How many jobs the line starts.'),
  standing: z.enum(['picked', 'other', 'unused', 'commented']),
  ignored: z
    .union([
      z.strictObject({ why: z.enum(['name', 'owner', 'links', 'mode', 'newline']) }),
      z.strictObject({ why: z.literal('line'), line: count }),
    ])
    .nullable()
    .describe('Why cron ignores the file.'),
});

/** Secrets of the line that starts the job are in none of these. */
export const runLineSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...about,
    type: z.literal('found'),
    way: z.string().describe('How the host is reached, for people.'),
    user: z.string(),
    by: z.enum(['crontab', 'wrapper']).nullable().describe('null: nothing starts it.'),
    wrapper: z.string().nullable(),
    edition: z.enum(['classic', 'better']),
    wrapperState: z.enum(['ready', 'missing', 'not-executable']),
    ambiguous: z.boolean().describe('Several lines start it that do not say the same.'),
    crontab: z.array(crontabLine).describe('Every line that names the job.'),
    dbPath: z.string(),
    log: z.string().nullable(),
    goingOn: z
      .strictObject({
        by: z.enum(['duptop', 'other', 'lock']),
        pid: count.nullable(),
        since: moment.nullable(),
      })
      .nullable(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('refused'),
    why: z.enum([
      'running',
      'not-running',
      'not-found',
      'ambiguous',
      'changed',
      'host-unfit',
      'unreachable',
      'declined',
    ]),
    message: z.string(),
    hint: z.string().nullable(),
  }),
  z.strictObject({
    ...about,
    type: z.literal('started'),
    attached: z.boolean().describe('It was going on already.'),
    pid: count.nullable(),
    startedAt: moment.nullable(),
  }),
  z.strictObject({ ...about, type: z.literal('output'), lines: z.array(z.string()) }),
  z.strictObject({ ...about, type: z.literal('progress'), files: count, bytes: count }),
  z.strictObject({ ...about, type: z.literal('connection-lost'), message: z.string(), retryInSeconds: z.number() }),
  z.strictObject({ ...about, type: z.literal('back') }),
  z.strictObject({ ...about, type: z.literal('stopping'), signal: z.enum(['TERM', 'KILL']), processes: count }),
  z.strictObject({
    ...about,
    type: z.literal('ended'),
    exitCode: z.int().nullable(),
    outcome: runSchema.shape.outcome,
    endedAt: moment.nullable(),
  }),
  z.strictObject({ ...about, type: z.literal('exporter-shows'), run: runSchema.nullable() }),
  z.strictObject({ ...about, type: z.literal('prometheus-shows'), run: runSchema.nullable() }),
  z.strictObject({
    ...about,
    type: z.literal('metrics-missing'),
    source: z.enum(['exporter', 'prometheus']),
    message: z.string(),
  }),
]);

/** As JSON Schema, draft 2020-12. */
export function publishedRunSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(runLineSchema);
}

export type RunLineObject = z.infer<typeof runLineSchema>;
