import type { Job } from '../../domain/job.ts';
import type { Host, Snapshot } from '../../domain/snapshot.ts';

/** A machine that Ansible can act on: what the fleet shows under one name at one address. */
export interface Machine {
  readonly host: string;
  /** One of its instances; `null` where no source shows one. */
  readonly instance: string | null;
  /** Of the instance, without the port; `null` where that is not known, or no address. */
  readonly address: string | null;
  /** Whether another machine has the same name, or the same address. */
  readonly sharesName: boolean;
  readonly sharesAddress: boolean;
  readonly hosts: readonly Host[];
  readonly jobs: readonly Job[];
}

/** Nothing else may become an address: Ansible takes it for a template where it holds braces, and hands it to ssh as it is. */
const ADDRESS = /^(?:\[([0-9a-fA-F:.]+)\]|([a-zA-Z0-9_][a-zA-Z0-9_.-]*))(?::\d{1,5})?$/;
const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** The machines of a snapshot, in the order in which it names them. A job that no source shows belongs to the only machine of its host. */
export function machinesOf({ hosts, jobs }: Snapshot): readonly Machine[] {
  const drafts = new Map<string, { host: string; instance: string | null; hosts: Host[]; jobs: Job[] }>();
  const draftOf = ({ host, instance }: { readonly host: string; readonly instance: string | null }) => {
    const key = `${host}\0${instance === null ? '' : (addressOf(instance) ?? instance)}`;
    const draft = drafts.get(key) ?? { host, instance, hosts: [], jobs: [] };
    drafts.set(key, draft);
    return draft;
  };
  for (const host of hosts.filter(({ instance }) => instance !== null)) draftOf(host).hosts.push(host);
  for (const job of jobs.filter(({ instance }) => instance !== null)) draftOf(job).jobs.push(job);
  const seen = Map.groupBy(drafts.values(), ({ host }) => host);
  const only = (host: string) => (seen.get(host)?.length === 1 ? seen.get(host)?.[0] : undefined);
  for (const host of hosts) if (host.instance === null) (only(host.host) ?? draftOf(host)).hosts.push(host);
  for (const job of jobs) if (job.instance === null) (only(job.host) ?? draftOf(job)).jobs.push(job);
  const all = [...drafts.values()];
  const byName = Map.groupBy(all, ({ host }) => host);
  const byAddress = Map.groupBy(all, ({ instance }) => (instance === null ? null : addressOf(instance)));
  return all.map((draft) => {
    const address = draft.instance === null ? null : addressOf(draft.instance);
    return {
      ...draft,
      address,
      sharesName: (byName.get(draft.host)?.length ?? 0) > 1,
      sharesAddress: address !== null && (LOOPBACK.test(address) || (byAddress.get(address)?.length ?? 0) > 1),
    };
  });
}

/** `10.0.0.5:9100` → `10.0.0.5`, `[fd00::5]:9100` → `fd00::5`; `null` for a label that is no address. */
function addressOf(instance: string): string | null {
  const [, ipv6, other] = ADDRESS.exec(instance) ?? [];
  return ipv6 ?? other ?? null;
}
