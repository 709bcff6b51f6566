import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { betterKey, dbPathOf } from '../../../src/domain/db-path.ts';
import { betterMetric, textfileName } from '../../../src/domain/metric-name.ts';
import { canRename, underName } from '../../lab/host-name.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { WRAPPER, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

let host: WrapperHost;
beforeAll(() => {
  host = wrapperHost();
});
afterAll(() => host.remove());

/** What a dry run says, by the word before the colon. */
function dryRun(path: string, under: readonly string[] = []): ReadonlyMap<string, string> {
  const [file = '', ...args] = [...under, WRAPPER, '--config', host.config, '--dry-run', path];
  const { stdout } = spawnSync(file, [...args, 'authid', 'passphrase', ''], { encoding: 'utf8' });
  return new Map(
    stdout.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
}

const pieces = fc.oneof(
  fc.constantFrom(
    '/',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '-',
    '.',
    '%',
    '%41',
    '?',
    '*',
    '$(id)',
    '`id`',
    "'",
    '"',
    '\\',
    '~',
    '&',
  ),
  fc.constantFrom('var', 'ü', '日本', '\u{1f600}', '\u0301', '{path}', '{authid}', '_', ':', 'Z'.repeat(40)),
  fc.string({ unit: 'binary', maxLength: 10 }).map((text) => text.replaceAll('\0', '')),
);
const paths = fc.array(pieces, { maxLength: 12 }).map((parts) => `/${parts.join('')}`);

describe('the names that the wrapper makes', () => {
  it('are those that duptop expects, byte for byte, for any path', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const said = dryRun(path);
        const [database, classic, labelled] = ['database', 'classic metrics', 'labelled metrics'].map((name) =>
          basename(said.get(name) ?? ''),
        );
        expect(database).toBe(basename(dbPathOf(path, 'better')));
        expect(classic).toBe(textfileName(betterMetric(hostname(), path)));
        expect(labelled).toBe(`duplicati_job_${betterKey(path)}.prom`);
      }),
      { numRuns: 40 },
    );
  });

  it.each([139, 140, 300])('fit into a file name for a path of %d bytes', (bytes) => {
    const path = `/${'a'.repeat(bytes - 1)}`;
    const said = dryRun(path);
    expect(basename(said.get('database') ?? '')).toBe(basename(dbPathOf(path, 'better')));
    expect(said.get('key')).toMatch(bytes > 139 ? /^sha256_[0-9a-f]{64}$/ : /^F5Q.{221}$/);
    expect(basename(said.get('classic metrics') ?? '')).toBe(
      bytes === 300 ? `duplicati_${said.get('key')}.prom` : textfileName(betterMetric(hostname(), path)),
    );
  });

  it('lead to the database of the classic wrapper where its name was wrapped', () => {
    const path = '/srv/a/rather/long/path/that/base32/wraps/at/76/columns';
    const classic = basename(dbPathOf(path));
    expect(classic).toContain('\n');
    const ask = () => spawnSync(WRAPPER, ['--config', host.config, '--dry-run', path], { encoding: 'utf8' }).stdout;
    expect(ask()).toContain(`database: ${host.files(path).database}\n`);
    writeFileSync(join(host.folder, 'db', classic), '');
    expect(ask()).toContain(`database: $'${join(host.folder, 'db', classic).replace('\n', '\\n')}'\n`);
  });
});

describeUnless(
  canRename() ? null : 'no way to give a process a host name of its own',
  'on a host with - and . in its name',
  () => {
    it('the classic names are still ones that node_exporter accepts', () => {
      const under = underName('web-01.example.net', []);
      const said = dryRun('/srv/my-data', under);
      expect(said.get('host')).toBe('web-01.example.net');
      expect(basename(said.get('classic metrics') ?? '')).toBe('duplicati_web_01_example_net__srv_my_data.prom');
    });
  },
);
