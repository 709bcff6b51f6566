import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/config/parse-file.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

let folder: TempFolder;
let file: string;
beforeEach(() => {
  folder = tempFolder('config-init');
  file = join(folder.path, 'duptop/config.yml');
});
afterEach(() => folder.remove());

const init = (args: readonly string[], answer: string | null = null) =>
  runInProcess(['config', 'init', ...args], {
    environment: { XDG_CONFIG_HOME: folder.path },
    question: answer === null ? null : { ask: async () => answer },
  });
const prometheusIn = (path: string) => parseConfigFile(path, readFileSync(path, 'utf8')).settings.prometheus;

describe('duptop config init', () => {
  it('writes the flags that were given to where duptop looks, for its owner alone', async () => {
    const { exitCode, stdout } = await init(['-p', 'http://user:secret@a:9090']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`wrote ${file}`);
    expect(prometheusIn(file)).toMatchObject([{ url: { url: 'http://a:9090' } }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('asks for the Prometheus at a terminal, and takes the usual one for no answer', async () => {
    await init(['-c', file], ' http://b:9090 ');
    expect(prometheusIn(file)).toMatchObject([{ url: { url: 'http://b:9090' } }]);
    await init(['-c', file, '--force'], '');
    expect(prometheusIn(file)).toMatchObject([{ url: { url: 'http://localhost:9090' } }]);
  });

  it('overwrites no file of a person without --force', async () => {
    await init([]);
    writeFileSync(file, 'timeout: 3s\n');
    const { exitCode, stderr } = await init([]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--force overwrites');
    expect(readFileSync(file, 'utf8')).toBe('timeout: 3s\n');
  });

  it('says of an answer that is no URL that it is none', async () => {
    const { exitCode, stderr } = await init([], 'nonsense');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('duptop: URL of the Prometheus: "nonsense" is no http or https URL');
    expect(() => readFileSync(file)).toThrow();
  });

  it.each([
    [['-p', 'nonsense'], 'duptop: -p: "nonsense" is no http or https URL'],
    [['--exporter', 'ftp://a'], 'duptop: --exporter: "ftp://a" is no'],
    [['--http-config', 'http.yml'], 'give the whole path'],
  ])('refuses %j and writes nothing', async (args, said) => {
    const { exitCode, stderr } = await init(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
    expect(() => readFileSync(file)).toThrow();
  });
});
