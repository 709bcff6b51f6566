import type { Command } from 'commander';

/** What help says behind the options of a command, such as examples and exit codes; `''` where it says no more. */
export function helpNotes(command: Command): string {
  let text = '';
  const writeOut = (more: string) => {
    text += more;
  };
  command.configureOutput({ writeOut }).outputHelp();
  return text.slice(command.helpInformation().length).trim();
}

/** The commands that help shows, those of commands included, in its order. */
export function shownCommands(command: Command): readonly Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help')
    .flatMap((each) => [each, ...shownCommands(each)]);
}

/** The lines under "Examples:" in the help of a command, without their indent. */
export function examplesOf(command: Command): readonly string[] {
  const [, examples = ''] = helpNotes(command).split(/^Examples:\n/m);
  return examples
    .split('\n')
    .map((line) => line.replace(/^ {2}/, ''))
    .filter((line) => line !== '');
}
