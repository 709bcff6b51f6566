import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addListFlags } from '../../../src/cli/commands/list.ts';
import { candidatesFor } from '../../../src/cli/completion/candidates.ts';

const NAMES = { hosts: ['influx01', 'web-01'], jobs: ['influx01:/etc', 'web-01:/srv/my data'] };

function aProgram(): Command {
  const program = new Command('duptop')
    .option('-p, --prometheus <url>')
    .option('-c, --config <file>')
    .option('--ascii');
  addListFlags(program.command('live', { isDefault: true, hidden: true }));
  addListFlags(program.command('list'));
  program.command('show').argument('<job>').option('--json');
  program.command('doctor').argument('[target]', 'HOST or HOST:PATH');
  program.command('lint').argument('<file...>');
  program.command('hidden', { hidden: true });
  const nested = program.command('dbpath');
  nested.command('encode').argument('<path...>');
  nested.command('decode').argument('<file...>');
  return program;
}

function texts(...words: readonly string[]): readonly string[] | 'files' {
  const completion = candidatesFor(aProgram(), words, NAMES);
  return completion.kind === 'files' ? 'files' : completion.words.map(({ text }) => text);
}

describe('what Tab offers', () => {
  it('is commands at the beginning, and filters of the table', () => {
    expect(texts('sh')).toEqual(['show']);
    expect(texts('st')).toEqual(['status:']);
    expect(texts('')).not.toContain('hidden');
  });

  it('is the jobs for a command that takes one', () => {
    expect(texts('show', '')).toEqual(NAMES.jobs);
    expect(texts('show', 'influx01:/')).toEqual(['influx01:/etc']);
    expect(texts('show', '--json', 'web')).toEqual(['web-01:/srv/my data']);
  });

  it('is hosts too where one may be given', () => {
    expect(texts('doctor', 'web')).toEqual(['web-01:/srv/my data', 'web-01']);
  });

  it('is nothing behind the last argument', () => {
    expect(texts('show', 'influx01:/etc', '')).toEqual([]);
  });

  it('is the flags of the command and of all commands behind a dash', () => {
    expect(texts('show', '--j')).toEqual(['--json']);
    expect(texts('show', '--p')).toEqual(['--prometheus']);
    expect(texts('show', '--wi')).toEqual([]);
    expect(texts('--wi')).toEqual(['--wide']);
  });

  it('is no flag and no command behind two dashes', () => {
    expect(texts('show', '--', '--j')).toEqual([]);
  });

  it('is fields, one more of a list, and those with a sign for an order', () => {
    expect(texts('list', '--fields', 'sta')).toContain('status');
    expect(texts('list', '--fields', 'status,host,hos')).toEqual([]);
    expect(texts('list', '--fields=status,ho')).toEqual(['--fields=status,host']);
    expect(texts('list', '--sort', '-ag')).toEqual(['-age']);
  });

  it('is values of a filter key, one more of a list, negated or not', () => {
    expect(texts('status:failed,l')).toEqual(['status:failed,late']);
    expect(texts('!status:o')).toEqual(['!status:ok']);
    expect(texts('list', 'host:we')).toEqual(['host:web-01']);
    expect(texts('cause:exporter')).toEqual(['cause:exporter-down']);
  });

  it('is files where a file is wanted', () => {
    expect(texts('-c', '')).toBe('files');
    expect(texts('lint', 'x')).toBe('files');
    expect(texts('dbpath', 'decode', '')).toBe('files');
  });

  it('goes into the commands of a command', () => {
    expect(texts('dbpath', '')).toEqual(['encode', 'decode', 'help']);
  });

  it('is no other thing where a flag waits for its value', () => {
    expect(texts('-p', '')).toEqual([]);
  });
});
