import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

/** `duptop lint`. */
export function registerLint(program: Command, shell: Shell, end: (exitCode: number) => void): void {
  program
    .command('lint')
    .summary('what node_exporter drops or hides of textfiles, with line and reason')
    .description(
      'Reads textfiles as node_exporter’s textfile collector does, and tells which of them it drops as a whole, which series it does not\n' +
        'serve because another file or line hides them, and what duptop can’t use. Files of one folder are judged together: give the folder\n' +
        'to have all of it judged.',
    )
    .argument('<file...>', 'textfiles, or folders of them')
    .option('--json', 'everything that was found, as JSON')
    .addHelpText(
      'after',
      `
A line a finding: FILE:LINE: what (why) — what to do. Ends with 0 where there is nothing to mend, and with 4 where there is something.
A folder without any .prom file is told on standard error, and is nothing to mend.

Examples:
  duptop lint /var/lib/prometheus/node-exporter
  duptop lint duplicati_influx01__var_lib_influxdb_.prom
  duptop lint --json /var/lib/prometheus/node-exporter | jq -r '.files[] | select(.verdict == "dropped").path'
`,
    )
    .action(async (paths: string[], { json }: { json?: boolean }, command: Command) => {
      const { runLint } = await import('./lint-run.ts');
      end(await runLint(paths, { ascii: globalFlagsOf(command).ascii ?? false, json: json ?? false }, shell));
    });
}
