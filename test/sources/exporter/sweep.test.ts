import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExporterOutcome } from '../../../src/sources/exporter/outcome.ts';
import { sweepExporters } from '../../../src/sources/exporter/sweep.ts';
import { type NodeExporter, startNodeExporter } from '../../lab/node-exporter.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { addressOf, exporter, OPTIONS, PAGE, ports, rawExporter } from './exporters.ts';

function summaryOf(outcomes: readonly ExporterOutcome[]): string[] {
  return outcomes.map((outcome) => (outcome.ok ? [...outcome.reading.runs.keys()].join() : outcome.error.kind));
}

describe('a sweep', () => {
  test('of many exporters gives their outcomes in order', async () => {
    const { url } = await exporter((asked, response) => {
      const host = asked.url?.slice(1).split('?')[0];
      setTimeout(() => response.end(PAGE.replaceAll('web01', `web${host}`)), Math.random() * 20);
    });
    const addresses = Array.from({ length: 200 }, (_, i) => addressOf(`${url}/${i}`));
    const outcomes = await sweepExporters(addresses, ports(), OPTIONS);
    expect(summaryOf(outcomes)).toEqual(Array.from({ length: 200 }, (_, i) => `web${i}__srv`));
    expect(outcomes.map((outcome) => outcome.address)).toEqual(addresses);
  });

  test('asks no more at once than it may', async () => {
    let [now, most] = [0, 0];
    const { url } = await exporter((_, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.end(PAGE);
      }, 5);
    });
    const addresses = Array.from({ length: 30 }, (_, i) => addressOf(`${url}/${i}`));
    await sweepExporters(addresses, ports(), { ...OPTIONS, concurrency: 3 });
    expect(most).toBe(3);
  });

  test('is not held up by a dead one, nor ended by a bad one', async () => {
    const { url } = await exporter((asked, response) =>
      response.writeHead(asked.url?.startsWith('/bad') ? 500 : 200).end(PAGE),
    );
    const dead = await rawExporter(() => {});
    const addresses = [
      dead,
      `${url}/bad`,
      'http://127.0.0.1:1',
      ...Array.from({ length: 20 }, (_, i) => `${url}/${i}`),
    ];
    const seen: ExporterOutcome[] = [];
    const outcomes = await sweepExporters(addresses.map(addressOf), ports(), {
      ...OPTIONS,
      deadlineMs: 1_500,
      concurrency: 2,
      onOutcome: (outcome) => seen.push(outcome),
    });
    expect(summaryOf(outcomes)).toEqual(['timeout', 'http-status', 'refused', ...Array(20).fill('web01__srv')]);
    expect(seen).toHaveLength(23);
    expect(summaryOf(seen.slice(-1))).toEqual(['timeout']);
  });

  test('that is given up ends at once', async () => {
    const giveUp = new AbortController();
    const dead = await rawExporter(() => giveUp.abort());
    const outcomes = await sweepExporters(Array(5).fill(addressOf(dead)), ports(), {
      ...OPTIONS,
      concurrency: 2,
      signal: giveUp.signal,
    });
    expect(summaryOf(outcomes)).toEqual(Array(5).fill('aborted'));
  });
});

describeWith(['prometheus-node-exporter'], 'a sweep of real node exporters', () => {
  let folder: TempFolder;
  let exporters: readonly NodeExporter[] = [];

  beforeAll(async () => {
    folder = tempFolder('textfiles');
    writeFileSync(join(folder.path, 'duplicati_a__srv.prom'), 'duplicati_a__srv_last_exitcode 2\n');
    writeFileSync(join(folder.path, 'duplicati_b-c__srv.prom'), 'duplicati_b-c__srv_last_exitcode 0\n');
    const options = { textfileDirectory: folder.path };
    exporters = await Promise.all([
      startNodeExporter(options),
      startNodeExporter({ ...options, flags: ['--no-collector.uname'] }),
      startNodeExporter({ ...options, flags: ['--no-collector.textfile'] }),
    ]);
  });
  afterAll(async () => {
    await Promise.all(exporters.map((one) => one.stop()));
    folder.remove();
  });

  test('reads those with all collectors, and those that lack one', async () => {
    const addresses = exporters.map((one) => addressOf(one.url));
    const outcomes = await sweepExporters(addresses, ports(), { ...OPTIONS, maxBodyBytes: 10_000_000 });
    const told = outcomes.map((outcome) => {
      if (!outcome.ok) throw outcome.error;
      const { nodename, runs, textfileError } = outcome.reading;
      return { nodename, metrics: [...runs.keys()], textfileError };
    });
    expect(told).toEqual([
      { nodename: hostname(), metrics: ['a__srv'], textfileError: true },
      { nodename: null, metrics: ['a__srv'], textfileError: true },
      { nodename: hostname(), metrics: [], textfileError: null },
    ]);
  });
});
