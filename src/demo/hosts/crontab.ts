import { shellWord } from '../../text/shell-word.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import { type HostFolder, poorFolder, searchPath, wrapperFile } from './host-folder.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const RETENTION = '1W:1D,4W:1W,12M:1M';

/** The crontab of root, as Ansible's cron module writes it: a pair of lines for each job. */
export function crontabText(folder: HostFolder): string {
  const lines = [`HOME=${folder.root}/root`, `PATH=${searchPath(folder)}`];
  const isLast = ({ onHost }: SimulatedJob) => onHost.line === 'poor-path';
  for (const job of folder.host.jobs.toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)))) {
    if (job.onHost.line === 'gone') continue;
    // A setting holds for all lines behind it.
    if (isLast(job)) lines.push(`PATH=${poorFolder(folder)}`);
    const line = `${scheduleOf(job)} ${commandOf(folder, job).replaceAll('%', '\\%')}`;
    lines.push(`#Ansible: duplicati_${job.path}`, job.onHost.line === 'off' ? `#${line}` : line);
  }
  return `${lines.join('\n')}\n`;
}

/** How cron starts the job. */
export function commandOf(folder: HostFolder, { path }: SimulatedJob): string {
  const words =
    folder.host.edition === 'better'
      ? [wrapperFile(folder), path]
      : [wrapperFile(folder), path, 'made-up-authid', 'made-up-passphrase', RETENTION];
  return words.map(shellWord).join(' ');
}

/** Settings of the better wrapper: everything that it writes stays in the folder. */
export function settingsText({ root }: HostFolder): string {
  const settings = {
    authid: 'made-up-authid',
    passphrase: 'made-up-passphrase',
    retention: RETENTION,
    tries: 1,
    metrics_dir: `${root}/var/lib/prometheus/node-exporter`,
    db_dir: `${root}/var`,
    log_dir: `${root}/var/log/duplicati`,
    run_dir: `${root}/run/duplicati-wrapper`,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function scheduleOf({ timeline: { origin, periodMs } }: SimulatedJob): string {
  const at = new Date(origin);
  if (periodMs < 2 * MINUTE_MS) return '* * * * *';
  if (periodMs < HOUR_MS) return `*/${Math.round(periodMs / MINUTE_MS)} * * * *`;
  const hours = Math.round(periodMs / HOUR_MS);
  return `${at.getUTCMinutes()} ${hours < 24 ? `*/${hours}` : at.getUTCHours()} * * *`;
}
