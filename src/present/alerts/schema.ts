import { z } from 'zod';
import { sourceSchema } from '../document/schema.ts';

/* What `duptop alerts --json` prints, as `document/schema.ts` has it for the table of jobs: changes only add. */

const moment = z.iso.datetime();
const labels = z.record(z.string(), z.string());

const delivered = z.strictObject({
  alertmanager: z.string().describe('The name of one of the sources.'),
  fingerprint: z.string(),
  state: z.enum(['active', 'suppressed', 'unprocessed']),
  labels: labels.describe('With what the Prometheus that sent it puts to each alert.'),
  receivers: z.array(z.string()),
  silencedBy: z.array(z.string()).describe('Ids of silences.'),
  inhibitedBy: z.array(z.string()).describe('Fingerprints of alerts.'),
  mutedBy: z.array(z.string()).describe('Names of time intervals.'),
});

const alert = z.strictObject({
  name: z.string(),
  state: z.enum(['pending', 'firing']),
  activeAt: moment.nullable().describe('Since when its expression holds.'),
  value: z.number().nullable().describe('Of the expression.'),
  labels,
  annotations: labels.describe('Expanded.'),
  rule: z.strictObject({ group: z.string(), expression: z.string() }).nullable(),
  jobs: z.array(z.string()).describe('Ids of the jobs that it is about.'),
  aboutBackups: z.boolean().describe('Whether rule or labels speak of Duplicati; others are there with --all.'),
  prometheus: z.array(z.string()).describe('Names of those that raise it; none where only an Alertmanager has it.'),
  suppressed: z
    .enum(['no', 'partly', 'yes'])
    .describe('Whether it is kept from its receivers; partly: not everywhere.'),
  silences: z.array(z.string()).describe('Ids of the silences that hold for it.'),
  inhibitedBy: z.array(z.string()).describe('Names of alerts.'),
  mutedBy: z.array(z.string()),
  delivery: z.strictObject({
    state: z
      .enum(['delivered', 'not-yet', 'undelivered', 'unknown'])
      .describe('not-yet: it is pending. unknown: who should have it can not be asked.'),
    why: z.string().nullable(),
    to: z.array(delivered),
  }),
});

const silence = z.strictObject({
  id: z.string(),
  state: z.enum(['active', 'pending', 'expired']),
  startsAt: moment,
  endsAt: moment,
  createdBy: z.string(),
  comment: z.string(),
  matchers: z.array(
    z.strictObject({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() }),
  ),
  alertmanagers: z.array(z.string()).describe('Names of those that have it.'),
});

/** The document of `duptop alerts --json`. */
export const alertsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  generatedAt: moment,
  sources: z.array(sourceSchema),
  alerts: z.array(alert).describe('Worst first.'),
  silences: z.array(silence).describe('Those that hold for one of the alerts, or speak of Duplicati; all with --all.'),
  ruleProblems: z
    .array(
      z.strictObject({
        fault: z.string(),
        message: z.string(),
        evidence: z.array(z.string()),
        next: z.string().describe('What to do about it.'),
      }),
    )
    .describe('Rules about backups that are in error, or can never match.'),
});

/** As JSON Schema, draft 2020-12. */
export function publishedAlertsSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(alertsSchema);
}

export type AlertsObject = z.infer<typeof alertsSchema>;
