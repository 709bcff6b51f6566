import { describe, expect, it } from 'vitest';
import { ConfigErrors } from '../../src/config/config-error.ts';
import { parseConfigFile } from '../../src/config/parse-file.ts';

function problemsOf(text: string): readonly string[] {
  try {
    parseConfigFile('config.yml', text);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.errors.map(({ message }) => message);
    throw error;
  }
  return [];
}

it('reads a file that says everything', () => {
  const { settings } = parseConfigFile(
    'config.yml',
    `
prometheus:
  - http://localhost:9090/
  - name: site2
    url: https://op:pass@prom.example.com/prometheus
    headers: {X-Scope-OrgID: team}
    httpConfig: http.yml
exporters:
  urls: [http://10.0.0.5:9100]
  direct: false
  concurrency: 16
  timeout: 2.5
  httpConfig: exporters.yml
timeout: 1m30s
history: false
ansible: [/etc/ansible]
jobs:
  - {host: influx01, path: /var/lib/influxdb/, maxAge: 26h, schedule: 0 2 * * *}
  - {metric: web01__srv, maxAge: 3600, schedule: '@daily'}
defaultMaxAge: 2d
ignoreCauses: [rule-missing, slow]
color: never
ascii: true
`,
  );
  expect(settings).toEqual({
    prometheus: [
      { url: 'http://localhost:9090', credentials: null },
      {
        name: 'site2',
        url: { url: 'https://prom.example.com/prometheus', credentials: { username: 'op', password: 'pass' } },
        headers: { 'X-Scope-OrgID': 'team' },
        httpConfig: 'http.yml',
      },
    ],
    exporters: {
      urls: [{ url: 'http://10.0.0.5:9100/metrics', credentials: null }],
      direct: false,
      concurrency: 16,
      timeout: 2.5,
      httpConfig: 'exporters.yml',
    },
    timeout: 90,
    history: false,
    ansible: ['/etc/ansible'],
    jobs: [
      {
        target: { by: 'path', host: 'influx01', path: '/var/lib/influxdb/' },
        maxAgeSeconds: 93_600,
        schedule: '0 2 * * *',
      },
      { target: { by: 'metric', metric: 'web01__srv' }, maxAgeSeconds: 3600, schedule: '0 0 * * *' },
    ],
    defaultMaxAge: 172_800,
    ignoreCauses: ['rule-missing', 'slow'],
    color: 'never',
    ascii: true,
  });
});

it('takes an empty file, and one of comments, for one that says nothing', () => {
  for (const text of ['', '\n', '# nothing yet\n', '---\n', '~\n'])
    expect(parseConfigFile('config.yml', text).settings).toEqual({});
});

it('knows the line of every setting', () => {
  const { lineOf } = parseConfigFile(
    'c.yml',
    'timeout: 5s\njobs:\n  - host: a\n    path: /srv\n\n  - metric: b__srv\n',
  );
  expect([lineOf(['timeout']), lineOf(['jobs', 0, 'path']), lineOf(['jobs', 1])]).toEqual([1, 4, 6]);
});

describe('a fault', () => {
  it.each([
    [
      'timeout: 10s\n\n  promethues: x',
      'config.yml:1:10: a key where a value stands; put the value in quotes, or check the indentation',
    ],
    ['timeout: 10s\npromethues: http://x', 'config.yml:2:1: unknown key "promethues"; did you mean "prometheus"?'],
    [
      'xyzzy: 1',
      'config.yml:1:1: unknown key "xyzzy"; the keys here are prometheus, alertmanagers, exporters, timeout, history, ansible, ssh, jobs, defaultMaxAge, ignoreCauses, color, ascii, readOnly',
    ],
    ['prometheus: [{url: "http://a", header: {}}]', 'config.yml:1:32: unknown key "header"; did you mean "headers"?'],
    ['exporters: {\n  url: [] }', 'config.yml:2:3: unknown key "url"; did you mean "urls"?'],
    ['jobs: [{metric: a__b, max_age: 1h}]', 'config.yml:1:23: unknown key "max_age"; did you mean "maxAge"?'],
    [
      'timeout 5s\nascii: true',
      'config.yml:1:1: a key that goes over several lines; a ":" may be missing, or the indentation is wrong',
    ],
    ['timeout: 1\ntimeout: 2', 'config.yml:2:1: "timeout" is there twice'],
    ['- a', 'config.yml:1:1: must be a mapping, not a list'],
    ['just text', 'config.yml:1:1: must be a mapping, not text'],
    ['timeout:', 'config.yml:1:9: timeout: must be a duration such as 90s, 15m, 26h, 2d or 1h30m'],
    ['timeout: [1]', 'config.yml:1:10: timeout: must be a duration such as 90s, 15m, 26h, 2d or 1h30m'],
    [
      'timeout: soon',
      'config.yml:1:10: timeout: "soon" is no duration; write it as 90s, 15m, 26h, 2d, 1h30m or a number of seconds',
    ],
    ['timeout: 0', 'config.yml:1:10: timeout: "0" is not between 0.1 seconds and 1h'],
    ['timeout: 2d', 'config.yml:1:10: timeout: "2d" is not between 0.1 seconds and 1h'],
    ['timeout: .nan', 'config.yml:1:10: timeout: must be a duration such as 90s, 15m, 26h, 2d or 1h30m'],
    ['defaultMaxAge: 5s', 'config.yml:1:16: defaultMaxAge: "5s" is not between 1m and 3650d'],
    ['history: yes', 'config.yml:1:10: history: must be true or false, not text'],
    ['history:', 'config.yml:1:9: history: must be true or false, not empty'],
    ['prometheus: 5', 'config.yml:1:13: prometheus: must be text or a list, not a number'],
    ['prometheus: {url: x}', 'config.yml:1:13: prometheus: must be text or a list, not a mapping'],
    ['prometheus: [[]]', 'config.yml:1:14: prometheus[0]: must be text or a mapping, not a list'],
    ['prometheus: [{name: a}]', 'config.yml:1:14: prometheus[0]: "url" is missing'],
    [
      'prometheus: prom:9090',
      'config.yml:1:13: prometheus: "prom:9090" is no http or https URL; did you mean "http://prom:9090"?',
    ],
    ['prometheus: ftp://a', 'config.yml:1:13: prometheus: "ftp://a" is no http or https URL'],
    [
      'prometheus: ["http://a?x=1"]',
      'config.yml:1:14: prometheus[0]: "http://a?x=1" has a query (?…); a base URL has none',
    ],
    ['exporters: {urls: ["http://a/#x"]}', 'config.yml:1:20: exporters.urls[0]: "http://a/#x" has a fragment (#…)'],
    [
      'prometheus: [{url: "http://a", name: two words}]',
      'config.yml:1:38: prometheus[0].name: must be one word of at most 64 characters',
    ],
    [
      'prometheus: [{url: "http://a", headers: {"X Y": z}}]',
      'config.yml:1:49: prometheus[0].headers.X Y: "X Y" is no header name',
    ],
    [
      'prometheus: [{url: "http://a", headers: {Host: z}}]',
      'config.yml:1:48: prometheus[0].headers.Host: the header "Host" is set by duptop itself',
    ],
    [
      'prometheus: [{url: "http://a", headers: {X: "a\\r\\nb"}}]',
      'config.yml:1:45: prometheus[0].headers.X: the value of the header "X" is empty or holds characters that a header can\'t carry',
    ],
    [
      'prometheus: [{url: "http://a", headers: {X: 5}}]',
      'config.yml:1:45: prometheus[0].headers.X: must be text, not a number',
    ],
    ['exporters: {concurrency: 1.5}', 'config.yml:1:26: exporters.concurrency: must be a whole number'],
    ['exporters: {concurrency: 0}', 'config.yml:1:26: exporters.concurrency: must be from 1 to 512'],
    ['exporters: {concurrency: 513}', 'config.yml:1:26: exporters.concurrency: must be from 1 to 512'],
    ['ansible: /etc/ansible', 'config.yml:1:10: ansible: must be a list, not text'],
    ['ansible: [""]', 'config.yml:1:11: ansible[0]: must be the path of a file or folder'],
    ['jobs: [{host: a}]', 'config.yml:1:8: jobs[0]: must have either "host" and "path", or "metric"'],
    [
      'jobs: [{host: a, path: /b, metric: c}]',
      'config.yml:1:8: jobs[0]: must have either "host" and "path", or "metric"',
    ],
    ['jobs: [{host: -a, path: /b}]', 'config.yml:1:15: jobs[0].host: must be a host\'s name as "hostname" prints it'],
    ['jobs: [{host: a, path: b}]', 'config.yml:1:24: jobs[0].path: must be an absolute path'],
    [
      'jobs: [{metric: web-01__srv}]',
      'config.yml:1:17: jobs[0].metric: must be what stands between "duplicati_" and "_last_run_start"',
    ],
    [
      "jobs: [{metric: a, schedule: '@reboot'}]",
      'config.yml:1:30: jobs[0].schedule: "@reboot" does not have the five fields of a cron expression',
    ],
    [
      'jobs: [{metric: a, schedule: 61 * * * *}]',
      'config.yml:1:30: jobs[0].schedule: "61 * * * *" is no cron expression: Invalid value for minute: 61',
    ],
    [
      'ignoreCauses: [rule-mising]',
      'config.yml:1:16: ignoreCauses[0]: "rule-mising" is unknown; did you mean "rule-missing"?',
    ],
    ['color: rainbow', 'config.yml:1:8: color: "rainbow" is not one of auto, never'],
    ['ascii: 5', 'config.yml:1:8: ascii: must be one of auto, true, false'],
    ['ascii: yes please', 'config.yml:1:8: ascii: "yes please" is not one of auto, true, false'],
    ['color: 5', 'config.yml:1:8: color: must be one of auto, never'],
  ])('in %j is told once, with its place', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('does not hide the others: all are told, in the order of the file', () => {
    expect(
      problemsOf('color: pink\njobs:\n  - {hots: a, path: b}\ntimeout: x\nprometheus:\n  - url: 7\n  - zzz\n'),
    ).toEqual([
      'config.yml:1:8: color: "pink" is not one of auto, never',
      'config.yml:3:6: unknown key "hots"; did you mean "host"?',
      'config.yml:3:21: jobs[0].path: must be an absolute path',
      'config.yml:4:10: timeout: "x" is no duration; write it as 90s, 15m, 26h, 2d, 1h30m or a number of seconds',
      'config.yml:6:10: prometheus[0].url: must be text, not a number',
      'config.yml:7:5: prometheus[1]: "zzz" is no http or https URL; did you mean "http://zzz"?',
    ]);
  });

  it('at the end of an alias is told where the alias leads', () => {
    expect(problemsOf('prometheus: [&a {url: 5}, *a]')[0]).toBe(
      'config.yml:1:23: prometheus[0].url: must be text, not a number',
    );
  });

  it('is told with its file, line and column as data too', () => {
    try {
      parseConfigFile('dir/c.yml', 'a: 1');
    } catch (error) {
      const [first] = error instanceof ConfigErrors ? error.errors : [];
      expect(first).toMatchObject({ where: 'dir/c.yml', line: 1, column: 1, hint: null });
    }
    expect.assertions(1);
  });

  it('never has what may be a secret quoted', () => {
    const texts = [
      'prometheus: s3cret:s3cret@x:y',
      'prometheus: http://op:s3/cret@host',
      'prometheus: "http://op:s3%cret@host"',
      'prometheus: [{url: "http://a", headers: {X: "s3cret\\n"}}]',
      'prometheus: [{url: "http://a", headers: [s3cret]}]',
      'exporters: {urls: ["ftp://op:s3cret@host"]}',
    ];
    for (const text of texts) expect(problemsOf(text).join()).not.toMatch(/s3cret|s3\/cret|s3%cret/);
  });

  it('is shown without what a terminal would act on, and never longer than a line', () => {
    expect(problemsOf('"\\e[2Jx": 1')[0]).toMatch(/^config\.yml:1:1: unknown key "\\x1b\[2Jx"; /);
    expect(problemsOf(`timeout: ${'x'.repeat(5000)}`)[0]?.length).toBeLessThan(250);
  });
});

describe('a hostile file', () => {
  it.each([
    ['of lists in lists', `prometheus: ${'['.repeat(50_000)}`, 'nested more than 64 levels deep'],
    ['with a NUL byte', 'timeout: "1\0"', 'a control character (\\x00)'],
    ['of thousands of aliases', `a: &a 1\nb: [${'*a,'.repeat(5000)}]`, 'more than 1000 aliases'],
  ])('%s is refused', (_, text, problem) => {
    expect(problemsOf(text).join()).toContain(problem);
  });

  it('of aliases that double at every step is refused for its keys, at once', () => {
    const laughs = Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`);
    expect(problemsOf(`a0: &a0 [ha]\n${laughs.join('\n')}\n`)[0]).toMatch(/^config\.yml:1:1: unknown key "a0"/);
  });

  it("can't reach the prototype of anything", () => {
    expect(problemsOf('__proto__: {timeout: 5}')).toEqual([
      expect.stringMatching(/^config\.yml:1:1: unknown key "__proto__"/),
    ]);
  });
});
