import { type Command, Option } from 'commander';
import { type GlobalFlags, globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

export interface WriteFlags {
  readonly force?: boolean;
}

export interface ScrapeConfigFlags extends GlobalFlags, WriteFlags {
  readonly ansible: readonly string[];
  readonly fileSd?: boolean;
  readonly port: string;
}

/** `duptop hostkit wrapper|role|scrape-config`. */
export function registerHostkit(program: Command, shell: Shell): void {
  const group = program
    .command('hostkit')
    .summary('write the host-side files out: wrapper, Ansible role, scrape configuration')
    .description(
      'Writes out what belongs on the hosts and beside Prometheus. A file that is there already and differs is left alone without --force.',
    );
  group
    .command('wrapper')
    .summary('the wrapper that cron starts')
    .description('Prints the wrapper around duplicati-cli, or writes it into a folder, executable.')
    .argument('[dir]', 'the folder; without it the wrapper is printed')
    .addOption(force())
    .addHelpText('after', '\nExamples:\n  duptop hostkit wrapper /opt\n')
    .action(async (folder: string | undefined, flags: WriteFlags) => {
      const { runWrapper } = await import('./hostkit-run.ts');
      await runWrapper(folder, flags, shell);
    });
  group
    .command('role')
    .summary('the Ansible role')
    .description('Writes the Ansible role into a folder, which is made where it is missing.')
    .argument('<dir>', 'the folder')
    .addOption(force())
    .addHelpText('after', '\nExamples:\n  duptop hostkit role ~/site/roles/duplicati\n')
    .action(async (folder: string, flags: WriteFlags) => {
      const { runRole } = await import('./hostkit-run.ts');
      await runRole(folder, flags, shell);
    });
  group
    .command('scrape-config')
    .summary('scrape jobs for the hosts that have declared jobs')
    .description(
      'Prints one scrape job for each host that the configuration or an Ansible inventory declares jobs for, or writes them into a folder. ' +
        'A host is scraped at the configured exporter of its name, else at its ansible_host, else at its name.',
    )
    .argument('[dir]', 'the folder; without it the scrape jobs are printed')
    .addOption(
      new Option('--ansible <folder>', 'an inventory, in place of the configured ones; may be repeated')
        .argParser((value: string, all: readonly string[]) => [...all, value])
        .default([], 'none'),
    )
    .option('--file-sd', 'a JSON list of targets for file_sd_configs, in place of scrape_configs')
    .option('--port <port>', 'of the node exporters', '9100')
    .addOption(force())
    .addHelpText(
      'after',
      `
Examples:
  duptop hostkit scrape-config --ansible ~/site        # a part of prometheus.yml
  duptop hostkit scrape-config --ansible ~/site --file-sd /etc/prometheus/file_sd        # for file_sd_configs: [{files: [/etc/prometheus/file_sd/duplicati.json]}]
`,
    )
    .action(async (folder: string | undefined, _flags, command: Command) => {
      const { runScrapeConfig } = await import('./hostkit-scrape-run.ts');
      await runScrapeConfig(folder, { ...globalFlagsOf(command), ...command.opts<ScrapeConfigFlags>() }, shell);
    });
}

function force(): Option {
  return new Option('--force', 'overwrite files that are there already and differ');
}
