import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/present/columns/layout.ts';
import { HOST_COLUMNS } from '../../../src/present/hosts/host-columns.ts';
import { sortHosts } from '../../../src/present/hosts/host-order.ts';
import { hostRowsOf } from '../../../src/present/hosts/host-row.ts';
import { tableLines } from '../../../src/present/table.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { displayWidth } from '../../../src/text/width.ts';
import { aHost, aSnapshot, NOW } from '../support/snapshot.ts';
import { expected, printed } from '../support/text.ts';
import { someHosts } from './support/hosts.ts';

function table(snapshot: ReturnType<typeof someHosts>, width: number | null, ascii = false) {
  const rows = sortHosts(hostRowsOf(snapshot), 'worst');
  const context = { now: NOW, ascii };
  return [...tableLines(rows, layOut(HOST_COLUMNS, rows, context, width), context)];
}

describe('the table of hosts', () => {
  it('says of each host whether its exporter is up, when it was scraped, how its jobs are, and why', () => {
    expect(printed(table(someHosts(), 120))).toBe(
      expected(`
        |STATUS     HOST    INSTANCE        EXPORTER      SCRAPED  JOBS                   TEXTFILES  CAUSE
        |■ host     mail    10.0.0.11:9100  down           2h 30m  1 unknown              read       exporter-down
        |■ host     web-01  10.0.0.12:9100  up                12s  —                      dropped    textfile-rejected
        |✖ failed   db01    10.0.0.10:9100  up                12s  1 failed, 1 late of 3  read
        |○ missing  db02    —               —                   —  1 missing              —
        |● ok       web-02  10.0.0.13:9100  up                12s  2 ok                   read
      `),
    );
  });

  it('keeps what is worst in 60 columns, in ASCII too', () => {
    expect(printed(table(someHosts(), 58, true))).toBe(
      expected(`
        |STATUS     HOST    EXPORTER   JOBS          CAUSE
        |# host     mail    down       1 unknown     exporter-down
        |# host     web-01  up         -             textfile-reje~
        |x failed   db01    up         1 failed +2
        |o missing  db02    -          1 missing
        |. ok       web-02  up         2 ok
      `),
    );
  });

  it('fits and is safe, whatever the names', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(name, name, fc.integer({ min: 58, max: 200 }), (host, instance, width) => {
        const snapshot = someHosts();
        const odd = aHost({ host, instance, exporter: { url: null, up: false, error: visible(instance) } });
        for (const line of table(aSnapshot({ ...snapshot, hosts: [...snapshot.hosts, odd] }), width)) {
          const text = line.map((piece) => piece.text).join('');
          expect(visible(text)).toBe(text);
          expect(displayWidth(text.trimEnd())).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
