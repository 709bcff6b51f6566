import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import { documentJson } from '../../../src/present/document/json.ts';
import { jsonText } from '../../../src/present/document/json-text.ts';
import { documentSchema, publishedSchema } from '../../../src/present/document/schema.ts';
import {
  aFleet,
  ago,
  aHost,
  aJob,
  anAlert,
  aRun,
  aSighting,
  aSnapshot,
  aSource,
  aTrend,
  NOW,
} from '../support/snapshot.ts';

function printedDocument(snapshot = aFleet()): string {
  return [...documentJson(snapshot)].join('');
}

describe('the JSON document', () => {
  it('is what the published schema describes', () => {
    expect(documentSchema.safeParse(JSON.parse(printedDocument())).error).toBeUndefined();
    expect(documentSchema.safeParse(JSON.parse(printedDocument(aSnapshot()))).error).toBeUndefined();
  });

  it('says all there is to say of a job', () => {
    const lastRun = aRun({ exitCode: 100 });
    const job = aJob({
      pathExact: false,
      lastRun,
      lastSuccessAt: ago(90_000),
      runningSince: ago(10),
      trend: aTrend({ medianSeconds: 780, failures: 2 }),
      schedule: '0 2 * * *',
      alerts: [anAlert()],
      rules: ['HAD FAILURE'],
      dbPath: '/var/duplicati_A.sqlite',
      declaredBy: [{ origin: 'config', where: 'config.yml:7' }],
      seen: { prometheus: aSighting({ stale: true, at: ago(600) }), exporter: null },
    });
    const run = { startedAt: '2026-11-24T18:42:20.000Z', ageSeconds: 3600, durationSeconds: 812 };
    expect(JSON.parse(printedDocument(aSnapshot({ jobs: [job] }))).jobs).toEqual([
      {
        id: 'influx01:/var/lib/influxdb',
        host: 'influx01',
        path: '/var/lib/influxdb',
        pathExact: false,
        metric: 'influx01__var_lib_influxdb',
        instance: '10.0.0.5:9100',
        status: 'ok',
        cause: null,
        otherCauses: [],
        lastRun: { ...run, exitCode: 100, outcome: 'failed' },
        lastSuccessAt: '2026-11-23T18:42:20.000Z',
        runningSince: '2026-11-24T19:42:10.000Z',
        maxAgeSeconds: 86_400,
        maxAgeFrom: 'rule',
        medianSeconds: 780,
        schedule: '0 2 * * *',
        nextRunAt: expect.stringMatching(/^2026-11-2[456]T/),
        nextRunFrom: 'schedule',
        trend: {
          knownSince: '2026-11-15T18:42:20.000Z',
          runs: 10,
          failedRuns: 2,
          failuresInARow: 2,
          failingSince: '2026-11-23T18:42:20.000Z',
          failingSinceExact: true,
          durations: { runs: 7, medianSeconds: 780, lowSeconds: 720, highSeconds: 840, longestSeconds: 1560 },
          everySeconds: 86_400,
          recentRuns: Array.from({ length: 10 }, (_, at) => ({
            startedAt: `2026-11-${15 + at}T18:42:20.000Z`,
            durationSeconds: 780 + at,
            exitCode: at < 8 ? 0 : 100,
          })),
        },
        alerts: [
          {
            name: 'MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE',
            state: 'firing',
            activeAt: '2026-11-24T17:37:20.000Z',
            severity: 'error',
            summary: null,
          },
        ],
        rules: ['HAD FAILURE'],
        dbPath: '/var/duplicati_A.sqlite',
        declaredBy: [{ origin: 'config', where: 'config.yml:7' }],
        seen: {
          prometheus: {
            source: 'prometheus:default',
            at: '2026-11-24T19:32:20.000Z',
            stale: true,
            lastRun: { ...run, exitCode: 0, outcome: 'success' },
          },
          exporter: null,
        },
      },
    ]);
  });

  it('has null for what is not known, never 0', () => {
    const lastRun = { startedAt: null, durationSeconds: null, exitCode: null };
    const [job] = JSON.parse(printedDocument(aSnapshot({ jobs: [aJob({ lastRun })] }))).jobs;
    expect(job.lastRun).toEqual({
      startedAt: null,
      ageSeconds: null,
      durationSeconds: null,
      exitCode: null,
      outcome: null,
    });
    expect(JSON.parse(printedDocument(aSnapshot({ jobs: [aJob({ lastRun: null })] }))).jobs[0].lastRun).toBeNull();
  });

  it('survives a moment that is out of the range of dates', () => {
    const jobs = [aJob({ lastRun: aRun({ startedAt: 1e300 }) })];
    expect(JSON.parse(printedDocument(aSnapshot({ jobs }))).jobs[0].lastRun.startedAt).toBeNull();
  });

  it('tells of sources and hosts', () => {
    const document = JSON.parse(printedDocument(aSnapshot({ sources: [aSource()], hosts: [aHost()] })));
    expect(document).toMatchObject({
      schemaVersion: 1,
      generatedAt: new Date(NOW).toISOString(),
      sources: [{ kind: 'prometheus', name: 'default', ok: true, durationMs: 12, error: null, warnings: [] }],
      hosts: [
        { host: 'web-01', exporter: { url: 'http://10.0.0.8:9100/metrics', up: true, error: null }, cause: null },
      ],
    });
    expect(document.sources[0]).not.toHaveProperty('id');
  });

  it('has a line for every job, so that jobs can be cut and compared by lines', () => {
    const lines = printedDocument().split('\n');
    for (const { host } of aFleet().jobs)
      expect(lines.filter((line) => line.startsWith(`{"id":${jsonText(host).slice(0, -1)}:`))).toHaveLength(1);
  });

  it('keeps hostile names exact and shows none of their characters to a terminal', () => {
    const path = '/a\x1b[2J\u009b\u202e\u2028\u2066\u200b\x7f\ud800\u{e0041}"\\\n';
    const text = printedDocument(aSnapshot({ jobs: [aJob({ path, metric: asMetric('x') })] }));
    expect(text).not.toMatch(/[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Cs}]/u);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(text).jobs[0].path).toBe(path);
  });

  it('comes in pieces, never as one giant text', () => {
    const jobs = Array.from({ length: 2000 }, (_, at) => aJob({ path: `/srv/${at}` }));
    const pieces = [...documentJson(aSnapshot({ jobs }))];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(80_000);
    expect(JSON.parse(pieces.join('')).jobs).toHaveLength(2000);
  });
});

describe('jsonText', () => {
  // Any UTF-16 units, halves of surrogate pairs too.
  const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

  it('is the same value as JSON, on one line, for any text', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const text = jsonText(texts);
        expect(JSON.parse(text)).toEqual(texts);
        expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('the published schema', () => {
  it('is JSON Schema that names every field and allows no other', () => {
    const schema = publishedSchema() as {
      properties: { jobs: { items: { required: string[]; additionalProperties: boolean } } };
    };
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
    expect(schema.properties.jobs.items.additionalProperties).toBe(false);
    expect(schema.properties.jobs.items.required).toContain('pathExact');
  });
});
