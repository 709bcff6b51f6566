import type { EpochMs } from '../../domain/time.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import { endedBy, type SimulatedRun, startedBy } from '../fleet/timeline.ts';
import type { StagedFile, StagedJob, StagingOrder } from '../stage-host/order.ts';
import { classicWrapper } from './classic-wrapper.ts';
import { type DemoPrograms, hostCommands } from './commands.ts';
import { commandOf, crontabText, settingsText } from './crontab.ts';
import {
  crontabFile,
  databaseFile,
  type HostFolder,
  logFolder,
  poorFolder,
  settingsFile,
  textfileFolder,
  wrapperFile,
} from './host-folder.ts';
import { logFilesOf, strayTextfile, textfilesOf } from './textfiles.ts';

/** So many past runs leave their marks. */
const RUNS = 8;
/** How a run goes that somebody starts: long enough to see something. */
const RUN_SECONDS = 12;
const RUN_VOLUMES = 5;
/** They come back with each run until somebody changes something. */
const LASTING: ReadonlySet<number> = new Set([1, 2, 200]);
const FOR_POOR_PATH = ['base32', 'tr', 'mv', 'cat', 'date'];
const USUAL_SETTINGS = '/etc/duplicati-wrapper.conf';
const PRIVATE = 0o600;
const PLAIN = 0o644;
const PROGRAM = 0o755;

/** What a host is to have now, by the story of its jobs. `wrapper`: the text of the better wrapper. */
export function stagingOrder(
  folder: HostFolder,
  { programs, wrapper, now }: { readonly programs: DemoPrograms; readonly wrapper: string; readonly now: EpochMs },
): StagingOrder {
  const { host, root } = folder;
  const jobs = host.jobs.map((job) => stagedJob(folder, job, now));
  return {
    folders: [
      ...['bin', 'etc/cron.d', 'opt', 'proc/1', 'proc/214', 'root', 'run', 'tmp', 'usr/bin'].map(
        (name) => `${root}/${name}`,
      ),
      textfileFolder(folder),
      logFolder(folder),
      crontabFile(folder).replace(/\/[^/]+$/, ''),
    ],
    files: [
      ...commandFiles(folder, programs),
      wrapperOf(folder, wrapper),
      ...(host.edition === 'better' ? [plain(settingsFile(folder), settingsText(folder), PRIVATE)] : []),
      plain(crontabFile(folder), crontabText(folder), PRIVATE),
      plain(`${root}/proc/1/comm`, 'systemd\n'),
      plain(`${root}/proc/214/comm`, 'cron\n'),
      plain(`${root}/var/log/syslog`, syslogText(folder, now)),
      ...host.jobs.flatMap((job) => textfilesOf(folder, job, now)),
      ...(host.strayFile ? [strayTextfile(folder, now)] : []),
      ...host.jobs.map((job) => plain(`${databaseFile(folder, job)}.stand-in.json`, standInText(job, now))),
    ],
    jobs,
  };
}

function commandFiles(folder: HostFolder, programs: DemoPrograms): readonly StagedFile[] {
  const files = [...hostCommands(folder, programs)].map(([name, text]) => ({ name, text }));
  const poor = poorFolder(folder);
  if (folder.host.jobs.every(({ onHost }) => onHost.line !== 'poor-path')) return files.map(inBin);
  return [
    ...files.map(inBin),
    ...files
      .filter(({ name }) => name === 'hostname' || name === 'sleep')
      .map(({ name, text }) => plain(`${poor}/${name}`, text, PROGRAM)),
    ...FOR_POOR_PATH.map(
      (program): StagedFile => ({ file: `${poor}/${program}`, content: { program }, mode: PROGRAM, modifiedAt: null }),
    ),
  ];

  function inBin({ name, text }: { readonly name: string; readonly text: string }): StagedFile {
    return plain(`${folder.root}/bin/${name}`, text, PROGRAM);
  }
}

function wrapperOf(folder: HostFolder, wrapper: string): StagedFile {
  const file = wrapperFile(folder);
  if (folder.host.edition === 'classic') return plain(file, classicWrapper(folder), PROGRAM);
  // Not those of this machine, should it have any.
  return plain(file, wrapper.replaceAll(USUAL_SETTINGS, settingsFile(folder)), PROGRAM);
}

function stagedJob(folder: HostFolder, job: SimulatedJob, now: EpochMs): StagedJob {
  const aheadMs = folder.host.clockAheadSeconds * 1000;
  const { why, damagedDatabase } = job.onHost;
  return {
    path: job.path,
    database: databaseFile(folder, job),
    runs: pastRuns(job, now).map(({ startedAt, endedAt, exitCode }) => ({
      startedAt: startedAt + aheadMs,
      endedAt: endedAt + aheadMs,
      exitCode,
      why,
    })),
    damaged: damagedDatabase,
    log: folder.host.edition === 'better' ? logFilesOf(logFolder(folder), job) : null,
  };
}

/** Those that had ended by then, oldest first. */
function pastRuns({ timeline }: SimulatedJob, now: EpochMs): readonly SimulatedRun[] {
  const runs: SimulatedRun[] = [];
  let run = endedBy(timeline, now);
  while (run !== null && runs.length < RUNS) {
    runs.unshift(run);
    run = endedBy(timeline, run.startedAt);
  }
  return runs;
}

/** How runs of the job go that somebody starts. */
function standInText({ timeline }: SimulatedJob, now: EpochMs): string {
  const code = endedBy(timeline, now)?.exitCode ?? 0;
  return JSON.stringify({ seconds: RUN_SECONDS, volumes: RUN_VOLUMES, code: LASTING.has(code) ? code : 0 });
}

/** What cron logged of the last start of each job. */
function syslogText(folder: HostFolder, now: EpochMs): string {
  const { host } = folder;
  const starts = host.jobs.flatMap((job) => {
    const run = startedBy(job.timeline, now);
    return run === null ? [] : [{ at: run.startedAt + host.clockAheadSeconds * 1000, command: commandOf(folder, job) }];
  });
  return starts
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, command }, number) => {
      const when = new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
      return `${when} ${host.nodename} CRON[${2000 + number}]: (root) CMD (${command})\n`;
    })
    .join('');
}

function plain(file: string, text: string, mode = PLAIN): StagedFile {
  return { file, content: { text }, mode, modifiedAt: null };
}
