import type { Argument, Command, Option } from 'commander';
import { CAUSE_CODES } from '../../domain/cause.ts';
import { STATUSES } from '../../domain/status.ts';
import { COLUMNS } from '../../present/columns/registry.ts';
import { FILTER_KEYS } from '../../present/filter/keys.ts';
import type { KnownNames } from './known-names.ts';

/** One way to go on with the last word: the whole word that it would become. */
export interface Candidate {
  readonly text: string;
  /** `''` where there is nothing to say. */
  readonly about: string;
  /** Whether the word may still go on: `status:`. */
  readonly open: boolean;
}

/** What the last word may become; `files`: the shell knows better. */
export type Completion = { readonly kind: 'words'; readonly words: readonly Candidate[] } | { readonly kind: 'files' };

const FILES: Completion = { kind: 'files' };
const NOTHING: Completion = { kind: 'words', words: [] };

/** What the words behind `duptop` can go on with; the last one is what stands before the cursor and may be empty. */
export function candidatesFor(program: Command, words: readonly string[], names: KnownNames): Completion {
  const current = words.at(-1) ?? '';
  const { command, givenTo, argumentsBefore, optionsEnded } = whereIs(program, words.slice(0, -1));
  if (givenTo !== null) return valuesOf(givenTo, current);
  if (current.startsWith('-') && !optionsEnded) return optionsOf(program, command, current);
  const subcommands =
    argumentsBefore > 0 ? [] : visibleCommands(command).map((each) => word(each.name(), each.summary()));
  const argument = argumentOf(command, argumentsBefore);
  const values = argument === null ? NOTHING : argumentValues(argument, current, names);
  if (values.kind === 'files') return subcommands.length === 0 ? FILES : matching(subcommands, current);
  return matching([...subcommands, ...values.words], current);
}

interface Place {
  readonly command: Command;
  /** The option whose value is next. */
  readonly givenTo: Option | null;
  readonly argumentsBefore: number;
  readonly optionsEnded: boolean;
}

function whereIs(program: Command, words: readonly string[]): Place {
  let command = program;
  let givenTo: Option | null = null;
  let argumentsBefore = 0;
  let optionsEnded = false;
  for (const each of words) {
    if (givenTo !== null) givenTo = null;
    else if (each === '--') optionsEnded = true;
    else if (each.startsWith('-') && !optionsEnded)
      givenTo = each.includes('=') ? null : takesValue(program, command, each);
    else {
      const named: Command | undefined =
        argumentsBefore > 0 ? undefined : visibleCommands(command).find((one) => one.name() === each);
      if (named === undefined) argumentsBefore += 1;
      else command = named;
    }
  }
  return { command, givenTo, argumentsBefore, optionsEnded };
}

function takesValue(program: Command, command: Command, flag: string): Option | null {
  const option = allOptions(program, command).find(({ short, long }) => flag === short || flag === long);
  return option !== undefined && (option.required || option.optional) ? option : null;
}

function allOptions(program: Command, command: Command): readonly Option[] {
  const own = command === program ? defaultCommand(program).options : command.options;
  return [...own, ...program.options].filter(({ hidden }) => !hidden);
}

/** `duptop` alone is the live table, which has arguments and options of its own. */
function defaultCommand(program: Command): Command {
  return program.commands.find((each) => each.name() === 'live') ?? program;
}

function visibleCommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

function optionsOf(program: Command, command: Command, current: string): Completion {
  const at = current.indexOf('=');
  if (at > 0) {
    const option = takesValue(program, command, current.slice(0, at));
    return option === null ? NOTHING : prefixed(current.slice(0, at + 1), valuesOf(option, current.slice(at + 1)));
  }
  const options = allOptions(program, command).map(({ long, short, description }) =>
    word(long ?? short ?? '', description),
  );
  return matching([...options, word('--help', 'what there is')], current);
}

function prefixed(prefix: string, completion: Completion): Completion {
  if (completion.kind === 'files') return completion;
  return { kind: 'words', words: completion.words.map((each) => ({ ...each, text: prefix + each.text })) };
}

/** By the option's name: there is no other place that knows what a value may be. */
function valuesOf(option: Option, current: string): Completion {
  if (option.argChoices !== undefined)
    return matching(
      option.argChoices.map((choice) => word(choice)),
      current,
    );
  switch (option.long) {
    case '--fields':
      return listOf(columnWords(), current, ['']);
    case '--sort':
      return listOf(columnWords(), current, ['', '-']);
    case '--config':
    case '--http-config':
      return FILES;
    default:
      return /<(file|dir|folder)>/i.test(option.flags) ? FILES : NOTHING;
  }
}

function columnWords(): readonly Candidate[] {
  return COLUMNS.map(({ id, description }) => word(id, description));
}

function argumentOf(command: Command, at: number): Argument | null {
  const holder = command.parent === null ? defaultCommand(command) : command;
  const { registeredArguments } = holder;
  const last = registeredArguments.at(-1);
  return registeredArguments[at] ?? (last?.variadic ? last : null) ?? null;
}

function argumentValues(argument: Argument, current: string, names: KnownNames): Completion {
  if (argument.argChoices !== undefined)
    return { kind: 'words', words: argument.argChoices.map((choice) => word(choice)) };
  const name = argument.name().toLowerCase();
  if (/filter/.test(name)) return { kind: 'words', words: filterWords(current, names) };
  if (/job|target|host/.test(name)) {
    return {
      kind: 'words',
      words: [...names.jobs, ...(/host|target/.test(name) ? names.hosts : [])].map((each) => word(each)),
    };
  }
  return /file|dir|folder/.test(name) ? FILES : NOTHING;
}

/** `status:failed,l` goes on with one more status. */
function filterWords(current: string, { hosts }: KnownNames): readonly Candidate[] {
  const sign = current.startsWith('!') ? '!' : '';
  const [, key, list = ''] = /^!?([a-z]+):(.*)$/s.exec(current) ?? [];
  const values = valuesOfKey(key, hosts);
  if (values !== null) {
    const { words } = listOf(
      values.map((value) => word(value)),
      list,
      [''],
    );
    return words.map((each) => ({ ...each, text: `${sign}${key}:${each.text}` }));
  }
  const keys = FILTER_KEYS.map(({ key: each, description }) => ({
    text: `${sign}${each}:`,
    about: description,
    open: true,
  }));
  return [...keys, ...hosts.map((host) => word(`${sign}${host}`))];
}

function valuesOfKey(key: string | undefined, hosts: readonly string[]): readonly string[] | null {
  switch (key) {
    case 'status':
      return [...STATUSES, 'host'];
    case 'cause':
      return CAUSE_CODES;
    case 'alert':
      return ['firing', 'pending', 'none'];
    case 'host':
      return hosts;
    default:
      return null;
  }
}

/** The last entry of a list divided by commas, with one of the signs before it; what the list has already is not offered again. */
function listOf(
  values: readonly Candidate[],
  list: string,
  signs: readonly string[],
): { readonly kind: 'words'; readonly words: readonly Candidate[] } {
  const before = list.slice(0, list.lastIndexOf(',') + 1);
  const had = new Set(before.split(',').map((entry) => entry.replace(/^-/, '')));
  const words = signs.flatMap((sign) =>
    values.filter(({ text }) => !had.has(text)).map((each) => ({ ...each, text: before + sign + each.text })),
  );
  return { kind: 'words', words: words.filter(({ text }) => text.startsWith(list)) };
}

function matching(words: readonly Candidate[], current: string): Completion {
  return { kind: 'words', words: words.filter(({ text }) => text.startsWith(current)) };
}

function word(text: string, about = ''): Candidate {
  return { text, about, open: false };
}
