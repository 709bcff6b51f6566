import { Argument, type Command } from 'commander';
import type { Shell } from '../shell.ts';

/** `duptop schema`. */
export function registerSchema(program: Command, shell: Shell): void {
  program
    .command('schema')
    .summary('the JSON Schema of what --json prints')
    .description('Prints the JSON Schema (draft 2020-12) of the document that a command prints with --json.')
    .addArgument(
      new Argument('[command]', 'whose document').choices(['list', 'alerts', 'run', 'doctor']).default('list'),
    )
    .addHelpText('after', '\nExamples:\n  duptop schema\n  duptop schema doctor > diagnoses.schema.json\n')
    .action(async (name: string) => {
      await shell.stdout.write(`${JSON.stringify(await schemaOf(name), null, 2)}\n`);
    });
}

async function schemaOf(name: string): Promise<Readonly<Record<string, unknown>>> {
  if (name === 'alerts') return (await import('../../present/alerts/schema.ts')).publishedAlertsSchema();
  if (name === 'run') return (await import('../../present/run/schema.ts')).publishedRunSchema();
  if (name === 'doctor') return (await import('../../present/doctor/schema.ts')).publishedDiagnosesSchema();
  return (await import('../../present/document/schema.ts')).publishedSchema();
}
