import { type Command, Option } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import { type GlobalFlags, globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

export interface AlertsFlags extends GlobalFlags {
  readonly json?: boolean;
  readonly all?: boolean;
}

export interface ChangeFlags extends GlobalFlags {
  readonly yes?: boolean;
}

export interface ExtendFlags extends ChangeFlags {
  readonly duration: string;
}

export interface SilenceFlags extends ExtendFlags {
  readonly comment: string;
  readonly only?: string;
}

/** `duptop alerts`, and what changes silences under it. */
export function registerAlerts(program: Command, shell: Shell, end: (exitCode: ExitCode) => void): void {
  const group = program
    .command('alerts')
    .summary('firing and pending alerts with their jobs and silences; silence, extend, expire')
    .description(
      'Prints the alerts about backups, worst first: what fires aloud, what is pending, what is kept silent and by whom. Below: alerts that no ' +
        'Alertmanager has, silences, and rules that are in error or can never match.',
    )
    .argument(
      '[filter...]',
      'only matching alerts: words in name, labels or job; alert:firing; host: path: status: … of the job',
    )
    .option('--json', 'one JSON document (its form: duptop schema alerts)')
    .option('--all', 'those that are not about Duplicati too')
    .addHelpText(
      'after',
      `
Alertmanagers are those that the Prometheus servers send to, or those under "alertmanagers" in the configuration.

Examples:
  duptop alerts -p http://prometheus:9090
  duptop alerts host:db* alert:firing --json | jq -r '.alerts[].name'
`,
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runAlerts } = await import('./alerts-run.ts');
      await runAlerts(filter, { ...globalFlagsOf(command), ...command.opts<AlertsFlags>() }, shell);
    });
  group
    .command('silence')
    .summary('keep the alerts of a job, or the alert of a name, silent for a while')
    .description(
      'Makes silences for exactly the alerts that are pending or firing: each label must be the same, so that nothing else is silent. Shows them, and asks first.',
    )
    .argument('<what>', 'HOST:PATH, or the name of an alert')
    .addOption(new Option('--duration <duration>', 'for how long, such as 2h').makeOptionMandatory())
    .addOption(new Option('--comment <text>', 'why, for others').makeOptionMandatory())
    .option('--only <alert>', 'of the alerts of the job, those of this name')
    .option('--yes', 'without asking')
    .addHelpText(
      'after',
      `
Examples:
  duptop alerts silence db01:/var/lib/postgresql --duration 2h --comment 'disk is being replaced'
`,
    )
    .action(async (what: string, _flags, command: Command) => {
      const { runSilence } = await import('./alerts-silence-run.ts');
      end(await runSilence(what, { ...globalFlagsOf(command), ...command.opts<SilenceFlags>() }, shell));
    });
  group
    .command('extend')
    .summary('make a silence longer')
    .description('Has a silence end later, by a duration. Shows it, and asks first.')
    .argument('<id>', 'of the silence, or its beginning')
    .addOption(new Option('--duration <duration>', 'how much longer, such as 2h').makeOptionMandatory())
    .option('--yes', 'without asking')
    .addHelpText('after', '\nExamples:\n  duptop alerts extend 4f3c2b1a --duration 2h\n')
    .action(async (id: string, _flags, command: Command) => {
      const { runExtend } = await import('./alerts-change-run.ts');
      end(await runExtend(id, { ...globalFlagsOf(command), ...command.opts<ExtendFlags>() }, shell));
    });
  group
    .command('expire')
    .summary('end a silence now')
    .description('Ends a silence, so that what it held for is heard again. Shows it, and asks first.')
    .argument('<id>', 'of the silence, or its beginning')
    .option('--yes', 'without asking')
    .addHelpText('after', '\nExamples:\n  duptop alerts expire 4f3c2b1a\n')
    .action(async (id: string, _flags, command: Command) => {
      const { runExpire } = await import('./alerts-change-run.ts');
      end(await runExpire(id, { ...globalFlagsOf(command), ...command.opts<ChangeFlags>() }, shell));
    });
}
