import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../src/package/man-page.ts';
import { commandTree } from '../support/command-tree.ts';
import { describeWith } from '../support/describe-with.ts';

const page = () => manPage(commandTree(), '1.2.3');

describe('the manual page', () => {
  it('has a section for every command that help shows, those of commands included', () => {
    const text = page();
    const names = (command: Command, before: string): readonly string[] =>
      command
        .createHelp()
        .visibleCommands(command)
        .filter((each) => each.name() !== 'help' || before === 'duptop')
        .flatMap((each) => [`${before} ${each.name()}`, ...names(each, `${before} ${each.name()}`)]);
    const expected = names(commandTree(), 'duptop');
    expect(expected.length).toBeGreaterThan(12);
    for (const name of expected) expect(text).toContain(`.SS "${name.replaceAll('-', '\\-')}"`);
  });

  it('takes no text for a request', () => {
    const program = new Command('duptop').description('does things');
    program
      .command('odd')
      .description(".B isn't bold\n'tis a \\fBbackslash - and a dash")
      .addHelpText('after', '\n.nothing');
    const text = manPage(program, '1');
    expect(text).toContain('\\&.B isn\\(aqt bold\n\\(aqtis a \\efBbackslash \\- and a dash');
    expect(text).toContain('\n\\&.nothing\n');
  });
});

describeWith(['mandoc'], 'the manual page, as mandoc reads it', () => {
  it('is without errors', () => {
    const lint = () => execFileSync('mandoc', ['-T', 'lint', '-W', 'error'], { input: page(), encoding: 'utf8' });
    expect(lint()).toBe('');
  });

  it('shows the examples as they are typed', () => {
    const text = execFileSync('mandoc', ['-T', 'utf8'], { input: page(), encoding: 'utf8' });
    expect(text).toContain(`duptop list 'status:failed,missing,late'`);
    expect(text).toContain("duptop list host:web* '!path:/var*' --wide");
  });
});
