import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configAsJson, describeConfig } from '../../src/config/show.ts';
import { type Given, resolve, USER_FILE } from './support/resolve.ts';

const FILE = `prometheus:
  - name: site1
    url: https://op:s3cret@one/prometheus
    headers: {X-Token: s3cret}
    httpConfig: /http.yml
alertmanagers:
  - {name: am, url: https://op:s3cret@am/prefix, headers: {X-Token: s3cret}}
exporters:
  urls: [http://op:s3cret@10.0.0.5:9100]
  timeout: 1m30s
jobs:
  - {host: a, path: /srv, maxAge: 26h, schedule: 0 2 * * *}
  - metric: b__srv
`;

async function rowsOf(given: Given): Promise<readonly string[]> {
  const rows = describeConfig(await resolve(given));
  return rows.map(({ key, value, origin }) => `${key} = ${value} (${origin.replace(USER_FILE, 'config.yml')})`);
}

describe('the configuration for people', () => {
  it('has a row for each value with who said it, and no secret', async () => {
    expect(await rowsOf({ file: FILE, environment: { DUPTOP_TIMEOUT: '20' }, flags: { color: false } })).toEqual([
      'prometheus[0].name = site1 (file config.yml:2)',
      'prometheus[0].url = https://<secret>@one/prometheus (file config.yml:3)',
      'prometheus[0].headers.X-Token = <secret> (file config.yml:4)',
      'prometheus[0].httpConfig = /http.yml (file config.yml:5)',
      'alertmanagers[0].name = am (file config.yml:7)',
      'alertmanagers[0].url = https://<secret>@am/prefix (file config.yml:7)',
      'alertmanagers[0].headers.X-Token = <secret> (file config.yml:7)',
      'exporters.urls[0] = http://<secret>@10.0.0.5:9100/metrics (file config.yml:9)',
      'exporters.direct = true (default)',
      'exporters.concurrency = 64 (default)',
      'exporters.timeout = 20s (environment DUPTOP_TIMEOUT)',
      'timeout = 20s (environment DUPTOP_TIMEOUT)',
      'history = true (default)',
      'ansible = none (default)',
      'ssh = none (default)',
      'jobs[0].host = a (file config.yml:12)',
      'jobs[0].path = /srv (file config.yml:12)',
      'jobs[0].maxAge = 1d2h (file config.yml:12)',
      'jobs[0].schedule = 0 2 * * * (file config.yml:12)',
      'jobs[1].metric = b__srv (file config.yml:13)',
      'defaultMaxAge = 1d (default)',
      'ignoreCauses = none (default)',
      'color = never (flag --no-color)',
      'ascii = auto (default)',
      'readOnly = false (default)',
    ]);
  });

  it('says that the locale has duptop draw with ASCII, and which variable that is', async () => {
    const given = { environment: { LC_ALL: 'POSIX' } };
    expect(await rowsOf(given)).toContain('ascii = auto: ASCII on a terminal (environment LC_ALL)');
    const { settings, origins } = configAsJson(await resolve(given));
    expect(settings).toMatchObject({ ascii: 'auto' });
    expect(origins.ascii).toBe('environment LC_ALL');
  });

  it('shows nothing that a terminal would act on', async () => {
    const rows = await rowsOf({ file: 'jobs: [{host: a, path: "/srv/\\e[2J\\u202e"}]' });
    expect(rows).toContain('jobs[0].path = /srv/\\x1b[2J\\u{202e} (file config.yml:1)');
  });
});

describe('the configuration as JSON', () => {
  it('has the shape of the file, and the origins by path', async () => {
    const { file, settings, origins } = configAsJson(await resolve({ file: FILE }));
    expect(file).toBe(USER_FILE);
    expect(settings).toMatchObject({
      prometheus: [{ name: 'site1', url: 'https://<secret>@one/prometheus', headers: { 'X-Token': '<secret>' } }],
      exporters: { timeout: '1m30s', httpConfig: null },
      jobs: [
        { host: 'a', path: '/srv', maxAge: '1d2h' },
        { metric: 'b__srv', maxAge: null, schedule: null },
      ],
    });
    expect(origins).toMatchObject({
      'prometheus[0].url': `file ${USER_FILE}:3`,
      timeout: 'default',
      'jobs[1]': `file ${USER_FILE}:13`,
    });
  });
});

it('never shows a secret, whatever it is and wherever it stands', async () => {
  const secret = fc.stringMatching(/^[!-~]{6,30}$/).map((text) => `S3${text}`);
  await fc.assert(
    fc.asyncProperty(secret, secret, async (password, header) => {
      const url = (host: string) => `http://op:${encodeURIComponent(password)}@${host}`;
      const config = await resolve({
        file: JSON.stringify({
          prometheus: [{ name: 'a', url: url('one'), headers: { 'X-Token': header } }, url('two')],
          exporters: { urls: [url('three')] },
        }),
        flags: { prometheus: ['a', url('four')], exporter: [url('five')], header: [`Authorization: ${header}`] },
      });
      const shown = JSON.stringify([describeConfig(config), configAsJson(config)]);
      expect(config.prometheus[1]?.credentials?.password).toBe(password);
      for (const text of [password, encodeURIComponent(password), header]) expect(shown).not.toContain(text);
      expect(shown).not.toContain('S3');
    }),
  );
});
