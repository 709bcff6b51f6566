import { z } from 'zod';
import { CAUSE_CODES } from '../../domain/cause.ts';
import { LINK_NAMES } from '../../domain/chain/link.ts';
import { VERDICTS } from '../../domain/chain/verdict.ts';
import { STATUSES } from '../../domain/status.ts';
import { sourceSchema } from '../document/schema.ts';

/* What `duptop doctor --json` prints, as `document/schema.ts` has it for the table of jobs: changes only add. */

const cause = z.strictObject({
  code: z.enum(CAUSE_CODES),
  message: z.string().describe('One sentence.'),
  evidence: z.array(z.string()).describe('What was seen, with its source.'),
  next: z.string().describe('What to do, or the command that shows more.'),
  fix: z.string().nullable().describe('A command that is safe and known to mend it; duptop never runs it.'),
});

const link = z.strictObject({
  name: z.enum(LINK_NAMES),
  state: z.enum(['ok', 'broken', 'unchecked']).describe('unchecked: it could not be seen; "says" tells why.'),
  says: z.string(),
  evidence: z.array(z.string()),
  show: z.string().nullable().describe('The command that shows it to a person.'),
  followsFrom: z.enum(CAUSE_CODES).nullable().describe('The earlier cause that this link is broken by.'),
  causes: z.array(cause),
});

const diagnosis = z.strictObject({
  id: z.string().describe('host:path, or the host alone.'),
  host: z.string(),
  path: z.string().nullable(),
  status: z
    .enum(STATUSES)
    .nullable()
    .describe('As the sources alone judge it; null for a job that none of them knows.'),
  hostSeen: z.boolean().describe('Whether the host itself could be looked at.'),
  verdict: z
    .enum(VERDICTS)
    .describe(
      'partly: what was seen is well, but half of the links or more could not be checked; unproven: nothing was seen that shows it to be well.',
    ),
  cause: cause.nullable().describe('The first broken link of the chain; null where nothing was found.'),
  otherCauses: z.array(cause).describe('What else is wrong, and does not follow from it.'),
  links: z.array(link).describe('From cron on the host to the Alertmanager, each link needing those before it.'),
});

export const diagnosesSchema = z.strictObject({
  schemaVersion: z.literal(1),
  generatedAt: z.iso.datetime(),
  sources: z.array(sourceSchema),
  summary: z.strictObject({
    examined: z.int().nonnegative().describe('Jobs, and hosts without any.'),
    broken: z.int().nonnegative(),
    hostsNotSeen: z.int().nonnegative(),
  }),
  diagnoses: z.array(diagnosis).describe('Worst first; those with nothing wrong too.'),
});
export type DiagnosesObject = z.infer<typeof diagnosesSchema>;

/** As JSON Schema, for `duptop schema doctor`. */
export function publishedDiagnosesSchema(): Readonly<Record<string, unknown>> {
  return { title: 'duptop doctor --json', ...z.toJSONSchema(diagnosesSchema, { target: 'draft-2020-12' }) };
}
