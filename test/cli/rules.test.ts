import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { RuleGroup } from '../../src/hostkit/rules/rule-group.ts';
import { FakeNetwork, pageOf, prometheusOver } from '../fleet/support/fake-world.ts';
import { inventoryFolder } from '../sources/declared/support/inventory.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

function groupsOf(text: string): readonly RuleGroup[] {
  return (parse(text) as { groups: readonly RuleGroup[] }).groups;
}

function alertsOf(text: string, group: string): readonly string[] {
  return (
    groupsOf(text)
      .find(({ name }) => name === group)
      ?.rules.map(({ alert }) => alert) ?? []
  );
}

function configFile(text: string): string {
  const { path, remove } = tempFolder('rules-config');
  onTestFinished(remove);
  const file = join(path, 'config.yml');
  writeFileSync(file, text);
  return file;
}

const SITE = {
  'host_vars/influx01.yml': 'duplicati_jobs:\n  - {path: /var/lib/influxdb/, hour: 2, minute: 0}\n',
  'group_vars/all.yml': 'duplicati_monitored_jobs: [{metric: influx01__var_lib_influxdb}]\n',
};
const INFLUX = 'MONITORED DUPLICATI JOB influx01__var_lib_influxdb_';

describe('duptop rules', () => {
  it('prints the rules for the jobs of an inventory, by the names that their series have, and tells of a name that differs', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['rules', '--ansible', inventoryFolder(SITE)]);
    expect(exitCode).toBe(0);
    expect(groupsOf(stdout).map(({ name }) => name)).toEqual(['Amaterasu', 'duptop jobs', 'duptop exporters']);
    expect(alertsOf(stdout, 'Amaterasu')).toEqual([
      `${INFLUX} DIDNT START IN 24hrs`,
      `${INFLUX} HAD FAILURE`,
      `${INFLUX} FOUND CORRUPT DATA`,
    ]);
    expect(stderr).toMatch(/^duptop: .*all\.yml:1: influx01__var_lib_influxdb is left out: .*\n$/);
  });

  it('takes jobs and inventories of the configuration, and its usual age; --ansible and --max-age go before those', async () => {
    const config = configFile(
      `defaultMaxAge: 2d\nansible: [${inventoryFolder(SITE)}]\njobs: [{host: db, path: /dump, maxAge: 90m}]\n`,
    );
    const starts = (text: string) => alertsOf(text, 'Amaterasu').filter((name) => name.includes('START'));
    const configured = await runInProcess(['rules', '-c', config]);
    expect(starts(configured.stdout)).toEqual([
      'MONITORED DUPLICATI JOB db__dump DIDNT START IN 1h 30m',
      `${INFLUX} DIDNT START IN 48hrs`,
    ]);
    const other = inventoryFolder({ 'host_vars/web.yml': 'duplicati_jobs: [{path: /srv}]\n' });
    const given = await runInProcess(['rules', '-c', config, '--ansible', other, '--max-age', '26h']);
    expect(starts(given.stdout)).toEqual([
      'MONITORED DUPLICATI JOB db__dump DIDNT START IN 1h 30m',
      'MONITORED DUPLICATI JOB web__srv DIDNT START IN 26hrs',
    ]);
  });

  it('leaves groups out, and needs no job where it has nothing to list', async () => {
    const { exitCode, stdout } = await runInProcess(['rules', '--no-classic']);
    expect(exitCode).toBe(0);
    expect(groupsOf(stdout).map(({ name }) => name)).toEqual(['duptop jobs', 'duptop exporters']);
    const classic = await runInProcess(['rules', '--no-labelled', '--ansible', inventoryFolder(SITE)]);
    expect(groupsOf(classic.stdout).map(({ name }) => name)).toEqual(['Amaterasu', 'duptop exporters']);
  });

  it('takes the jobs that it sees with --from-fleet', async () => {
    const now = Date.now();
    const host = {
      name: 'web',
      address: '10.0.0.8:9100',
      jobs: { web__srv_data_: 0, web__etc: 100 },
      startedAt: now - 3_600_000,
    };
    const prometheus = prometheusOver([host], now);
    const http = new FakeNetwork((url, request) =>
      url.startsWith('http://site:9090') ? prometheus(url, request) : pageOf(host),
    );
    const { exitCode, stdout } = await runInProcess(['rules', '-p', 'http://site:9090', '--from-fleet'], { http });
    expect(exitCode).toBe(0);
    expect(alertsOf(stdout, 'Amaterasu').filter((name) => name.includes('FAILURE'))).toEqual([
      'MONITORED DUPLICATI JOB web__etc HAD FAILURE',
      'MONITORED DUPLICATI JOB web__srv_data_ HAD FAILURE',
    ]);
  });

  it.each([
    ['no job is declared', ['rules'], 'no job is declared that rules could watch'],
    ['an inventory is not there', ['rules', '--ansible', '/nonexistent'], '--ansible: there is no folder /nonexistent'],
    ['an age is none', ['rules', '--max-age', 'long'], '--max-age: "long" is no duration'],
    ['YAML is wanted as JSON', ['rules', '--json', '--no-classic'], '--json goes with --check'],
    ['two places are named', ['rules', '--from-fleet', '--ansible', '/x'], 'cannot be used with'],
    ['an age is given to a check', ['rules', '--check', '--max-age', '1d'], 'cannot be used with'],
  ])('ends with 2 and a word where %s', async (_, args, words) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('ends with 3 where no source of the fleet answers', async () => {
    const http = new FakeNetwork(() => 'refused');
    const { exitCode, stdout } = await runInProcess(['rules', '-p', 'http://site:9090', '--from-fleet'], { http });
    expect([exitCode, stdout]).toEqual([3, '']);
  });
});
