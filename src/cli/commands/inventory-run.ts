import type { HostSettings } from '../../domain/host-settings.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { ansibleInventory, type Connection, variablesOf } from '../../present/inventory/ansible-inventory.ts';
import { narrowTo } from '../../present/narrow.ts';
import { destinationOf } from '../../remote/host-destination.ts';
import { RemoteError } from '../../remote/remote-error.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { filterOf, matchingRows } from '../filter.ts';
import { readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import type { InventoryFlags } from './inventory.ts';

/** Prints the inventory, or one host of it. @throws Failure for a filter that can't be read, or a host that is not there */
export async function runInventory(words: readonly string[], flags: InventoryFlags, shell: Shell): Promise<void> {
  const filter = filterOf(words);
  const { config, snapshot } = await readSnapshot(flags, shell);
  // Hosts without jobs belong to the fleet, but not to what a filter matches.
  const shown = words.length === 0 ? snapshot : narrowTo(snapshot, matchingRows(snapshot, filter));
  const inventory = ansibleInventory(shown, (host, instance) => connection(host, instance, config.ssh));
  if (flags.host === undefined) {
    await shell.stdout.write(`${jsonText(inventory)}\n`);
    return;
  }
  const variables = variablesOf(inventory, flags.host);
  if (variables === null) throw wrongUse(say`there is no host ${flags.host}`, say`"duptop inventory" shows all`);
  await shell.stdout.write(`${jsonText(variables)}\n`);
}

/** What the configuration says of the way to a host; nothing where ssh takes its name as it is. */
function connection(host: string, instance: string | null, settings: readonly HostSettings[]): Connection {
  try {
    const destination = destinationOf(host, instance, { settings, machineName: '' });
    const become = destination.become === null ? {} : { ansible_become: true, ansible_become_user: destination.become };
    if (destination.via === 'local') return { ansible_connection: 'local', ...become };
    const { name, user, port } = destination.ssh;
    return {
      ...(name === host ? {} : { ansible_host: name }),
      ...(user === null ? {} : { ansible_user: user }),
      ...(port === null ? {} : { ansible_port: port }),
      ...become,
    };
  } catch (error) {
    // No way that the configuration knows: the address may do.
    if (error instanceof RemoteError) return {};
    throw error;
  }
}
