import type { Command } from 'commander';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { meantCommand } from '../meant-command.ts';

/** `duptop help`. */
export function registerHelp(program: Command): void {
  program
    .command('help')
    .summary('the help of a command')
    .description('Prints what "duptop COMMAND --help" prints.')
    .argument('[command...]', 'the command; for one of a group both words')
    .addHelpText('after', '\nExamples:\n  duptop help list\n  duptop help config init\n')
    .action((names: readonly string[]) => {
      let command = program;
      for (const name of names) {
        const named = command.commands.find((each) => each.name() === name);
        if (named === undefined) {
          const meant = command === program ? meantCommand([name], program) : null;
          throw wrongUse(say`there is no command "${names.join(' ')}"`, meant ?? say`"duptop --help" has them all`);
        }
        command = named;
      }
      command.help();
    });
}
