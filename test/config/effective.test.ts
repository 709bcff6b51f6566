import { describe, expect, it } from 'vitest';
import { originText } from '../../src/config/origin.ts';
import { FileError } from '../../src/ports/files.ts';
import { type Given, refusals, resolve, USER_FILE } from './support/resolve.ts';

/** `URL name`, a line for each Prometheus. */
async function prometheusOf(given: Given): Promise<readonly string[]> {
  return (await resolve(given)).prometheus.map(({ url, name }) => `${url} ${name}`);
}

async function originOf(key: string, given: Given): Promise<string> {
  const origin = (await resolve(given)).origins.get(key);
  return origin ? originText(origin).replace(USER_FILE, 'config.yml') : 'nobody';
}

describe('with nothing said', () => {
  it('every setting has its default', async () => {
    const { origins, ...config } = await resolve();
    expect(config).toEqual({
      prometheus: [{ name: 'default', url: 'http://localhost:9090', credentials: null, headers: [], httpConfig: null }],
      alertmanagers: [],
      exporters: { urls: [], direct: true, concurrency: 64, timeoutSeconds: 5, headers: [], httpConfig: null },
      timeoutSeconds: 10,
      history: true,
      ansible: [],
      ssh: [],
      jobs: [],
      defaultMaxAgeSeconds: 86_400,
      ignoreCauses: [],
      color: 'auto',
      ascii: 'auto',
      readOnly: false,
      file: null,
    });
    expect(new Set([...origins.values()].map(originText))).toEqual(new Set(['default']));
  });
});

describe('precedence', () => {
  const file = 'timeout: 4s\nprometheus: http://file\nhistory: false\n';
  const environment = { PROMETHEUS_URL: 'http://env', DUPTOP_TIMEOUT: '3s' };
  const flags = { prometheus: ['http://flag'], timeout: '2s' };

  it.each([
    [{ file, environment, flags }, 'http://flag', 2, 'flag --prometheus', 'flag --timeout'],
    [{ file, environment }, 'http://env', 3, 'environment PROMETHEUS_URL', 'environment DUPTOP_TIMEOUT'],
    [{ file }, 'http://file', 4, 'file config.yml:2', 'file config.yml:1'],
    [{}, 'http://localhost:9090', 10, 'default', 'default'],
  ])('is flags, environment, file, default: %j', async (given, url, timeoutSeconds, urlOrigin, timeoutOrigin) => {
    const config = await resolve(given);
    expect(config.prometheus.map((entry) => entry.url)).toEqual([url]);
    expect(config.timeoutSeconds).toBe(timeoutSeconds);
    expect(await originOf('prometheus[0].url', given)).toBe(urlOrigin);
    expect(await originOf('timeout', given)).toBe(timeoutOrigin);
  });

  it('leaves what only the file says to the file', async () => {
    const config = await resolve({ file, environment, flags });
    expect(config.history).toBe(false);
    expect(config.file).toBe(USER_FILE);
  });

  it('takes an empty variable for none', async () => {
    const environment = {
      PROMETHEUS_URL: '',
      DUPTOP_TIMEOUT: '',
      NO_COLOR: '',
      DUPTOP_HTTP_CONFIG: '',
      DUPTOP_CONFIG: '',
    };
    expect(await resolve({ environment })).toEqual(await resolve());
  });

  it('holds for colour', async () => {
    const color = async (given: Given) => [(await resolve(given)).color, await originOf('color', given)];
    const file = 'color: never';
    expect(await color({ file, environment: { NO_COLOR: '1' }, flags: { color: false } })).toEqual([
      'never',
      'flag --no-color',
    ]);
    expect(await color({ file, environment: { NO_COLOR: '1' }, flags: { color: true } })).toEqual([
      'never',
      'environment NO_COLOR',
    ]);
    expect(await color({ file })).toEqual(['never', 'file config.yml:1']);
    expect(await color({ file: 'color: auto' })).toEqual(['auto', 'file config.yml:1']);
  });

  it('holds for --ascii', async () => {
    expect((await resolve({ flags: { ascii: true } })).ascii).toBe(true);
    expect((await resolve({ file: 'ascii: true', flags: { ascii: false } })).ascii).toBe(true);
  });

  it('takes the locale for no more than a default of ascii', async () => {
    const ascii = async (given: Given) => [(await resolve(given)).ascii, await originOf('ascii', given)];
    const environment = { LC_CTYPE: 'C', LANG: 'en_US.UTF-8' };
    expect(await ascii({ environment })).toEqual(['on-terminal', 'environment LC_CTYPE']);
    expect(await ascii({ environment, file: 'ascii: auto' })).toEqual(['on-terminal', 'environment LC_CTYPE']);
    expect(await ascii({ environment, file: 'ascii: false' })).toEqual([false, 'file config.yml:1']);
    expect(await ascii({ environment, flags: { ascii: true } })).toEqual([true, 'flag --ascii']);
    expect(await ascii({ environment: { LANG: 'C.UTF-8' } })).toEqual(['auto', 'default']);
    expect(await ascii({ file: 'ascii: auto' })).toEqual(['auto', 'file config.yml:1']);
  });
});

describe('the Prometheus servers', () => {
  const file = `
prometheus:
  - {name: site1, url: "http://one:9090"}
  - {name: site2, url: "http://two:9090", headers: {X-Scope-OrgID: b}, httpConfig: two.yml}
  - {name: site3, url: "http://two:9090", headers: {X-Scope-OrgID: c}}
`;

  it('are those of PROMETHEUS_URL, divided by blanks or commas', async () => {
    expect(await prometheusOf({ environment: { PROMETHEUS_URL: ' http://a, http://b\thttp://a ' } })).toEqual([
      'http://a a',
      'http://b b',
    ]);
  });

  it('chosen by name come with their headers', async () => {
    for (const given of [{ flags: { prometheus: ['site2'] } }, { environment: { PROMETHEUS_URL: 'site2' } }]) {
      const { prometheus } = await resolve({ file, ...given });
      expect(prometheus).toEqual([
        {
          name: 'site2',
          url: 'http://two:9090',
          credentials: null,
          headers: [{ name: 'X-Scope-OrgID', value: 'b' }],
          httpConfig: '/home/op/.config/duptop/two.yml',
        },
      ]);
    }
  });

  it('chosen by URL are all entries with that URL', async () => {
    expect(await prometheusOf({ file, flags: { prometheus: ['http://two:9090/', 'http://new'] } })).toEqual([
      'http://two:9090 site2',
      'http://two:9090 site3',
      'http://new new',
    ]);
  });

  it('chosen twice are asked once', async () => {
    expect(await prometheusOf({ file, flags: { prometheus: ['site1', 'http://one:9090', 'site1'] } })).toEqual([
      'http://one:9090 site1',
    ]);
  });

  it('take the credentials of the URL that chose them', async () => {
    const { prometheus } = await resolve({ file, flags: { prometheus: ['http://op:pass@one:9090'] } });
    expect(prometheus).toMatchObject([{ name: 'site1', credentials: { username: 'op', password: 'pass' } }]);
  });

  it('have names that differ', async () => {
    expect(
      await prometheusOf({
        file: 'prometheus: [{name: a, url: "http://n1"}, {name: a, url: "http://n2"}, {name: a-2, url: "http://n3"}, "http://n4:9/x", "http://n4:9/y"]',
      }),
    ).toEqual(['http://n1 a', 'http://n2 a-2', 'http://n3 a-2-2', 'http://n4:9/x n4:9', 'http://n4:9/y n4:9-2']);
  });

  it('are none where only exporters are named', async () => {
    expect(await prometheusOf({ flags: { exporter: ['http://10.0.0.5:9100'] } })).toEqual([]);
    expect(await prometheusOf({ file: 'exporters: {urls: ["http://10.0.0.5:9100"]}' })).toEqual([]);
    expect(await prometheusOf({ file, flags: { exporter: ['http://10.0.0.5:9100'] } })).toHaveLength(3);
    expect(
      await prometheusOf({ environment: { PROMETHEUS_URL: 'http://a' }, flags: { exporter: ['http://x'] } }),
    ).toEqual(['http://a default']);
    expect(await prometheusOf({ file: 'prometheus: []' })).toEqual([]);
  });

  it('get the headers of the command line in place of their own of that name', async () => {
    const { prometheus, exporters } = await resolve({
      file,
      flags: { prometheus: ['site2', 'site1'], header: ['x-scope-orgid: z', 'Y: 1', 'Y: 2'], httpConfig: 'flag.yml' },
    });
    const headers = [
      { name: 'x-scope-orgid', value: 'z' },
      { name: 'Y', value: '2' },
    ];
    expect(prometheus.map((entry) => entry.headers)).toEqual([headers, headers]);
    expect(prometheus.map((entry) => entry.httpConfig)).toEqual(['flag.yml', 'flag.yml']);
    expect(exporters).toMatchObject({ headers: [], httpConfig: null });
  });
});

describe('the exporters', () => {
  it('get the credentials of the command line only where no Prometheus is asked', async () => {
    const flags = { header: ['X: y'], httpConfig: 'flag.yml', exporter: ['http://a'] };
    const alone = await resolve({ flags });
    expect(alone.exporters).toMatchObject({ headers: [{ name: 'X', value: 'y' }], httpConfig: 'flag.yml' });
    const beside = await resolve({ flags, file: 'prometheus: http://p\nexporters: {httpConfig: /own.yml}' });
    expect(beside.exporters).toMatchObject({ headers: [], httpConfig: '/own.yml' });
  });

  it('of the command line stand in place of those of the file, each once', async () => {
    const { exporters } = await resolve({
      file: 'exporters: {urls: ["http://file"]}',
      flags: { exporter: ['http://a', 'http://a/', 'http://b/metrics'] },
    });
    expect(exporters.urls.map(({ url }) => url)).toEqual(['http://a/metrics', 'http://b/metrics']);
  });

  it('are not asked at all with --no-exporters, and the default Prometheus is', async () => {
    const given = { file: 'exporters: {urls: ["http://file"], direct: true}', flags: { exporters: false } };
    const { exporters, prometheus } = await resolve(given);
    expect(exporters).toMatchObject({ urls: [], direct: false });
    expect(prometheus).toHaveLength(1);
    expect(await originOf('exporters.direct', given)).toBe('flag --no-exporters');
  });

  it('have their own timeout, else that of all requests', async () => {
    const timeout = async (given: Given) => (await resolve(given)).exporters.timeoutSeconds;
    expect(await timeout({ file: 'timeout: 7s\nexporters: {timeout: 2s}' })).toBe(2);
    expect(await timeout({ file: 'timeout: 7s' })).toBe(7);
    expect(await timeout({ file: 'exporters: {timeout: 2s}', flags: { timeout: '1' } })).toBe(1);
    expect(await originOf('exporters.timeout', { file: 'timeout: 7s' })).toBe('file config.yml:1');
  });
});

describe('paths in the file', () => {
  it('start at its folder, or at the home with ~/', async () => {
    const files = { 'conf/d.yml': 'ansible: [inv, ~/inv, /inv]\nexporters: {httpConfig: h.yml}' };
    const { ansible, exporters } = await resolve({ files, flags: { config: 'conf/d.yml' } });
    expect(ansible).toEqual(['conf/inv', '/home/op/inv', '/inv']);
    expect(exporters.httpConfig).toBe('conf/h.yml');
  });
});

it('gives every declared job its place', async () => {
  const { jobs } = await resolve({ file: 'jobs:\n  - host: a\n    path: /srv\n    maxAge: 2h\n  - metric: b__srv\n' });
  expect(jobs).toEqual([
    { where: `${USER_FILE}:2`, target: { by: 'path', host: 'a', path: '/srv' }, maxAgeSeconds: 7200, schedule: null },
    { where: `${USER_FILE}:5`, target: { by: 'metric', metric: 'b__srv' }, maxAgeSeconds: null, schedule: null },
  ]);
});

describe('the file', () => {
  it('is the first of those that exist', async () => {
    const files = { '/etc/duptop/config.yaml': 'timeout: 5s' };
    expect((await resolve({ files })).file).toBe('/etc/duptop/config.yaml');
    expect((await resolve({ files, file: '' })).file).toBe(USER_FILE);
  });

  it.each([
    [{ flags: { config: 'x.yml' } }, 'x.yml: there is no such file (named by --config)'],
    [{ environment: { DUPTOP_CONFIG: '/x.yml' } }, '/x.yml: there is no such file (named by DUPTOP_CONFIG)'],
    [{ files: { [USER_FILE]: new FileError('denied', USER_FILE, 'EACCES') } }, 'config.yml: no permission to read it'],
    [{ files: { [USER_FILE]: new FileError('too-large', USER_FILE, 'x') } }, 'config.yml: larger than 1 MiB'],
    [{ files: { [USER_FILE]: new FileError('not-text', USER_FILE, 'x') } }, 'config.yml: not UTF-8 text'],
    [{ files: { [USER_FILE]: new FileError('other', USER_FILE, 'is a folder') } }, 'config.yml: is a folder'],
  ])('that can’t be read is told with the reason: %#', async (given, message) => {
    expect(await refusals(given)).toEqual([message]);
  });
});

describe('what is wrong on the command line and in the environment', () => {
  it.each([
    [
      { flags: { timeout: '5x' } },
      '--timeout: "5x" is no duration; write it as 90s, 15m, 26h, 2d, 1h30m or a number of seconds',
    ],
    [{ flags: { header: ['s3cret'] } }, '--header: not of the form "Name: value"'],
    [
      { flags: { exporter: ['10.0.0.5:9100'] } },
      '--exporter: "10.0.0.5:9100" is no http or https URL; did you mean "http://10.0.0.5:9100"?',
    ],
    [
      { flags: { exporter: ['http://a'], exporters: false } },
      '--no-exporters: says to ask no exporter, but --exporter names one',
    ],
    [
      { flags: { prometheus: ['prom:9090'] } },
      '--prometheus: "prom:9090" is no http or https URL; did you mean "http://prom:9090"?',
    ],
    [
      {
        flags: { prometheus: ['site3'] },
        file: 'prometheus: [{name: site1, url: "http://a"}, {name: site2, url: "http://b"}]',
      },
      '--prometheus: "site3" is neither an http or https URL nor the name of a configured Prometheus (site1, site2)',
    ],
    [
      { environment: { PROMETHEUS_URL: 'ftp://op:s3cret@x' } },
      'PROMETHEUS_URL: "ftp://<secret>@x" is no http or https URL',
    ],
    [{ environment: { DUPTOP_TIMEOUT: '0' } }, 'DUPTOP_TIMEOUT: "0" is not between 0.1 seconds and 1h'],
  ])('is told with the flag or variable: %#', async (given, message) => {
    expect(await refusals(given)).toEqual([message]);
  });

  it('is told together with what is wrong in the file', async () => {
    expect(
      await refusals({ flags: { timeout: 'x' }, environment: { DUPTOP_TIMEOUT: 'y' }, file: 'timeout: z\ncolor: w' }),
    ).toEqual([
      expect.stringMatching(/^--timeout: /),
      expect.stringMatching(/^DUPTOP_TIMEOUT: /),
      expect.stringMatching(/^config\.yml:1:10: timeout: /),
      expect.stringMatching(/^config\.yml:2:8: color: /),
    ]);
  });
});

describe('Alertmanagers', () => {
  const file = `
alertmanagers:
  - http://one:9093/prefix/
  - {name: second, url: "http://op:pw@two:9093", headers: {X-Token: t}, httpConfig: two.yml}
`;

  it('are those of the file, with what each needs to be asked', async () => {
    const { alertmanagers } = await resolve({ file });
    expect(alertmanagers).toEqual([
      { name: 'one:9093', url: 'http://one:9093/prefix', credentials: null, headers: [], httpConfig: null },
      {
        name: 'second',
        url: 'http://two:9093',
        credentials: { username: 'op', password: 'pw' },
        headers: [{ name: 'X-Token', value: 't' }],
        httpConfig: '/home/op/.config/duptop/two.yml',
      },
    ]);
  });

  it('get no headers and no credentials that are for the Prometheus servers', async () => {
    const flags = { header: ['Authorization: secret'], httpConfig: 'flag.yml' };
    const { alertmanagers } = await resolve({ file, flags });
    expect(alertmanagers[0]).toMatchObject({ headers: [], httpConfig: null });
  });
});

describe('read only', () => {
  it('is what the file or the flag says, and the flag can only say yes', async () => {
    expect((await resolve({ file: 'readOnly: true' })).readOnly).toBe(true);
    expect((await resolve({ flags: { readOnly: true } })).readOnly).toBe(true);
    expect((await resolve({ file: 'readOnly: true', flags: {} })).readOnly).toBe(true);
    expect(await originOf('readOnly', { flags: { readOnly: true } })).toBe('flag --read-only');
  });
});
