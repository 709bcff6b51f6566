import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_CODES } from '../../../src/domain/cause.ts';
import { STATUSES } from '../../../src/domain/status.ts';
import { compileFilter } from '../../../src/present/filter/compile.ts';
import { FILTER_KEYS } from '../../../src/present/filter/keys.ts';
import { type Row, rowHost, rowsOf } from '../../../src/present/row.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { aCause, aFleet, ago, anAlert, aRun, hostRow, jobRow, NOW } from '../support/snapshot.ts';

const FLEET = rowsOf(aFleet());

function hostsMatching(filter: string, rows: readonly Row[] = FLEET): readonly string[] {
  const compiled = compileFilter(filter);
  if (!compiled.ok) throw new Error(`${compiled.error.message}; ${compiled.error.hint}`);
  return rows.filter((row) => compiled.matches(row, NOW)).map(rowHost);
}

function problemOf(filter: string) {
  const compiled = compileFilter(filter);
  return compiled.ok ? null : compiled.error;
}

describe('a filter', () => {
  it('takes every row where it is empty', () => {
    expect(hostsMatching('')).toHaveLength(FLEET.length);
    expect(hostsMatching('   ')).toHaveLength(FLEET.length);
  });

  it.each([
    ['WEB', ['web-01', 'web-02', 'web-03', 'web-04']],
    ['web www', ['web-02']],
    ['postgres', ['db01']],
    ['写真', ['備份主機']],
    ['"web-03"', ['web-03']],
    ['\\web-03', ['web-03']],
    ['nothing-like-it', []],
  ])('of free words %s looks in host and path', (filter, hosts) => {
    expect(hostsMatching(filter)).toEqual(hosts);
  });

  it.each([
    ['host:web*', ['web-01', 'web-02', 'web-03', 'web-04']],
    ['host:web', []],
    ['host:DB0?', ['db01', 'db02']],
    ['host:db01,mail', ['db01', 'mail']],
    ['path:/srv', ['ahead']],
    ['path:/srv/dumps', ['db02']],
    ['path:/srv/www/', ['web-02']],
    ['path:/var*', ['db01', 'mail', 'influx01']],
    ['path:*/été/*', ['備份主機']],
    ['metric:db01_*', ['db01']],
    ['instance:10.0.0.8:*', ['web-01']],
  ])('%s is a glob over the whole value', (filter, hosts) => {
    expect(hostsMatching(filter)).toEqual(hosts);
  });

  it('takes a quoted star for a star', () => {
    const rows = [jobRow({ host: 'a*b' }), jobRow({ host: 'axb' })];
    expect(hostsMatching('host:a*b', rows)).toEqual(['a*b', 'axb']);
    expect(hostsMatching('host:"a*b"', rows)).toEqual(['a*b']);
    expect(hostsMatching('host:a\\*b', rows)).toEqual(['a*b']);
  });

  it('keeps blanks and commas that are quoted', () => {
    const rows = [jobRow({ host: 'nas', path: '/srv/my data, old' }), jobRow({ host: 'other', path: '/srv/my' })];
    expect(hostsMatching('path:"/srv/my data, old"', rows)).toEqual(['nas']);
    expect(hostsMatching('path:/srv/my\\ data\\,\\ old', rows)).toEqual(['nas']);
  });

  it.each([
    ['status:failed', ['db01']],
    ['status:failed,late', ['db01', 'mail']],
    ['status:host', ['web-01']],
    ['!status:ok,running,host', ['db01', 'db02', 'mail', '備份主機', 'web-02', 'web-03', 'ahead']],
    ['cause:exporter-down', ['備份主機']],
    ['cause:exit-*', ['db01', 'web-02']],
    ['cause:textfile-rejected', ['web-01']],
    ['exit:100', ['db01']],
    ['exit:>=50', ['db01']],
    ['exit:1,2', ['web-02', 'web-04']],
    ['age:>24h', ['mail']],
    ['age:>=2h age:<1d', ['db01', '備份主機']],
    ['age:<0s', ['ahead']],
    ['duration:>1h30m', ['web-03']],
    ['duration:<=41s', ['db01']],
    ['alert:firing', ['db01']],
    ['alert:pending', []],
  ])('%s', (filter, hosts) => {
    expect(hostsMatching(filter)).toEqual(hosts);
  });

  it('finds the causes beside the main one too', () => {
    const rows = [jobRow({ host: 'a', cause: aCause('late'), otherCauses: [aCause('rule-missing')] })];
    expect(hostsMatching('cause:rule-missing', rows)).toEqual(['a']);
  });

  it('counts a job with no alert as none, and one with both as firing', () => {
    const rows = [
      jobRow({ host: 'quiet' }),
      jobRow({ host: 'soon', alerts: [anAlert({ state: 'pending' })] }),
      jobRow({ host: 'loud', alerts: [anAlert({ state: 'pending' }), anAlert()] }),
      hostRow({ host: 'web-01' }),
    ];
    expect(hostsMatching('alert:none', rows)).toEqual(['quiet', 'web-01']);
    expect(hostsMatching('alert:pending', rows)).toEqual(['soon']);
    expect(hostsMatching('alert:firing', rows)).toEqual(['loud']);
  });

  it('lets no comparison hold for a value that is not known, but its negation', () => {
    const rows = [jobRow({ host: 'never', lastRun: null }), jobRow({ host: 'zero', lastRun: aRun({ exitCode: 0 }) })];
    expect(hostsMatching('exit:!=0', rows)).toEqual([]);
    expect(hostsMatching('exit:<200', rows)).toEqual(['zero']);
    expect(hostsMatching('!exit:0', rows)).toEqual(['never']);
    expect(hostsMatching('age:<1000w', rows)).toEqual(['zero']);
  });

  it('judges age by the moment that it is asked about', () => {
    const compiled = compileFilter('age:>1h');
    const row = jobRow({ lastRun: aRun({ startedAt: ago(3599) }) });
    expect(compiled.ok && [compiled.matches(row, NOW), compiled.matches(row, NOW + 2000)]).toEqual([false, true]);
  });

  it('takes host:path for the id of a job, or for its beginning', () => {
    expect(hostsMatching('db01:/var/lib/postgresql')).toEqual(['db01']);
    expect(hostsMatching('db01:/var')).toEqual(['db01']);
    expect(hostsMatching('db0?:/')).toEqual(['db01', 'db02']);
    expect(hostsMatching('b01:/var')).toEqual([]);
  });

  it('tells jobs apart that share host and path, by the instance in their id', () => {
    const rows = [
      jobRow({ id: 'a:/srv@one:9100' as never, host: 'a' }),
      jobRow({ id: 'a:/srv@two:9100' as never, host: 'b' }),
    ];
    expect(hostsMatching('a:/srv@two:9100', rows)).toEqual(['b']);
  });

  it.each([
    ['hots:web*', 'there is no key "hots"', 0, /did you mean host:\?/],
    ['web http://x', 'there is no key "http"', 4, /quotes/],
    ['10.0.0.5:9100', 'there is no key "10.0.0.5"', 0, /instance/],
    ['status:failed,layte', 'there is no status "layte"', 14, /did you mean late\? Valid: failed, missing/],
    ['cause:nonsense', 'there is no cause "nonsense"', 6, /Valid: host-unreachable/],
    ['alert:on', 'there is no alert state "on"', 6, /firing, pending, none/],
    ['host:', 'host: needs a value', 5, /host:web\*/],
    ['host:a,,b', 'host: needs a value', 7, /host:web\*/],
    ['exit:many', '"many" is no exit code', 5, /exit:>=50/],
    ['age:>24', '"24" is no length of time', 4, /age:>24h/],
    ['age:24h', 'age is compared with > >= < or <=', 4, /age:>24h/],
    ['web !', 'nothing stands behind the !', 5, /!status:ok/],
    ['path:"/srv', 'the quote is not closed', 5, /"/],
    ['web\\', 'nothing stands behind the backslash', 3, /two/],
  ])('%s is refused with a place and a hint', (filter, message, position, hint) => {
    expect(problemOf(filter)).toEqual({ message, position, hint: expect.stringMatching(hint) });
  });

  it('searches for a quoted word with a colon as it is', () => {
    const rows = [jobRow({ host: 'a', path: '/srv/http://x' }), jobRow({ host: 'b' })];
    expect(hostsMatching('"http://x"', rows)).toEqual(['a']);
    expect(hostsMatching('http\\://x', rows)).toEqual(['a']);
  });

  it('accepts the example of each of its keys', () => {
    for (const { example } of FILTER_KEYS) expect([example, problemOf(example)]).toEqual([example, null]);
  });
});

describe('any text as a filter', () => {
  const word = fc.constantFrom(
    ...FILTER_KEYS.map(({ key }) => `${key}:`),
    ...STATUSES,
    ...CAUSE_CODES,
    ...[
      '!',
      '"',
      "'",
      '\\',
      ' ',
      '*',
      '?',
      ',',
      '>=',
      '<',
      '=',
      '/',
      ':',
      '24h',
      '50',
      'web',
      'été',
      '🎉',
      '\x1b',
      '\ud800',
    ],
  );
  const anyFilter = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 8 }).map((words) => words.join('')),
  );

  it('either filters or says why not, in text that is safe to show', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const compiled = compileFilter(filter);
        if (compiled.ok) {
          for (const row of FLEET) compiled.matches(row, NOW);
          return;
        }
        const { message, hint, position } = compiled.error;
        expect([visible(message), visible(hint)]).toEqual([message, hint]);
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(filter.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('parts the rows with its negation', () => {
    const term = fc.constantFrom(
      ...FILTER_KEYS.map(({ example }) => example),
      'web',
      'db01:/var',
      '"a b"',
      'exit:!=0',
      'alert:none',
    );
    fc.assert(
      fc.property(term, (text) => {
        const [plain, negated] = [compileFilter(text), compileFilter(`!${text}`)];
        for (const row of FLEET) {
          expect(plain.ok && negated.ok && plain.matches(row, NOW) !== negated.matches(row, NOW)).toBe(true);
        }
      }),
    );
  });
});
