import { describe, expect, it } from 'vitest';
import { sourcesLine } from '../../src/present/sources-line.ts';
import { say, visible } from '../../src/text/safe-text.ts';
import { ago, aSource, NOW } from './support/snapshot.ts';
import { printed } from './support/text.ts';

describe('the sources line', () => {
  const line = (...sources: Parameters<typeof sourcesLine>[0]) =>
    printed([sourcesLine(sources, { now: NOW, ascii: true })]);
  const exporter = (name: string, given = {}) => aSource({ kind: 'exporter', name, ...given });
  const failed = { ok: false, error: visible('connection refused') };

  it('says how old what each said is', () => {
    expect(line(exporter('web-01', { fetchedAt: ago(70) }), aSource())).toBe(
      '|prometheus default 3s | exporter web-01 1m 10s',
    );
  });

  it('names the one that failed, with the reason', () => {
    expect(line(aSource(failed), exporter('web-01'))).toBe(
      '|prometheus default failed: connection refused | exporter web-01 3s',
    );
  });

  it('tells an address once, where the name has it too', () => {
    const url = 'http://10.0.0.5:9100/metrics';
    const refused = { url, ok: false, error: say`${url}: connection refused` };
    expect(line(exporter('10.0.0.5:9100', refused))).toBe('|exporter 10.0.0.5:9100 failed: connection refused');
    expect(line(exporter('web-01', refused))).toBe(`|exporter web-01 failed: ${url}: connection refused`);
  });

  it('counts what there are many of, by the oldest answer, and names the first that failed', () => {
    const many = Array.from({ length: 40 }, (_, at) => exporter(`web-${at}`, at < 5 ? failed : { fetchedAt: ago(at) }));
    expect(line(...many)).toBe(
      '|exporters 35 of 40, 39s | exporter web-0 failed: connection refused | exporter web-1 failed: connection refused | exporter web-2 failed: connection refused | 2 more failed',
    );
  });

  it('shows a warning of a source that answered', () => {
    expect(line(aSource({ warnings: [visible('partial answer')] }))).toBe(
      '|prometheus default 3s, warns: partial answer',
    );
  });

  it('says so where nobody was asked', () => {
    expect(line()).toBe('|no source');
  });
});
