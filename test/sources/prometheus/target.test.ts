import { describe, expect, it } from 'vitest';
import { parseMoment, parseTargets } from '../../../src/sources/prometheus/target.ts';

const TARGET = {
  discoveredLabels: { __scrape_interval__: '15s' },
  labels: { instance: '10.0.0.5:9100', job: 'web01' },
  scrapeUrl: 'http://10.0.0.5:9100/metrics',
  lastError: '',
  lastScrape: '2026-11-24T21:16:24.464807875Z',
  health: 'up',
  scrapeInterval: '1m30s',
};
const parse = (...activeTargets: unknown[]) => parseTargets({ activeTargets }, 'prometheus:x');

describe('parseTargets', () => {
  it('reads a target as Prometheus lists it', () => {
    expect(parse(TARGET)?.items).toEqual([
      {
        source: 'prometheus:x',
        instance: '10.0.0.5:9100',
        scrapeJob: 'web01',
        scrapeUrl: 'http://10.0.0.5:9100/metrics',
        health: 'up',
        lastError: null,
        lastScrapeAt: Date.parse('2026-11-24T21:16:24.464Z'),
        scrapeIntervalSeconds: 90,
      },
    ]);
  });

  it('takes the interval from the discovered labels where VictoriaMetrics gives no other', () => {
    const { scrapeInterval: _, ...target } = TARGET;
    expect(parse(target)?.items[0]?.scrapeIntervalSeconds).toBe(15);
  });

  it('knows no last scrape for a target that was never scraped', () => {
    const target = { ...TARGET, lastScrape: '0001-01-01T00:00:00Z', health: 'unknown' };
    expect(parse(target)?.items[0]).toMatchObject({ lastScrapeAt: null, health: 'unknown' });
  });

  it('spells addresses in one way, without credentials and default ports', () => {
    const spelled = (scrapeUrl: string) => parse({ ...TARGET, scrapeUrl })?.items[0]?.scrapeUrl;
    expect(spelled('http://Web01:80/metrics')).toBe('http://web01/metrics');
    expect(spelled('https://me:s3cret@web01:9100/metrics?collect[]=textfile')).toBe(
      'https://web01:9100/metrics?collect[]=textfile',
    );
  });

  it('makes a hostile error visible and cuts it', () => {
    const error = parse({ ...TARGET, lastError: `\x1b[2J${'x'.repeat(1e6)}` })?.items[0]?.lastError ?? '';
    expect(error).toMatch(/^\\x1b\[2J/);
    expect(error.length).toBeLessThan(1100);
  });

  it('drops and counts what is no target, or has a label that is too long to be one', () => {
    const long = { ...TARGET, labels: { instance: 'x'.repeat(1e6), job: 'j' } };
    expect(parse(TARGET, null, {}, { ...TARGET, labels: {} }, long)).toMatchObject({ dropped: 4 });
  });

  it('is null where there is no list', () => {
    for (const data of [null, {}, { activeTargets: {} }, 'x']) expect(parseTargets(data, 'prometheus:x')).toBeNull();
  });
});

describe('parseMoment', () => {
  it('is null for what is no moment', () => {
    for (const text of ['', 'soon', null, 5, '0001-01-01T00:00:00Z', 'x'.repeat(1e6)])
      expect(parseMoment(text)).toBeNull();
  });
});
