import { CAUSE_CODES, type CauseCode } from '../../domain/cause.ts';
import type { Job } from '../../domain/job.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { STATUSES, statusRank } from '../../domain/status.ts';
import type { EpochMs } from '../../domain/time.ts';
import { isoTime } from '../../text/iso-time.ts';
import { jobAge } from '../ages.ts';
import { inventoryNames, keepsName } from './inventory-names.ts';
import { type Machine, machinesOf } from './machines.ts';
import { type InventoryText, inventoryText, inventoryTextOrNull } from './unsafe-text.ts';

/** How Ansible is to reach a machine, where that is not simply by its name. */
export type Connection = Readonly<Record<`ansible_${string}`, string | number | boolean>>;

type HostVariables = Readonly<Record<string, unknown>>;

/** What Ansible reads from an inventory script that is called with `--list`. */
export interface AnsibleInventory {
  readonly _meta: { readonly hostvars: Readonly<Record<string, HostVariables>> };
  readonly [group: string]: { readonly hosts?: readonly string[]; readonly children?: readonly string[] } | object;
}

/** Hosts with a fault that belongs to no known job. */
const HOST_PROBLEM = 'host_problem';
const GROUPS: readonly string[] = [...STATUSES, HOST_PROBLEM, ...CAUSE_CODES.map(groupOf)];

/**
 * The fleet as an inventory: a group for each status, with the hosts that have such a job, and for each cause of a job or host. Groups
 * without hosts are there too, so that a playbook may name them. `connectionOf` says how a host is reached, as far as the configuration does.
 */
export function ansibleInventory(
  snapshot: Snapshot,
  connectionOf: (host: string, instance: string | null) => Connection,
): AnsibleInventory {
  const machines = machinesOf(snapshot);
  const names = inventoryNames(machines, new Set([...GROUPS, 'all', 'ungrouped']));
  const members = new Map(GROUPS.map((group) => [group, [] as string[]]));
  const ungrouped: string[] = [];
  const hostvars: Record<string, HostVariables> = Object.create(null);
  for (const machine of machines) {
    const name = names.get(machine) ?? machine.host;
    const groups = groupsOf(machine);
    for (const group of groups) members.get(group)?.push(name);
    if (groups.size === 0) ungrouped.push(name);
    hostvars[name] = {
      ...addressVariables(machine, name),
      ...connectionOf(machine.host, machine.instance),
      ...hostVariables(machine, snapshot.generatedAt),
    };
  }
  return {
    _meta: { hostvars },
    all: { children: ['ungrouped', ...GROUPS] },
    ungrouped: { hosts: ungrouped },
    ...Object.fromEntries(Array.from(members, ([group, hosts]) => [group, { hosts }])),
  };
}

/** The variables of a host, by its name in the inventory or in the fleet; `null` where there is none. */
export function variablesOf({ _meta: { hostvars } }: AnsibleInventory, host: string): HostVariables | null {
  const own = hostvars[host];
  if (own !== undefined) return own;
  const exact = JSON.stringify(inventoryText(host));
  return Object.values(hostvars).find(({ duptop_host }) => JSON.stringify(duptop_host) === exact) ?? null;
}

function groupsOf({ hosts, jobs }: Machine): ReadonlySet<string> {
  const causes = [...hosts, ...jobs].flatMap(({ cause }) => (cause === null ? [] : [groupOf(cause.code)]));
  const others = jobs.flatMap(({ otherCauses }) => otherCauses.map(({ code }) => groupOf(code)));
  const problem = hosts.some(({ cause }) => cause !== null) ? [HOST_PROBLEM] : [];
  return new Set([...jobs.map(({ status }) => status), ...problem, ...causes, ...others]);
}

/**
 * The address of the instance is right only where the name can't be: where Ansible can't take it, or several machines have it. Else the
 * name is what ssh, its configuration and other inventories know the host by.
 */
function addressVariables({ address, sharesAddress, ...machine }: Machine, name: string): HostVariables {
  const isKept = keepsName({ address, sharesAddress, ...machine }, name);
  return isKept || address === null || sharesAddress ? {} : { ansible_host: address };
}

function hostVariables({ host, instance, hosts, jobs }: Machine, now: EpochMs): HostVariables {
  const [worst] = jobs.map(({ status }) => status).sort((one, other) => statusRank(one) - statusRank(other));
  return {
    duptop_host: inventoryText(host),
    duptop_instance: inventoryTextOrNull(instance),
    duptop_status: worst ?? null,
    duptop_host_causes: hosts.flatMap(({ cause }) => cause?.code ?? []),
    duptop_jobs: jobs.map((job) => jobVariables(job, now)),
  };
}

function jobVariables(job: Job, now: EpochMs): Readonly<Record<string, InventoryText | number | boolean | null>> {
  return {
    id: inventoryText(job.id),
    path: inventoryText(job.path),
    path_exact: job.pathExact,
    metric: inventoryText(job.metric),
    status: job.status,
    cause: job.cause?.code ?? null,
    exit_code: job.lastRun?.exitCode ?? null,
    started_at: isoTime(job.lastRun?.startedAt ?? null),
    age_seconds: jobAge(job, now),
  };
}

/** `exporter-down` → `cause_exporter_down`: names of groups are variables' names to Ansible. */
function groupOf(code: CauseCode): string {
  return `cause_${code.replaceAll('-', '_')}`;
}
