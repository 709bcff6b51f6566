import { describe, expect, it } from 'vitest';
import { showHost } from '../../../src/present/show/host.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { aCause, aHost, NOW } from '../support/snapshot.ts';
import { expected, printed } from '../support/text.ts';

const CONTEXT = { now: NOW, ascii: false, width: 70 };

describe('a host in full', () => {
  it('tells its fault and its exporter', () => {
    const host = aHost({
      jobs: 2,
      textfileErrors: 1,
      cause: aCause(
        'textfile-rejected',
        'node_exporter on web-01 dropped duplicati_web-01__srv.prom: "-" in a metric name',
        {
          evidence: ['line 1 begins duplicati_web-01__srv_last_run_start'],
          next: 'the wrapper must replace "-" by _',
        },
      ),
    });
    expect(printed(showHost(host, CONTEXT))).toBe(
      expected(`
        |web-01
        |■ host  2 jobs known
        |
        |CAUSE
        |  textfile-rejected: node_exporter on web-01 dropped
        |  duplicati_web-01__srv.prom: "-" in a metric name
        |    • line 1 begins duplicati_web-01__srv_last_run_start
        |    next: the wrapper must replace "-" by _
        |
        |EXPORTER
        |  state         up
        |  url           http://10.0.0.8:9100/metrics
        |  instance      10.0.0.8:9100
        |  last scrape   2026-11-24 19:42:08Z, 12s ago; scraped every 15s
        |  textfiles     at least one file was dropped
      `),
    );
  });

  it('says what is not known', () => {
    const host = aHost({
      instance: null,
      exporter: { url: null, up: false, error: visible('connection refused') },
      textfileErrors: null,
      lastScrapeAt: null,
      scrapeIntervalSeconds: null,
    });
    expect(printed(showHost(host, CONTEXT))).toBe(
      expected(`
        |web-01
        |● ok  0 jobs known
        |
        |EXPORTER
        |  state         down
        |  error         connection refused
        |  instance      not known
      `),
    );
  });
});
