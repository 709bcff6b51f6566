import { type Command, Option } from 'commander';
import { type GlobalFlags, globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

export interface RulesFlags extends GlobalFlags {
  readonly ansible: readonly string[];
  readonly fromFleet?: boolean;
  readonly maxAge?: string;
  /** `--no-classic` makes it `false`. */
  readonly classic: boolean;
  /** `--no-labelled` makes it `false`. */
  readonly labelled: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

const JOBS = 'Which jobs:';
const RULES = 'Which rules:';
const CHECK = 'Check:';

/** `duptop rules`. */
export function registerRules(program: Command, shell: Shell, end: (exitCode: number) => void): void {
  const each = (value: string, all: readonly string[]) => [...all, value];
  program
    .command('rules')
    .summary('alert rules for the declared jobs; --check compares with what Prometheus has loaded')
    .description(
      'Prints a Prometheus rules file for the jobs that the configuration and Ansible inventories declare. Group Amaterasu has the classic ' +
        'alerts of each job, by the name that its series really have; "duptop jobs" watches every job of duptop’s own wrapper without a list; ' +
        '"duptop exporters" watches for what hides backups: exporters that are down, textfiles that are dropped or hidden.',
    )
    .addOption(
      new Option('--ansible <folder>', 'an inventory, in place of the configured ones; may be repeated')
        .argParser(each)
        .default([], 'none')
        .helpGroup(JOBS),
    )
    .addOption(
      new Option('--from-fleet', 'the jobs that duptop sees now, and the declared ones')
        .conflicts(['ansible', 'check'])
        .helpGroup(JOBS),
    )
    .addOption(
      new Option('--max-age <duration>', 'how old a last start may be where the job does not say (else defaultMaxAge)')
        .conflicts('check')
        .helpGroup(RULES),
    )
    .addOption(new Option('--no-classic', 'without the classic alerts of each job').helpGroup(RULES))
    .addOption(new Option('--no-labelled', 'without the alerts on duptop’s own wrapper').helpGroup(RULES))
    .addOption(
      new Option(
        '--check',
        'print no rules, but what is wrong between those that Prometheus has loaded and the jobs',
      ).helpGroup(CHECK),
    )
    .addOption(new Option('--json', 'what --check found, as JSON').helpGroup(CHECK))
    .addHelpText(
      'after',
      `
A job that runs less than daily by its schedule may be as old as its longest pause and six hours more. A good backup may be
twice as old as a start, a run may last as long as a start may be old.

--check names rules in error, rules without a series, names that Prometheus reads as a subtraction, and jobs without a rule.
It ends with 0 where nothing is wrong, and with 4 where something is.

Examples:
  duptop rules --ansible ~/site > duplicati.rules.yml && promtool check rules duplicati.rules.yml
  duptop rules -p http://prometheus:9090 --from-fleet --max-age 26h
  duptop rules -p http://prometheus:9090 --check --ansible ~/site
`,
    )
    .action(async (_flags, command: Command) => {
      const flags = { ...globalFlagsOf(command), ...command.opts<RulesFlags>() };
      if (flags.check) {
        const { runRulesCheck } = await import('./rules-check-run.ts');
        end(await runRulesCheck(flags, shell));
        return;
      }
      const { runRules } = await import('./rules-run.ts');
      await runRules(flags, shell);
    });
}
