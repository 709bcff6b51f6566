import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { inventoryFolder } from '../sources/declared/support/inventory.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Ended, runInProcess } from './support/run-in-process.ts';

const WRAPPER = '#!/bin/bash\necho wrapper\n';
let hostkitFolder: string;
let out: string;

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeEach(() => {
  const { path, remove } = tempFolder('hostkit');
  onTestFinished(remove);
  hostkitFolder = join(path, 'kit');
  out = join(path, 'out');
  put(join(hostkitFolder, 'duplicati_wrapper.sh'), WRAPPER);
  put(join(hostkitFolder, 'ansible/tasks/main.yml'), '- debug:\n');
  put(join(hostkitFolder, 'ansible/README.md'), '# Role\n');
  mkdirSync(join(hostkitFolder, 'ansible/files'));
  symlinkSync('../../duplicati_wrapper.sh', join(hostkitFolder, 'ansible/files/duplicati_wrapper.sh'));
});

const hostkit = (...args: readonly string[]): Promise<Ended> => runInProcess(['hostkit', ...args], { hostkitFolder });
const modeOf = (path: string) => statSync(path).mode & 0o777;
const textOf = (path: string) => readFileSync(path, 'utf8');

describe('duptop hostkit wrapper', () => {
  it('prints the wrapper as it is', async () => {
    expect(await hostkit('wrapper')).toEqual({ exitCode: 0, stdout: WRAPPER, stderr: '' });
  });

  it('writes it, executable, into a folder that it makes, and says so', async () => {
    const file = join(out, 'duplicati_wrapper.sh');
    expect(await hostkit('wrapper', `${out}/`)).toEqual({ exitCode: 0, stdout: `wrote ${file}\n`, stderr: '' });
    expect([textOf(file), modeOf(file)]).toEqual([WRAPPER, 0o755]);
  });

  it('leaves a file alone that is the same, but for its permissions', async () => {
    const file = join(out, 'duplicati_wrapper.sh');
    put(file, WRAPPER);
    chmodSync(file, 0o600);
    const before = statSync(file).ino;
    expect((await hostkit('wrapper', out)).stdout).toBe(`unchanged ${file}\n`);
    expect([statSync(file).ino, modeOf(file)]).toEqual([before, 0o755]);
  });

  it('overwrites a file that differs only with --force', async () => {
    const file = join(out, 'duplicati_wrapper.sh');
    put(file, 'mine');
    const refused = await hostkit('wrapper', out);
    expect([refused.exitCode, refused.stdout, textOf(file)]).toEqual([2, '', 'mine']);
    expect(refused.stderr).toContain(file);
    expect(refused.stderr).toContain('--force');
    expect((await hostkit('wrapper', out, '--force')).exitCode).toBe(0);
    expect(textOf(file)).toBe(WRAPPER);
  });

  it('says what is in the way of writing', async () => {
    put(out, 'a file');
    const { exitCode, stderr } = await hostkit('wrapper', out);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`duptop: ${out}/duplicati_wrapper.sh: `);
  });
});

describe('duptop hostkit role', () => {
  it('writes the whole folder, links as files', async () => {
    const { exitCode, stdout } = await hostkit('role', out);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual(
      ['README.md', 'files/duplicati_wrapper.sh', 'tasks/main.yml'].map((name) => `wrote ${out}/${name}`),
    );
    expect(readdirSync(out).sort()).toEqual(['README.md', 'files', 'tasks']);
    expect(textOf(join(out, 'files/duplicati_wrapper.sh'))).toBe(WRAPPER);
    expect([modeOf(join(out, 'files/duplicati_wrapper.sh')), modeOf(join(out, 'tasks/main.yml'))]).toEqual([
      0o755, 0o644,
    ]);
  });

  it('writes nothing at all where one file differs', async () => {
    put(join(out, 'tasks/main.yml'), '- mine\n');
    const { exitCode, stderr } = await hostkit('role', out);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${out}/tasks/main.yml`);
    expect(existsSync(join(out, 'README.md'))).toBe(false);
  });

  it('needs a folder', async () => {
    expect((await hostkit('role')).exitCode).toBe(2);
  });
});

describe('duptop hostkit scrape-config', () => {
  const site = () =>
    inventoryFolder({
      hosts: 'influx01 ansible_host=10.0.0.5\nweb\n',
      'host_vars/influx01.yml': 'duplicati_jobs: [{path: /var/lib/influxdb/}]\n',
      'host_vars/web.yml': 'duplicati_jobs: [{path: /srv}, {path: /etc}]\n',
    });

  it('prints a scrape job for each host of an inventory, where Ansible reaches it', async () => {
    const { exitCode, stdout, stderr } = await hostkit('scrape-config', '--ansible', site());
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(parse(stdout)).toEqual({
      scrape_configs: [
        { job_name: 'influx01', static_configs: [{ targets: ['10.0.0.5:9100'] }] },
        { job_name: 'web', static_configs: [{ targets: ['web:9100'] }] },
      ],
    });
  });

  it('takes the configured exporter of a host, and another port for the rest', async () => {
    const config = join(inventoryFolder({ 'c.yml': 'exporters: {urls: ["https://web:9443/m"]}\n' }), 'c.yml');
    const { stdout } = await hostkit('scrape-config', '-c', config, '--ansible', site(), '--port', '9200', '--file-sd');
    expect(JSON.parse(stdout)).toEqual([
      { targets: ['10.0.0.5:9200'], labels: { job: 'influx01' } },
      { targets: ['web:9443'], labels: { job: 'web', __scheme__: 'https', __metrics_path__: '/m' } },
    ]);
  });

  it('writes either form into a folder', async () => {
    const folder = site();
    const static_ = await hostkit('scrape-config', out, '--ansible', folder);
    const fileSd = await hostkit('scrape-config', out, '--ansible', folder, '--file-sd');
    expect(static_.stdout + fileSd.stdout).toBe(`wrote ${out}/duplicati.scrape.yml\nwrote ${out}/duplicati.json\n`);
    expect(modeOf(join(out, 'duplicati.json'))).toBe(0o644);
  });

  it.each([
    ['no host is declared', [], 'no host is declared'],
    ['a port is none', ['--port', '99999'], '--port: "99999" is no port'],
  ])('ends with 2 where %s', async (_, args, words) => {
    const { exitCode, stderr } = await hostkit('scrape-config', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});
