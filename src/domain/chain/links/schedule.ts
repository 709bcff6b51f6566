import { bashText } from '../../../text/bash-text.ts';
import { say } from '../../../text/safe-text.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import type { CronEntry } from '../host-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { broken, type Fault, fault, intact, type Link, unchecked } from '../link.ts';
import { isOverdue } from '../overdue.ts';
import { commandThere } from '../show-command.ts';

const SHOWN_OTHERS = 5;

/** Why cron leaves out a whole file, and what to do. */
const IGNORED: Readonly<Record<string, readonly [string, string]>> = {
  name: ['its name may hold only letters, digits, _ and -', 'rename it'],
  owner: ['it does not belong to root', 'chown root: it'],
  links: ['it has more than one name (hard links)', 'write it anew under one name'],
  mode: ['others than root may write to it', 'chmod 644 it'],
  newline: ['its last line has no newline', 'put a newline at its end'],
};

/** Whether a crontab starts the job, and cron runs. */
export function scheduleLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null || facts.path === null) return unchecked('schedule', unseen(facts));
  const [entry] = seen.entries;
  const show = commandThere(facts, { script: 'crontab -l -u root; cat /etc/crontab /etc/cron.d/*' });
  if (entry === undefined) return withoutEntry(facts, seen);
  const found = entryFault(entry, seen) ?? daemonFault(facts, seen);
  if (found !== null) return broken('schedule', [found], { show });
  return intact(
    'schedule',
    say`${entry.schedule} in ${placeOf(entry)}${seen.host.cron.runs === null ? '' : ', and cron runs'}`,
    {
      evidence: [seen.entries.length > 1 ? say`it stands ${seen.entries.length} times in crontabs` : null],
      show,
    },
  );
}

function entryFault(entry: CronEntry, { host }: JobOnHost): Fault | null {
  const schedule = say`${placeOf(entry)}: ${entry.schedule} ${bashText(entry.program)} ${bashText(entry.path)}`;
  if (entry.state === 'off') {
    const next = say`find out who did that and why, and take the # away (crontab -e)`;
    return fault(
      'not-scheduled',
      say`its line in ${entry.file} is commented out: cron does not start it`,
      [schedule],
      next,
    );
  }
  const why = entry.ignored === null ? null : (IGNORED[entry.ignored] ?? IGNORED.name);
  if (why != null)
    return fault('not-scheduled', say`cron does not read ${entry.file}: ${why[0]}`, [schedule], say`${why[1]}`);
  const line = host.cron.broken.find((each) => each.endsWith(` ${entry.file}`));
  if (line === undefined) return null;
  const number = line.slice(0, line.indexOf(' '));
  const message = say`cron ignores the whole of ${entry.file}: line ${number} can't be read`;
  return fault('not-scheduled', message, [schedule], say`mend line ${number} of ${entry.file}`);
}

function daemonFault(facts: ChainFacts, { host }: JobOnHost): Fault | null {
  if (host.cron.runs !== false) return null;
  return fault(
    'not-scheduled',
    say`cron does not run on ${facts.host}: it starts nothing`,
    [say`there is no process named cron, crond, fcron or anacron`],
    say`look why it ended (systemctl status cron), and start it`,
    commandThere(facts, 'systemctl', 'start', 'cron'),
  );
}

function withoutEntry(facts: ChainFacts, { host }: JobOnHost): Link {
  const { read, entries, mentions } = host.cron;
  const show = commandThere(facts, { script: 'crontab -l -u root; ls /etc/cron.d' });
  if (!host.isRoot)
    return unchecked('schedule', say`only root can read root's crontab, and no other one has it`, { show });
  const others = [...new Set(entries.map(({ path }) => path))];
  const evidence = [
    say`looked into ${["root's crontab", ...read.filter((name) => !name.startsWith('crontab of '))].join(', ')}`,
    others.length === 0
      ? say`no crontab there starts any backup`
      : say`others that are there: ${others.slice(0, SHOWN_OTHERS).map(bashText).join(', ')}${others.length > SHOWN_OTHERS ? ` and ${others.length - SHOWN_OTHERS} more` : ''}`,
  ];
  if (mentions.length > 0)
    return unchecked('schedule', say`no crontab of root's has it, but ${mentions.join(', ')} may start it`, {
      evidence,
      show,
    });
  if (!isOverdue(facts))
    return unchecked('schedule', say`no crontab starts it, though it ran in time: a systemd timer, or by hand?`, {
      evidence,
      show,
    });
  const message = say`no crontab on ${facts.host} starts a backup of ${facts.path ?? ''}`;
  return broken(
    'schedule',
    [
      fault(
        'not-scheduled',
        message,
        evidence,
        say`was it taken out, or never put in? Run the playbook for ${facts.host}, or add its line to root's crontab`,
      ),
    ],
    { show },
  );
}

function placeOf({ file, line }: CronEntry) {
  return say`${file} line ${line}`;
}
