import { betterKey } from '../../domain/db-path.ts';
import { classicName } from '../../domain/metric.ts';
import type { EpochMs } from '../../domain/time.ts';
import { LABELLED } from '../fleet/labelled-family.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import { endedBy, type SimulatedRun, succeededBy } from '../fleet/timeline.ts';
import { unix } from '../fleet/unix.ts';
import type { StagedFile } from '../stage-host/order.ts';
import { classicTextfile, databaseFile, type HostFolder, labelledTextfile, textfileFolder } from './host-folder.ts';

const MODE = 0o644;

/** The files for node_exporter that a job's runs have left by now, and what else became of them. */
export function textfilesOf(folder: HostFolder, job: SimulatedJob, now: EpochMs): readonly StagedFile[] {
  const { textfile, timeline } = job;
  const run = endedBy(timeline, now);
  if (run === null || (textfile.kind === 'removed' && now >= textfile.at)) return [];
  const file = classicTextfile(folder, job);
  const files = [textfileOf(file, classicText(folder, job, run), run.endedAt)];
  if (textfile.kind === 'hidden') {
    const copied = endedBy(timeline, textfile.copiedAt);
    if (copied !== null)
      files.push(
        textfileOf(file.replace(/\.prom$/, '-copy.prom'), classicText(folder, job, copied), textfile.copiedAt),
      );
  }
  if (folder.host.edition === 'better')
    files.push(textfileOf(labelledTextfile(folder, job), labelledText(folder, job, run, now), run.endedAt));
  return files;
}

/** A file of no known job, of a host whose name no metric can hold. */
export function strayTextfile(folder: HostFolder, now: EpochMs): StagedFile {
  const stem = `duplicati_${folder.host.nodename}__srv_old`;
  const text = `${stem}_last_run_start ${unix(now) - 90_000}\n${stem}_last_run_seconds 61\n${stem}_last_exitcode 0\n`;
  return textfileOf(`${textfileFolder(folder)}/${stem}.prom`, text, now - 90_000_000);
}

function textfileOf(file: string, text: string, modifiedAt: EpochMs): StagedFile {
  return { file, content: { text }, mode: MODE, modifiedAt };
}

function classicText({ host }: HostFolder, { metric }: SimulatedJob, run: SimulatedRun): string {
  const values = [
    ['start', unix(run.startedAt) + host.clockAheadSeconds],
    ['seconds', unix(run.endedAt - run.startedAt)],
    ['exitCode', run.exitCode],
  ] as const;
  return values.map(([field, value]) => `${classicName(metric, field)} ${value}\n`).join('');
}

function labelledText(folder: HostFolder, job: SimulatedJob, run: SimulatedRun, now: EpochMs): string {
  const { path, timeline } = job;
  const state = { ended: run, started: run, succeededAt: succeededBy(timeline, now) };
  const lines = LABELLED.flatMap(({ name, help, value, more }) => {
    const found = value(state);
    if (found === null) return [];
    const extra = more === undefined ? {} : { ...more(path), dbpath: databaseFile(folder, job) };
    const labels = Object.entries({ host: folder.host.nodename, path, ...extra });
    const text = labels.map(([label, each]) => `${label}="${each}"`).join(',');
    return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name}{${text}} ${found}`];
  });
  return `${lines.join('\n')}\n`;
}

/** The better wrapper's names for a job's own files. */
export function logFilesOf(folder: string, { path }: SimulatedJob): { readonly log: string; readonly reason: string } {
  const key = betterKey(path);
  return { log: `${folder}/${key}.log`, reason: `${folder}/${key}.reason` };
}
