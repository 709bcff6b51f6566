import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/interruption.ts';
import { OutputError, type TextOutput } from '../../src/ports/terminal.ts';
import { say } from '../../src/text/safe-text.ts';
import { exporter, PAGE } from '../sources/exporter/exporters.ts';
import { runInProcess } from './support/run-in-process.ts';

const COLOUR = '\x1b[31mX\x07';
const SHOWN = '\\x1b[31mX\\x07';

describe('arguments that are wrong', () => {
  it.each([
    [['schema', COLOUR]],
    [['completion', COLOUR]],
    [['dbpath', 'encode', '/srv', '--edition', COLOUR]],
    [[`--${COLOUR}`]],
    [['hostkit', COLOUR]],
    [['dbpath', COLOUR]],
    [['config', COLOUR]],
    [['show', 'a', COLOUR]],
    [['help', COLOUR]],
    [['check', `--${COLOUR}`]],
  ])('are told without what a terminal acts on: %j', async (args) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect(exitCode).toBe(args[0] === 'check' ? 3 : 2);
    expect(stdout + stderr).toContain(SHOWN);
  });

  it('are one line, with the suggestion below it', async () => {
    expect((await runInProcess(['list', '--jsn'])).stderr).toBe(
      "duptop: unknown option '--jsn'\n(Did you mean --json?)\n",
    );
    expect((await runInProcess(['--a\nb'])).stderr).toBe("duptop: unknown option '--a\\nb'\n");
  });

  it('are cut in the middle where they are long', async () => {
    const { stderr } = await runInProcess(['schema', 'x'.repeat(100_000)]);
    expect(stderr.length).toBeLessThan(350);
    expect(stderr).toMatch(/^duptop: .*x…x?.*Allowed choices are list, alerts, run, doctor\.\n$/);
  });

  it.each([
    [['check', '--json']],
    [['check', '-p']],
    [['-p', 'http://127.0.0.1:1', 'check', '--nosuch']],
    [['check', 'status:faild']],
  ])('make a monitoring plugin UNKNOWN, on standard output: %j', async (args) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect([exitCode, stderr]).toEqual([3, '']);
    expect(stdout).toMatch(/^DUPTOP UNKNOWN: .+\n$/);
  });

  it('that look like a command are no command of theirs: a flag has its value', async () => {
    const { exitCode, stdout } = await runInProcess(['-c', 'check', '--nosuch']);
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});

describe('a filter that matches no job', () => {
  it.each([
    ['lst', 'list'],
    ['doctr', 'doctor'],
  ])('may have been a command: %s', async (word, command) => {
    const { url } = await exporter((_, response) => response.end(PAGE));
    const { exitCode, stderr } = await runInProcess(['--exporter', url, word, 'db01']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`matches the filter\n  did you mean "duptop ${command}"?\n`);
  });

  it.each([[['running']], [['list', 'running']]])('may have been a status: %j', async (words) => {
    const { url } = await exporter((_, response) => response.end(PAGE));
    const { stderr } = await runInProcess(['--exporter', url, ...words]);
    expect(stderr).toContain('words are looked for in host and path; perhaps status:running is meant\n');
    expect(stderr).not.toContain('duptop run');
  });

  it.each([[['wordpress']], [['list', 'lst']], [['runing']]])('is that and no more: %j', async (words) => {
    const { url } = await exporter((_, response) => response.end(PAGE));
    const { stderr } = await runInProcess(['--exporter', url, ...words]);
    expect(stderr).toContain('matches the filter');
    expect(stderr).not.toContain('did you mean');
  });
});

it('an exporter that is another service is told', async () => {
  const { url } = await exporter((_, response) => response.end('go_goroutines 33\n'));
  expect((await runInProcess(['--exporter', url])).stderr).toContain('no node exporter answered there');
});

describe('duptop help', () => {
  it.each([[['list']], [['config', 'init']]])('of %j is what --help prints', async (words) => {
    const { exitCode, stdout } = await runInProcess(['help', ...words]);
    expect([exitCode, stdout]).toEqual([0, (await runInProcess([...words, '--help'])).stdout]);
  });

  it('of what is no command says so, and which was meant', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['help', 'doctr']);
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      'duptop: there is no command "doctr"\n  did you mean "duptop doctor"?\n',
    ]);
  });
});

describe('a command that is broken off', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i', async (by, exitCode) => {
    const signal = AbortSignal.abort(new Interruption(by));
    expect(await runInProcess(['-p', 'http://127.0.0.1:1', 'list'], { signal })).toMatchObject({
      exitCode,
      stderr: '',
    });
  });
});

describe('output that gets lost', () => {
  const full: TextOutput = {
    isTerminal: false,
    columns: null,
    isClosed: false,
    write: () => Promise.reject(new OutputError(say`standard output: no space left on device`)),
  };

  it('ends a command with 74, and is no defect', async () => {
    expect(await runInProcess(['schema'], { stdout: full })).toMatchObject({
      exitCode: 74,
      stderr: 'duptop: standard output: no space left on device\n',
    });
  });

  it('makes a monitoring plugin UNKNOWN', async () => {
    const { url } = await exporter((_, response) => response.end(PAGE));
    expect(await runInProcess(['--exporter', url, 'check'], { stdout: full })).toMatchObject({
      exitCode: 3,
      stderr: 'duptop: standard output: no space left on device\n',
    });
  });
});

it('a configuration without a name is quoted', async () => {
  expect((await runInProcess(['-c', '', 'config'])).stderr).toContain('duptop: "": there is no such file');
});
