import { Command } from 'commander';
import { registerAlerts } from './commands/alerts.ts';
import { registerCheck } from './commands/check.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerConfig } from './commands/config.ts';
import { registerDbPath } from './commands/dbpath.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerHelp } from './commands/help.ts';
import { registerHostkit } from './commands/hostkit.ts';
import { registerInventory } from './commands/inventory.ts';
import { registerLint } from './commands/lint.ts';
import { registerList } from './commands/list.ts';
import { registerLive } from './commands/live.ts';
import { registerRules } from './commands/rules.ts';
import { registerRun } from './commands/run.ts';
import { registerSchema } from './commands/schema.ts';
import { registerShow } from './commands/show.ts';
import { registerTail } from './commands/tail.ts';
import { registerWatch } from './commands/watch.ts';
import type { ExitCode } from './exit-code.ts';
import { addGlobalFlags } from './global-flags.ts';
import type { Shell } from './shell.ts';

/** The command tree. `end` takes the exit code of a command that has one of its own. */
export function createProgram(shell: Shell, end: (exitCode: ExitCode) => void): Command {
  const program = new Command('duptop')
    .description(
      'top for a fleet of Duplicati backups: every job, how old its last run is, how it ended, and why it is not fine.',
    )
    .usage('[options] [filter...]\n       duptop [options] <command> ...')
    .version(shell.version, '-V, --version', 'the version')
    .helpOption('-h, --help', 'this help, or that of a command')
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void shell.stdout.write(text),
      writeErr: (text) => void shell.stderr.write(text),
      // What is wrong with the arguments is reported as anything else is.
      outputError: () => {},
      getOutHelpWidth: () => shell.stdout.columns ?? 100,
      getErrHelpWidth: () => shell.stderr.columns ?? 100,
    })
    .exitOverride();
  addGlobalFlags(program);
  registerLive(program, shell);
  registerList(program, shell);
  registerShow(program, shell);
  registerRun(program, shell, end);
  registerTail(program, shell);
  registerWatch(program, shell);
  registerCheck(program, shell, end);
  registerDoctor(program, shell, end);
  registerAlerts(program, shell, end);
  registerRules(program, shell, end);
  registerLint(program, shell, end);
  registerInventory(program, shell);
  registerHostkit(program, shell);
  registerDbPath(program, shell);
  registerConfig(program, shell);
  registerDemo(program, shell);
  registerSchema(program, shell);
  registerCompletion(program, shell);
  registerHelp(program);
  program.addHelpText(
    'after',
    `
Alone, on a terminal, duptop shows the live table (--interval DURATION, --screen-reader; ? has the keys). Without a terminal it prints
the table once, and takes the flags of "duptop list".

Exit codes: 0 done, 1 a defect in duptop, 2 wrong use or configuration, 3 no source answered, 4 a check found something,
74 the output could not be written (the disk is full), 130 and 143 broken off by Ctrl+C (SIGINT) or SIGTERM; what goes on until
then, such as "watch", ends with 0. "check" ends as monitoring plugins do, always: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. "run" ends with the backup's own code where it failed,
75 where a run is going on, 255 where the host can't be reached.

Examples:
  duptop -p http://prometheus:9090                     # every job, worst first
  duptop --exporter http://10.0.0.5:9100               # without any Prometheus
  duptop show influx01:/var/lib/influxdb/              # one job, and why it is not fine
  duptop --json | jq .summary
`,
  );
  return program;
}
