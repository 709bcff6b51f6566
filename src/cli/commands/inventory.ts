import { type Command, Option } from 'commander';
import { type GlobalFlags, globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

export interface InventoryFlags extends GlobalFlags {
  readonly host?: string;
}

/** `duptop inventory`. */
export function registerInventory(program: Command, shell: Shell): void {
  program
    .command('inventory')
    .summary('the fleet as a dynamic inventory for Ansible: groups by status and cause')
    .description(
      'Prints what Ansible reads from an inventory script: a group for each status (failed, missing, late, …), with the hosts that have such\n' +
        'a job, a group for each cause (cause_exporter_down, …), and host_problem. A host is in as many groups as fit.',
    )
    .argument('[filter...]', 'only matching jobs, as in "duptop list"')
    .addOption(new Option('--list', 'all groups and hosts, with their variables; so it is without any flag'))
    .addOption(new Option('--host <host>', 'the variables of one host').conflicts('list'))
    .addHelpText(
      'after',
      `
Variables of a host: duptop_host, duptop_instance, duptop_status (its worst job), duptop_host_causes, and duptop_jobs, a list with id, path,
path_exact, metric, status, cause, exit_code, started_at, age_seconds. A host is reached by its name, as ssh and duptop itself do;
what "ssh" in duptop's configuration says of it becomes ansible_host, ansible_user, ansible_port, ansible_become. Only a host whose name
Ansible can't take, or several machines have, gets its instance's address for ansible_host.

Ansible takes a script; this one is enough, as an executable file duptop.sh:
  #!/bin/sh
  exec duptop inventory "$@"

Examples:
  ansible -i duptop.sh failed -m ping
  ansible -i /etc/ansible/hosts -i duptop.sh cause_textfile_rejected -a 'ls /var/lib/prometheus/node-exporter'
  duptop inventory --list 'exit:>=50' | jq .failed
`,
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runInventory } = await import('./inventory-run.ts');
      await runInventory(filter, { ...globalFlagsOf(command), ...command.opts<InventoryFlags>() }, shell);
    });
}
