import type { Argument, Command, Option } from 'commander';
import { helpNotes } from './help-notes.ts';
import { roff, roffWord } from './roff.ts';

/** Section 1 of the manual, made from the command tree: all that `--help` says of each command, in one place. */
export function manPage(program: Command, version: string): string {
  return [
    `.TH DUPTOP 1 "" ${roffWord(`duptop ${version}`)} "User Commands"`,
    '.SH NAME',
    roff(`duptop - ${program.description().replace(/\.$/, '')}`),
    '.SH SYNOPSIS',
    ...synopsis('duptop [options] [filter...]'),
    ...synopsis('duptop [options] <command> ...'),
    '.SH OPTIONS',
    'They may stand before or behind the name of a command.',
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...visible(program).flatMap((command) => commandLines(command, 'duptop')),
    '.SH NOTES',
    ...afterHelp(program),
    '',
  ].join('\n');
}

function commandLines(command: Command, parent: string): readonly string[] {
  const name = `${parent} ${command.name()}`;
  const own = visible(command).filter((each) => each.name() !== 'help');
  const { options, registeredArguments } = command;
  return [
    `.SS ${roffWord(name)}`,
    ...(own.length > 0 ? [] : synopsis(`${name} ${command.usage()}`)),
    '.PP',
    roff(command.description() || command.summary()),
    ...registeredArguments.filter(({ description }) => description).flatMap(argumentLines),
    ...options.filter(({ hidden }) => !hidden).flatMap(optionLines),
    ...afterHelp(command),
    ...own.flatMap((each) => commandLines(each, name)),
  ];
}

function visible(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

function synopsis(text: string): readonly string[] {
  return ['.PP', `.B ${roff(text)}`];
}

function argumentLines(argument: Argument): readonly string[] {
  return ['.TP', `.I ${roff(argument.name())}`, roff(argument.description)];
}

function optionLines({ flags, description, defaultValue }: Option): readonly string[] {
  const usual = typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : '';
  return ['.TP', `.B ${roff(flags)}`, roff(`${description}${usual}`)];
}

function afterHelp(command: Command): readonly string[] {
  const notes = helpNotes(command);
  return notes === '' ? [] : ['.PP', '.nf', roff(notes), '.fi'];
}
