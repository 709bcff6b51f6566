import { type Command, Option } from 'commander';
import { dbPathOf, decodeDbPath, type WrapperEdition } from '../../domain/db-path.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { bashText } from '../../text/bash-text.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import type { Shell } from '../shell.ts';

interface EncodeFlags {
  readonly edition: WrapperEdition;
  readonly json?: boolean;
}

/** `duptop dbpath encode|decode`. */
export function registerDbPath(program: Command, shell: Shell): void {
  const group = program
    .command('dbpath')
    .summary('a path ↔ the file name of its database')
    .description('Tells which local database belongs to a path, and the other way round.');
  group
    .command('encode')
    .description(
      'Prints the database of each path, as its wrapper names it; a name with a newline in it as a word for bash.',
    )
    .argument('<path...>')
    .addOption(
      new Option('--edition <edition>', 'whose names: of the wrapper in the field, or of the one that duptop ships')
        .choices(['classic', 'better'])
        .default('classic'),
    )
    .option('--json', 'one JSON object a line, with the exact name')
    .addHelpText('after', '\nExamples:\n  duptop dbpath encode /var/lib/influxdb/\n')
    .action(async (paths: string[], { edition, json }: EncodeFlags) => {
      const relative = paths.find((path) => !path.startsWith('/'));
      if (relative !== undefined)
        throw wrongUse(
          say`"${relative}" is no absolute path`,
          say`jobs are named by the path that cron gives, such as /var/lib/influxdb/`,
        );
      for (const path of paths) {
        const dbPath = dbPathOf(path, edition);
        await shell.stdout.write(`${json ? jsonText({ path, edition, dbPath }) : bashText(dbPath)}\n`);
      }
    });
  group
    .command('decode')
    .description(
      'Prints the path that each database file belongs to. A path with a blank in it may have had several there.',
    )
    .argument('<file...>')
    .option('--json', 'one JSON object a line; "exact" tells whether blanks may have been folded')
    .addHelpText('after', '\nExamples:\n  duptop dbpath decode /var/duplicati_*.sqlite\n')
    .action(async (files: string[], { json }: { json?: boolean }) => {
      const unknown: string[] = [];
      for (const file of files) {
        const decoded = decodeDbPath(file);
        if (decoded === null) unknown.push(file);
        else await shell.stdout.write(`${json ? jsonText({ file, ...decoded }) : bashText(decoded.path)}\n`);
      }
      if (unknown.length > 0) {
        throw wrongUse(
          say`no wrapper makes such a database name: ${unknown.join(', ')}`,
          say`it must be duplicati_ + base32 of the path and a newline, with "_" for "=" + .sqlite`,
        );
      }
    });
}
