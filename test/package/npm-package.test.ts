import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = tempFolder('package');
/** No way to a registry: what is not in the package is not there. */
const environment = {
  PATH: process.env.PATH,
  HOME: folder.path,
  npm_config_offline: 'true',
  npm_config_cache: join(folder.path, 'cache'),
};

describeWith(['npm'], 'the npm package', () => {
  let files: readonly string[];
  let installed: string;

  beforeAll(() => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.path];
    const [packed] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, env: environment, encoding: 'utf8' })) as [
      { readonly filename: string; readonly files: readonly { readonly path: string }[] },
    ];
    files = packed.files.map(({ path }) => path);
    const prefix = join(folder.path, 'prefix');
    const tarball = join(folder.path, packed.filename);
    execFileSync('npm', ['install', '--global', '--prefix', prefix, tarball], { env: environment, stdio: 'pipe' });
    installed = join(prefix, 'bin/duptop');
  });
  afterAll(() => folder.remove());

  const duptop = (...args: readonly string[]) =>
    execFileSync(process.execPath, [installed, ...args], { env: environment, cwd: folder.path, encoding: 'utf8' });

  it('holds what runs, what hosts get, the manual page, and nothing else', () => {
    for (const file of [
      'bin/duptop.js',
      'dist/main.js',
      'dist/duptop.1',
      'dist/hostkit/duplicati_wrapper.sh',
      'LICENSE',
    ]) {
      expect(files).toContain(file);
    }
    expect(files.filter((file) => !/^(bin|dist)\/|^(README\.md|LICENSE|package\.json)$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it('lays the manual page where man looks for it', () => {
    expect(existsSync(join(folder.path, 'prefix/share/man/man1/duptop.1'))).toBe(true);
  });

  it('runs where it is installed, without a network and without packages beside it', () => {
    expect(duptop('--version')).toMatch(/^\d+\.\d+\.\d+ \(/);
    expect(duptop('hostkit', 'wrapper', 'out')).toContain('wrote out/duplicati_wrapper.sh');
    expect(duptop('demo', 'status:failed')).toContain('✖ failed');
  });
});
