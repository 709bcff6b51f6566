export interface CronEntry {
  /** The comment by which Ansible finds it. */
  readonly name: string;
  readonly schedule: string;
  /** What the shell gets. */
  readonly command: string;
}

const ENTRY = /^#Ansible: (.*)\n((?:\S+ ){5})(.*)$/gm;

/** Ansible's entries of a crontab. */
export function cronEntries(table: string): readonly CronEntry[] {
  return Array.from(table.matchAll(ENTRY), ([, name = '', schedule = '', line = '']) => {
    return { name, schedule: schedule.trim(), command: commandOf(line) };
  });
}

/** As do_command.c of Debian's cron reads it: a `%` ends the command, a backslash only takes that from a `%`. */
function commandOf(line: string): string {
  let command = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '%') return command;
    if (character !== '\\') command += character;
    else {
      at += 1;
      command += line[at] === '%' ? '%' : character + (line[at] ?? '');
    }
  }
  return command;
}
