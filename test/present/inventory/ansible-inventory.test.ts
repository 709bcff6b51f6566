import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { ansibleInventory, variablesOf } from '../../../src/present/inventory/ansible-inventory.ts';
import { aCause, ago, aHost, aJob, aRun, aSnapshot } from '../support/snapshot.ts';

const noConnection = () => ({});
const inventoryOf = (given: Partial<Snapshot>) => ansibleInventory(aSnapshot(given), noConnection);
const hostsIn = (inventory: ReturnType<typeof inventoryOf>) =>
  Object.fromEntries(
    Object.entries(inventory).flatMap(([group, { hosts = [] }]: [string, { hosts?: readonly string[] }]) =>
      hosts.length === 0 ? [] : [[group, hosts]],
    ),
  );

describe('the inventory for Ansible', () => {
  it('puts a host into the groups of all its jobs and causes, and of its own fault', () => {
    const inventory = inventoryOf({
      jobs: [
        aJob({
          host: 'db01',
          path: '/a',
          status: 'failed',
          cause: aCause('exit-failed'),
          otherCauses: [aCause('slow')],
        }),
        aJob({ host: 'db01', path: '/b', status: 'ok' }),
        aJob({ host: 'mail', instance: '10.0.0.6:9100', status: 'missing', cause: aCause('never-ran') }),
      ],
      hosts: [
        aHost({ host: 'db01', instance: '10.0.0.5:9100' }),
        aHost({ host: 'web01', instance: '10.0.0.8:9100', cause: aCause('textfile-rejected') }),
        aHost({ host: 'idle', instance: '10.0.0.9:9100' }),
      ],
    });
    expect(hostsIn(inventory)).toEqual({
      failed: ['db01'],
      cause_exit_failed: ['db01'],
      cause_slow: ['db01'],
      ok: ['db01'],
      missing: ['mail'],
      cause_never_ran: ['mail'],
      host_problem: ['web01'],
      cause_textfile_rejected: ['web01'],
      ungrouped: ['idle'],
    });
  });

  it('has every group, so that a playbook may name one without hosts', () => {
    const inventory = inventoryOf({});
    expect(inventory.failed).toEqual({ hosts: [] });
    expect(inventory.cause_exporter_down).toEqual({ hosts: [] });
    for (const group of Object.keys(inventory)) expect(group).toMatch(/^[a-z_]+$/);
  });

  it('tells of each job what a playbook may need', () => {
    const job = aJob({
      host: 'db01',
      path: '/srv/a',
      pathExact: false,
      status: 'failed',
      cause: aCause('exit-failed'),
      lastRun: aRun({ startedAt: ago(60), exitCode: 100 }),
    });
    expect(variablesOf(inventoryOf({ jobs: [job] }), 'db01')).toEqual({
      duptop_host: 'db01',
      duptop_instance: '10.0.0.5:9100',
      duptop_status: 'failed',
      duptop_host_causes: [],
      duptop_jobs: [
        {
          id: 'db01:/srv/a',
          path: '/srv/a',
          path_exact: false,
          metric: 'db01__srv_a',
          status: 'failed',
          cause: 'exit-failed',
          exit_code: 100,
          started_at: '2026-11-24T19:41:20.000Z',
          age_seconds: 60,
        },
      ],
    });
  });

  it('names the worst status of a host', () => {
    const jobs = (['ok', 'missing', 'late'] as const).map((status) =>
      aJob({ host: 'db01', path: `/${status}`, status }),
    );
    expect(variablesOf(inventoryOf({ jobs }), 'db01')?.duptop_status).toBe('missing');
  });

  it.each([
    ['my host', 'my_host'],
    ['-oProxyCommand=x', '_-oProxyCommand_x'],
    ['web[01:20]', 'web_01_20_'],
    ['a:b,c', 'a_b_c'],
    ['~.*', '_._'],
    ['', '_'],
    ['failed', 'failed_2'],
    ['all', 'all_2'],
    ['{{ x }}', '___x___'],
    ['localhost', '_localhost'],
    ['localhost.localdomain', '_localhost.localdomain'],
    ['127.0.0.1', '_127.0.0.1'],
    ['0', '_0'],
  ])('gives the host %j a name that Ansible can take, and its address', (host, name) => {
    const inventory = inventoryOf({ jobs: [aJob({ host, status: 'late' })] });
    expect(inventory.late).toEqual({ hosts: [name] });
    expect(variablesOf(inventory, host)).toMatchObject({ ansible_host: '10.0.0.5' });
  });

  it('keeps two names apart that Ansible would take for one', () => {
    const jobs = ['a b', 'a_b', 'a:b'].map((host, at) => aJob({ host, instance: `10.0.0.${at}:9100`, status: 'late' }));
    expect(inventoryOf({ jobs }).late).toEqual({ hosts: ['a_b_2', 'a_b', 'a_b_3'] });
  });

  it('tells machines of one name apart by their addresses', () => {
    const jobs = ['10.0.0.5:9100', '[fd00::5]:9100'].map((instance) => aJob({ host: 'web', instance, status: 'late' }));
    const { late, _meta } = inventoryOf({ jobs });
    expect(late).toEqual({ hosts: ['web_10.0.0.5', 'web_fd00__5'] });
    expect(Object.values(_meta.hostvars).map(({ ansible_host }) => ansible_host)).toEqual(['10.0.0.5', 'fd00::5']);
  });

  it('takes two exporters at one address for one machine', () => {
    const jobs = ['10.0.0.5:9100', '10.0.0.5:9101'].map((instance) => aJob({ host: 'web', path: instance, instance }));
    const inventory = inventoryOf({ jobs });
    expect(inventory.ok).toEqual({ hosts: ['web'] });
    expect(variablesOf(inventory, 'web')?.duptop_jobs).toHaveLength(2);
    expect(variablesOf(inventory, 'web')).not.toHaveProperty('ansible_host');
  });

  it('gives a job that no source shows to the machine of its host', () => {
    const jobs = [aJob({ host: 'web', instance: null, status: 'missing' }), aJob({ host: 'web', path: '/other' })];
    const inventory = inventoryOf({ jobs });
    expect(hostsIn(inventory)).toEqual({ missing: ['web'], ok: ['web'] });
  });

  it.each([
    '127.0.0.1:9100',
    '[::1]:9100',
    'localhost:9100',
    'a label',
    '{{lookup("pipe","id")}}',
    '-oProxyCommand=id',
    '$(id)',
  ])('takes the instance %s for no address', (instance) => {
    const inventory = inventoryOf({ jobs: [aJob({ host: 'my host', instance })] });
    expect(variablesOf(inventory, 'my host')).not.toHaveProperty('ansible_host');
  });

  it('takes an address that several hosts share for that of none', () => {
    const jobs = ['a host', 'b host'].map((host, at) => aJob({ host, instance: `10.0.0.5:910${at}` }));
    expect(JSON.stringify(inventoryOf({ jobs }))).not.toContain('ansible_host');
  });

  it('takes the connection from whoever knows it, before the address', () => {
    const inventory = ansibleInventory(aSnapshot({ jobs: [aJob({ host: 'my host' })] }), (host, instance) => ({
      ansible_host: `${host}@${instance}`,
    }));
    expect(variablesOf(inventory, 'my host')?.ansible_host).toBe('my host@10.0.0.5:9100');
  });

  it('marks texts that Ansible would evaluate', () => {
    const path = '/srv/{{ lookup("pipe", "id") }}';
    const inventory = inventoryOf({ jobs: [aJob({ host: '__proto__', path })] });
    expect(variablesOf(inventory, '__proto__')?.duptop_jobs).toMatchObject([
      { path: { __ansible_unsafe: path }, id: { __ansible_unsafe: `__proto__:${path}` } },
    ]);
  });
});
