import type { Command } from 'commander';
import type { Shell } from '../shell.ts';

/** `duptop schema`. */
export function registerSchema(program: Command, shell: Shell): void {
  program
    .command('schema')
    .summary('the JSON Schema of what --json prints')
    .description('Prints the JSON Schema (draft 2020-12) of the document that "duptop list --json" prints.')
    .action(async () => {
      const { publishedSchema } = await import('../../present/document/schema.ts');
      await shell.stdout.write(`${JSON.stringify(publishedSchema(), null, 2)}\n`);
    });
}
