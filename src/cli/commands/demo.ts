import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { DemoFlags } from './demo-run.ts';
import { addListFlags } from './list.ts';

/** `duptop demo`. */
export function registerDemo(program: Command, shell: Shell): void {
  addListFlags(program.command('demo'))
    .summary('a simulated fleet on this machine, to look at and to try things on')
    .description(
      'Shows a fleet that is made up: a Prometheus, an Alertmanager and node exporters, simulated on loopback for as long as the table is shown. ' +
        'Jobs run, fail and recover while one looks. In the live table its hosts are folders in /tmp with real wrappers, crontabs and databases and a stand-in for duplicati-cli: ' +
        'there jobs are started, databases read and faults looked for as they would be on hosts. Without a terminal the table is printed once. ' +
        'Neither configuration nor files of yours are read or written, and in the end nothing is left.',
    )
    .option('--jobs <number>', 'how many jobs', '24')
    .option('--hosts <number>', 'on how many hosts (else as many as it takes)')
    .option('--seed <number>', 'the same seed makes the same fleet', '1')
    .option('--headless', 'print the addresses instead, and go on until Ctrl+C')
    .option('--interval <duration>', 'between two refreshes', '5s')
    .option('--screen-reader', 'text in lines for a screen reader (also INK_SCREEN_READER=true)')
    .addHelpText(
      'after',
      `
Examples:
  duptop demo
  duptop demo --jobs 10000 --hosts 500
  duptop demo --json status:failed | jq -r '.jobs[].cause.message'
  duptop demo --headless            # prints "prometheus http://…", "alertmanager http://…", "exporter http://… HOST"
`,
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runDemo } = await import('./demo-run.ts');
      await runDemo(filter, { ...globalFlagsOf(command), ...command.opts<DemoFlags>() }, shell);
    });
}
