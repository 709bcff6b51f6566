import { Argument, type Command } from 'commander';
import type { Shell } from '../shell.ts';

/** `duptop completion SHELL`, and the hidden command that its scripts call at each Tab. */
export function registerCompletion(program: Command, shell: Shell): void {
  program
    .command('completion')
    .summary('Tab for bash, zsh or fish: commands, flags, hosts, jobs, statuses, fields')
    .description(
      'Prints a script for the shell. Hosts and jobs are those that duptop saw last; no source is asked while you type.',
    )
    .addArgument(new Argument('<shell>', 'which shell reads it').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  source <(duptop completion bash)                                      # in ~/.bashrc
  source <(duptop completion zsh)                                       # in ~/.zshrc, behind compinit
  duptop completion fish > ~/.config/fish/completions/duptop.fish
`,
    )
    .action(async (name: string) => {
      const { COMPLETION_SCRIPTS } = await import('../completion/scripts.ts');
      await shell.stdout.write(COMPLETION_SCRIPTS[name as keyof typeof COMPLETION_SCRIPTS]);
    });
  program
    .command('__complete', { hidden: true })
    .argument('<form>', '"bash" with the line up to the cursor, or "words" with the words')
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (form: string, words: readonly string[]) => {
      const { runComplete } = await import('./complete-run.ts');
      await runComplete(form, words, program, shell);
    });
}
